// A check's result in words, for people: the table of blocks, the worst entry with the rule that judged it, and the
// verdict. What was checked, and how to go on, is the caller's to say.
#pragma once

#include "gradlab/check/checker.hpp"

#include <iosfwd>
#include <string>

namespace gradlab::check {

struct ReportStyle {
  bool color = false;  ///< ANSI colors
};

/// Lines of at most 80 columns, each ending in a newline. For the worst entry the rule is written out with the numbers
/// that went into it.
std::string describe(const CheckResult& result, const ReportStyle& style = {});

/// The report without color, from a line of its own on: what a test framework shows when an assertion on it fails.
std::ostream& operator<<(std::ostream& out, const CheckResult& result);

}  // namespace gradlab::check
