// A check piece by piece: shared out to the ranks, kept in a file, and taken up again from there.
#pragma once

#include "gradlab/check/checker.hpp"

#include <string>

namespace gradlab::program {

struct Keeping {
  std::string save;    ///< a file to keep the estimates in, a line each; empty: none
  std::string resume;  ///< a file of an earlier run of the same check, which is continued; empty: none
  std::string check;   ///< which check it is, in one line: another one's file is refused
};

/// Has the check work in pieces as far as there are several ranks, or a file to keep. Of a run that is ended in any way
/// the file holds all pieces but the one in work.
/// throws std::invalid_argument where a file cannot be used, or is of another check.
void work_in_pieces(const Keeping& keeping, check::CheckOptions& options);

}  // namespace gradlab::program
