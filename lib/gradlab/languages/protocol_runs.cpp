#include "gradlab/languages/conversation_line.hpp"
#include "gradlab/languages/protocol.hpp"
#include "gradlab/languages/protocol_answers.hpp"

#include <array>
#include <string_view>

namespace gradlab::languages {

namespace {

constexpr std::size_t room_for_recording = std::size_t(1) << 26;

// In the order of the enumeration.
constexpr std::array<std::string_view, 9> modes = {"same",  "by_columns",       "last", "each", "by_size",
                                                   "whole", "whole_transposed", "real", "moved"};

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
