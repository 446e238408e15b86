// An objective along one parameter. A numerical method sees nothing else of the objective.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <complex>
#include <functional>

namespace gradlab::numeric {

struct AlongOneParameter {
  double x = 0;                                                ///< where the parameter stands
  std::function<Difference(double step)> difference;           ///< f(x + step) - f(x)
  std::function<std::complex<double>(double step)> imaginary;  ///< f(x + i*step); empty where f is real only
};

/// The objective along theta(k). `differences` are those around theta. Refers to its arguments: they must outlive it.
AlongOneParameter slice_along(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                  arma::uword k);

/// The step that is really taken from x when `step` is asked for: (x + step) - x.
double exact_step(double x, double step);

}  // namespace gradlab::numeric
