// Verdicts that would say more than is known: they become undecided, with the reason.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"

namespace gradlab::languages {

/// Code whose gradient is that of its own cost at every network, while nothing says which network it is.
/// Code that is right for labels 0..K-1 only, though its own data has 1..K.
void doubt_verdicts(const Code& code, CheckedCode& checked);

}  // namespace gradlab::languages
