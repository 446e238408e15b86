// The answers that recordings are. See protocol_runs.cpp for the questions.
#include "gradlab/languages/protocol_answers.hpp"

#include "terminal/json.hpp"

#include <array>
#include <string_view>

namespace gradlab::languages {

namespace {

using terminal::whole, terminal::wholes;

template <class Kind, std::size_t count>
Kind kind_named(const std::array<std::string_view, count>& names, const Json& name) {
  for (std::size_t i = 0; i < count; ++i) {
    if (name == names[i]) return static_cast<Kind>(i);
  }
  throw CodeError("the kind " + name.dump() + " is not known");
}

// In the order of the enumerations.
constexpr std::array<std::string_view, 9> place_kinds = {"name", "number",    "constant", "operation", "call",
                                                         "part", "attribute", "before",   "after"};
constexpr std::array<std::string_view, 4> value_kinds = {"real", "single", "whole", "truth"};

Place to_place(const Json& described) {
  return {whole<arma::uword>(described.at("line")),
          described.at("where"),
          described.at("text"),
          kind_named<PlaceKind>(place_kinds, described.at("kind")),
          wholes<std::size_t>(described.at("parts")),
          whole<arma::uword>(described.at("statement")),
          described.at("function"),
          whole<arma::uword>(described.at("loop")),
          described.at("target")};
}

Trail to_trail(const Json& described) {
  Trail trail{wholes<std::size_t>(described.at("path")), whole<std::size_t>(described.at("place")), {}};
  for (const Json& value : described.at("values")) {
    trail.values.push_back({wholes<arma::uword>(value.at("shape")),
                            kind_named<ValueKind>(value_kinds, value.at("kind")),
                            to_vector(value.at("entries"), "a value")});
  }
  return trail;
}

}  // namespace

Recording to_recording(const Json& answer, const std::string& name) {
  return understand(answer, name, [&] {
    Recording recording;
    for (const Json& place : answer.at("places")) recording.places.push_back(to_place(place));
    for (const Json& trail : answer.at("trails")) recording.trails.push_back(to_trail(trail));
    recording.answer = to_gradient_answer(answer, name);
    return recording;
  });
}

}  // namespace gradlab::languages
