// Writes a check's result in words: the table of blocks, the worst entry with the rule that judged it, and the verdict.
// The caller says what was checked, and what to do next.
#pragma once

#include "gradlab/check/checker.hpp"

#include <iosfwd>
#include <string>

namespace gradlab::check {

/// Lines of at most 80 columns, each ending in a newline. The worst entry comes with the numbers of the rule. `color`
/// paints it with ANSI codes.
std::string describe(const CheckResult& result, bool color = false);

/// A newline and the report without color. Test frameworks print it when an assertion fails.
std::ostream& operator<<(std::ostream& out, const CheckResult& result);

}  // namespace gradlab::check
