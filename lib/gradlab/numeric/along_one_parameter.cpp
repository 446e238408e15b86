#include "gradlab/numeric/along_one_parameter.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::numeric {

AlongOneParameter slice_along(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                  arma::uword k, double typical_size) {
  AlongOneParameter slice;
  slice.x = theta(k);
  slice.scale_is_given = !std::isnan(typical_size);
  slice.scale = slice.scale_is_given ? typical_size : usual_scale(slice.x);
  slice.difference = [&differences, k](double step) { return differences(k, step); };
  if (objective.complex_cost) {
    slice.imaginary = [&objective, &theta, k](double step) {
      arma::cx_vec moved(theta, arma::vec(theta.n_elem, arma::fill::zeros));
      moved(k).imag(step);
      return objective.complex_cost(moved);
    };
  }
  return slice;
}

double usual_scale(double x) { return std::max(1.0, std::abs(x)); }

double exact_step(double x, double step) {
  const volatile double moved = x + step;  // volatile: stored as a double, whatever the registers hold
  return moved - x;
}

}  // namespace gradlab::numeric
