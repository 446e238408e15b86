// Code that is not our own, as the program sees it: started by its options, described in reports, refused in one line.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/languages/network.hpp"
#include "gradlab/languages/protocol.hpp"
#include "terminal/json.hpp"
#include "program/check.hpp"

#include <memory>
#include <string>

namespace gradlab::program {

struct Code {
  std::shared_ptr<languages::Child> child;
  languages::Description description;

  const languages::Choice& choice_of(const languages::CallingConvention& fit) const { return description.choices[fit.convention.choice]; }
};

/// Starts what --exec, --python or --octave name and lets it describe itself.
/// throws std::invalid_argument where it cannot, or another option does not go with it.
Code start_code(const CheckVerb& options);

/// throws std::invalid_argument: the code's own words after its name, and before the advice where there is any.
[[noreturn]] void refuse(const Code& code, const languages::CodeError& error, const std::string& advice = "");

/// As check_functions(), but what cannot be spoken to or answers otherwise than it promised is no finding: throws what
/// it threw, Gone or CodeError. What the learner's function raised itself stays among the troubles.
Checked check_code(ProblemSetup setup, NamedFunction function, const CheckVerb& options);

/// A note for each argument that the code changes, where the caller's own would be changed.
void add_changed_arguments(const Code& code, const languages::CallingConvention& fit, check::CheckResult& result);

/// "it defines: f(x), g(x)"
std::string list_functions(const Code& code);

/// `code` of JSON.md.
Json to_json(const Code& code, const languages::CallingConvention& fit);

/// What was checked, how it was called, what of it was skipped, and what it printed.
std::string describe(const Code& code, const languages::CallingConvention& fit, bool color);

}  // namespace gradlab::program
