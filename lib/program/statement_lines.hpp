// The statements of the source that an advice names, as the reader writes them.
#pragma once

#include "gradlab/trace/statements.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gradlab::program {

/// For "S15, S28-S29" the three lines, each behind its name. Words that name no statement are left out.
std::vector<std::pair<std::string, std::string>> statement_lines(const std::string& ids, trace::Writing writing);

/// `language`: "Python 3.11.2, NumPy 1.24.2", "Octave 7.3.0", "C++"; NumPy for any other.
trace::Writing writing_of(const std::string& language);

}  // namespace gradlab::program
