// An objective along one parameter. A numerical method sees nothing else of the objective.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <complex>
#include <functional>

namespace gradlab::numeric {

struct AlongOneParameter {
  double x = 0;                                                ///< where the parameter stands
  double scale = 1;                                            ///< the length over which f changes, as far as is known
  bool scale_is_given = false;                                 ///< by the user: it is no guess
  std::function<Difference(double step)> difference;           ///< f(x + step) - f(x)
  std::function<std::complex<double>(double step)> imaginary;  ///< f(x + i*step); empty where f is real only
};

/// The objective along theta(k). `differences` are those around theta. Refers to its arguments: they must outlive it.
/// `typical_size`: the length over which it changes, where a user says it; NaN: usual_scale().
AlongOneParameter slice_along(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                  arma::uword k, double typical_size = arma::datum::nan);

/// max(1, |x|): the length over which a function is taken to change where nothing is known.
double usual_scale(double x);

/// The step that is really taken from x when `step` is asked for: (x + step) - x.
double exact_step(double x, double step);

}  // namespace gradlab::numeric
