// Why code is wrong of which nothing is known but its own cost.
#pragma once

#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/languages/protocol.hpp"
#include "gradlab/languages/still_figures.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::languages {

/// Sets `diagnoses` where `checked` disagrees: figures that stand still, a constant ratio, a sign, a missing or extra
/// penalty, block by block. The numerical gradient is what is known to be right. Code that hangs away from theta is
/// started anew, and nothing is said.
void explain_by_own_cost(Conversation& conversation, const EvaluateAt& evaluate, const arma::vec& theta,
                         const std::vector<Block>& blocks, diagnosis::Checked& checked);

}  // namespace gradlab::languages
