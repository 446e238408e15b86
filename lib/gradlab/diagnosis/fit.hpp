// Fits of a few regressors to a wrong stretch of a gradient, good only where they reach the match_tolerance's digits.
// What the coefficients mean is for others to say.
#pragma once

#include <armadillo>

#include <optional>

namespace gradlab::diagnosis {

bool all_near(const arma::vec& one, const arma::vec& other, const arma::vec& allowed);

/// The coefficients by which the columns of R give y to the match_tolerance. Nothing where they do not, where there are too
/// few entries to tell, or where the columns depend on each other.
std::optional<arma::vec> fit(const arma::vec& y, const arma::mat& R, const arma::vec& allowed);

std::optional<double> fit_one(const arma::vec& y, const arma::vec& regressor, const arma::vec& allowed);

}  // namespace gradlab::diagnosis
