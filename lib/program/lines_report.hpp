// The first wrong lines of a learner's file, as text and as JSON.
#pragma once

#include "gradlab/lines/find_lines.hpp"
#include "terminal/json.hpp"

#include <string>

namespace gradlab::program {

/// One line, or where the file first goes wrong, in a sentence.
std::string in_words(const lines::Line& line);

/// Empty where nothing was found.
std::string describe(const lines::FoundLines& found, bool color);

terminal::Json to_json(const lines::FoundLines& found);

}  // namespace gradlab::program
