// Fits a few regressors to a wrong part of a gradient. A fit counts if it reaches the digits of the match tolerance.
#pragma once

#include <armadillo>

#include <optional>

namespace gradlab::diagnosis {

bool all_near(const arma::vec& one, const arma::vec& other, const arma::vec& allowed);

/// The coefficients c with |R c - y| <= allowed. Nothing where no c fits, where y has fewer than two entries for each
/// column, or where the columns of R depend on each other.
std::optional<arma::vec> fit(const arma::vec& y, const arma::mat& R, const arma::vec& allowed);

std::optional<double> fit_one(const arma::vec& y, const arma::vec& regressor, const arma::vec& allowed);

}  // namespace gradlab::diagnosis
