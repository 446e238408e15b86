// Foreign code that runs and has described itself. See protocol.hpp for the conversation with the code, and
// check_code.hpp for its check.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/languages/protocol.hpp"

#include <armadillo>

#include <memory>
#include <string>
#include <vector>

namespace gradlab::languages {

struct Code {
  std::shared_ptr<Conversation> conversation;
  Description description;  ///< with at least one choice

  const std::string& name() const { return conversation->name(); }
  bool takes_network() const;
};

/// name: in messages and reports. timeout: seconds, for each answer.
/// throws std::invalid_argument if the code cannot start, cannot describe itself or has no function to check, and
/// process::Gone if the code does not answer.
Code start_code(std::string name, const process::Command& command, double timeout);

/// Describes the code by what its own program does, where that can be told; else leaves the description as it is.
bool describe_by_usage(Code& code);

/// throws std::invalid_argument: the code's name, its own words, and the advice where there is any.
[[noreturn]] void refuse(const Code& code, const CodeError& error, const std::string& advice = "");

/// Where an adapter can call a class that gradlab cannot call by itself: what to write; else otherwise.
std::string advise_adapter(const Code& code, const std::string& otherwise);

/// "it defines: f(x), g(x)"
std::string list_functions(const Code& code);

/// Checks one function of the code, and passes on what check::check_gradients() takes for a trouble of the function:
/// throws process::Gone if the code dies, and CodeError if an answer breaks the protocol.
/// An exception of the learner's own function stays a trouble.
/// Code that does not answer in time away from theta is started anew, and has no value there; a few times, at most.
check::CheckResult check_function(Conversation& conversation, Objective objective, check::Implementation function,
                                  const arma::vec& theta, const check::CheckOptions& options);

/// So many entries of theta are checked at a sample, unless the caller says how many.
constexpr arma::uword large_theta = 800;

/// So many of them are checked then; the smaller number where each cost takes long.
constexpr arma::uword usual_sample = 60, small_sample = 10;

/// Adds a remark on the sample.
check::CheckOptions with_sample(check::CheckOptions options, std::vector<std::string>& remarks, arma::uword entries,
                                arma::uword sample = usual_sample);

/// A note for each argument that the function changes.
void add_changed_arguments(const Choice& choice, const std::vector<std::string>& changed, check::CheckResult& result);

}  // namespace gradlab::languages
