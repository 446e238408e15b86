#include "gradlab/diagnosis/fit.hpp"

#include "gradlab/decompose.hpp"
#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

bool all_near(const vec& one, const vec& other, const vec& allowed) {
  for (uword i = 0; i < one.n_elem; ++i) {
    if (!is_near(one(i), other(i), allowed(i))) return false;
  }
  return true;
}

std::optional<vec> fit(const vec& y, const mat& R, const vec& allowed) {
  if (y.n_elem < 2 * R.n_cols || !y.is_finite() || !R.is_finite() || !(allowed.min() > 0)) return std::nullopt;
  const vec weights = allowed.max() / allowed;  // no larger than needed: huge numbers overflow in squares
  mat weighted = R.each_col() % weights;
  arma::rowvec sizes = arma::sqrt(arma::sum(arma::square(weighted), 0));
  if (!(sizes.min() > 0)) return std::nullopt;
  weighted.each_row() /= sizes;
  const std::optional<mat> solution = least_squares(weighted, y % weights, least_independence);
  if (!solution) return std::nullopt;
  const vec coefficients = *solution / sizes.st();
  if (!all_near(R * coefficients, y, allowed)) return std::nullopt;
  return coefficients;
}

std::optional<double> fit_one(const vec& y, const vec& regressor, const vec& allowed) {
  const std::optional<vec> fitted = fit(y, regressor, allowed);
  return fitted ? std::optional<double>((*fitted)(0)) : std::nullopt;
}

}  // namespace gradlab::diagnosis
