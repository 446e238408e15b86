#include "gradlab/languages/conversation_line.hpp"
#include "gradlab/languages/protocol.hpp"
#include "gradlab/languages/protocol_answers.hpp"

#include <array>
#include <string_view>

namespace gradlab::languages {

namespace {

constexpr std::size_t room_for_recording = std::size_t(1) << 26;

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
constexpr std::array<std::string_view, 9> modes = {"same",  "by_columns",       "last", "each", "by_size",
                                                   "whole", "whole_transposed", "real", "moved"};

Place to_place(const Json& described) {
  return {described.at("line"),
          described.at("where"),
          described.at("text"),
          kind_named<PlaceKind>(place_kinds, described.at("kind")),
          described.at("parts").get<std::vector<std::size_t>>(),
          described.at("statement"),
          described.at("function"),
          described.at("loop"),
          described.at("target")};
}

Trail to_trail(const Json& described) {
  Trail trail{described.at("path").get<CallPath>(), described.at("place"), {}};
  for (const Json& value : described.at("values")) {
    trail.values.push_back({value.at("shape").get<std::vector<arma::uword>>(),
                            kind_named<ValueKind>(value_kinds, value.at("kind")),
                            to_vector(value.at("entries"), "a value")});
  }
  return trail;
}

// By rows, as values are read.
Json write_matrix(const arma::mat& matrix) {
  return {{"shape", {matrix.n_rows, matrix.n_cols}}, {"entries", to_json(arma::vec(arma::vectorise(matrix.t())))}};
}

Json write_repair(const Repair& repair) {
  const bool has_entry = repair.mode != RepairMode::real && repair.mode != RepairMode::moved;
  return {{"path", repair.path ? Json(*repair.path) : Json("any")},
          {"place", repair.place},
          {"mode", modes[static_cast<std::size_t>(repair.mode)]},
          {"entry", has_entry ? Json(repair.entry) : Json(-1)},
          {"runs", repair.runs}};
}

Json write_repairs(const Repairs& repairs) {
  Json list = Json::array();
  for (const Repair& repair : repairs) list.push_back(write_repair(repair));
  return list;
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

void Conversation::remember(std::size_t scene, const std::vector<std::vector<arma::mat>>& table) {
  Json entries = Json::array();
  for (const std::vector<arma::mat>& entry : table) {
    Json runs = Json::array();
    for (const arma::mat& matrix : entry) runs.push_back(write_matrix(matrix));
    entries.push_back(runs);
  }
  line_->ask(Json{{"ask", "remember"}, {"scene", scene}, {"table", entries}});
}

Recording Conversation::record(std::size_t scene, const Repairs& with) {
  line_->longest = room_for_recording;
  const Json answer = line_->ask(Json{{"ask", "record"}, {"scene", scene}, {"with", write_repairs(with)}});
  return to_recording(answer, name());
}

std::vector<std::optional<GradientAnswer>> Conversation::attempt(std::size_t scene, const Repairs& with,
                                                                 const std::vector<Repairs>& tries) {
  Json list = Json::array();
  for (const Repairs& one : tries) list.push_back(write_repairs(one));
  line_->longest = room_for_recording;
  const Json answer =
      line_->ask(Json{{"ask", "attempt"}, {"scene", scene}, {"with", write_repairs(with)}, {"tries", list}});
  std::vector<std::optional<GradientAnswer>> answers;
  for (const Json& one : answer.value("answers", Json::array())) {
    answers.push_back(one.is_null() ? std::nullopt : std::optional(to_gradient_answer(one, name())));
  }
  return answers;
}

}  // namespace gradlab::languages
