// The line to foreign code: one question, one answer. The inside of Conversation; see protocol.hpp.
#pragma once

#include "gradlab/languages/answers.hpp"
#include "gradlab/languages/protocol_values.hpp"
#include "gradlab/process/child.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace gradlab::languages {

struct ConversationLine {
  std::string name;
  process::Command command;
  double timeout;
  std::unique_ptr<process::Child> child = std::make_unique<process::Child>(command);
  std::map<std::string, Json> told = {};  // the last question of each kind that the code must know
  arma::vec base = {};
  std::size_t longest = std::size_t(1) << 20;  // the most bytes of an answer; grows with theta
  double time_limit = 0;        // seconds in all; 0: none
  std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();
  bool can_choose = false;  // the code knows the request "use": adapters do
  bool writes_adapters = false;  // the code knows the request "adapter"
  bool keeps_examples = false;  // a network without X has the same as the one before
  arma::mat examples = {};      // that it has now, in its form; empty: unknown

  std::string exchange(const std::string& question, const std::string& request);
  double seconds_left() const;
  std::string describe_end(const process::Gone& gone, const std::string& request) const;
  /// throws CodeError for an answer that is an error, and process::Gone for one that is none.
  Json ask(const Json& question);
  /// The same of a network. Many examples that the code has already are not sent again: that takes seconds.
  Json ask_with_examples(Json question, const arma::mat& X);
};

}  // namespace gradlab::languages
