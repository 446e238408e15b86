// How a caller takes the estimates of all entries into its own hands. See CheckOptions::spread.
#pragma once

#include "gradlab/numeric/estimate.hpp"

#include <armadillo>

#include <functional>
#include <vector>

namespace gradlab::check {

/// Estimates some entries.
using EstimateSome = std::function<std::vector<numeric::Estimate>(const std::vector<arma::uword>& entries)>;

/// Gets all entries and a function that estimates some of them; returns one estimate an entry. Those without evaluations
/// are left out of the check.
using Spread =
    std::function<std::vector<numeric::Estimate>(const std::vector<arma::uword>& entries, const EstimateSome& estimate)>;

}  // namespace gradlab::check
