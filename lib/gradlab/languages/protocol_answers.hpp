// The answers of foreign code, read from their lines: nothing in them is believed. See protocol.hpp for the conversation.
#pragma once

#include "gradlab/languages/answers.hpp"
#include "gradlab/languages/description.hpp"
#include "gradlab/languages/protocol_values.hpp"
#include "gradlab/languages/recording.hpp"
#include "gradlab/objective.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace gradlab::languages {

/// "to describe itself": what the code was asked.
std::string in_words(const std::string& request);

/// `name`: the code's, in messages. throws CodeError for an answer that is an error, and process::Gone for a line that
/// is no answer.
Json parse_answer(const std::string& line, const std::string& name, const std::string& request);

/// All of these throw CodeError where the answer holds something else.
Description to_description(const Json& answer, const std::string& name);
GradientAnswer to_gradient_answer(const Json& answer, const std::string& name);
double to_cost(const Json& answer);
std::vector<CallValue> to_results(const Json& answer, const std::string& name);
std::vector<Block> to_blocks(const Json& answer, const std::string& name);
Recording to_recording(const Json& answer, const std::string& name);

/// What `read` makes of the answer. throws CodeError where the answer has other parts than `read` looks for.
template <class Read>
auto understand(const Json& answer, const std::string& name, const Read& read) {
  try {
    return read();
  } catch (const Json::exception&) {
    throw CodeError(fmt::format("{} gave an answer that is not understood: {}", name,
                                terminal::printable(answer.dump(), 200)));
  }
}

}  // namespace gradlab::languages
