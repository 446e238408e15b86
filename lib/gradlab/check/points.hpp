// Points at which a wrong gradient may look right, and further points beside theta.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstdint>
#include <string>

namespace gradlab::check {

/// "theta is all 0", where terms that theta is a factor of vanish; "all entries of theta are equal", where exchanged
/// ones look right; "the gradient is 0", where a wrong factor does. Empty: none of these.
std::string find_blindness(const arma::vec& theta, const CheckResult& result);

/// How far a point lies beside theta, as shares of each entry, or of the length that was found for it; longest first.
inline constexpr double shares_beside[] = {0.5, 0.1, 0.02, 0.004};

/// theta moved by unequal steps.
arma::vec move_beside(const CheckResult& result, double share, std::uint64_t seed);

}  // namespace gradlab::check
