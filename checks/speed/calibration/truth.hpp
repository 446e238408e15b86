// The true derivatives of an instance, to some 30 digits, and gradients that are right or wrong by construction.
#pragma once

#include "catalogue.hpp"

#include "gradlab/numeric/estimate.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::calibration {

/// One derivative: the slopes to both sides, which differ at a kink only. Anything between them is right.
struct Truth {
  Quad low = 0, high = 0;

  double distance_to(double value) const;  ///< from [low, high]; NaN for NaN
  double largest() const;                  ///< max(|low|, |high|)

  /// How far off the estimate is: the distance of its value; where it tells a kink, how far the worse of the true
  /// slopes lies outside its two.
  double error_of(const numeric::Estimate& estimate) const;
};

std::vector<Truth> true_gradient(const Instance& instance);

/// The correctly rounded gradient; at a kink one slope, the other or their mean.
arma::vec rounded_gradient(const std::vector<Truth>& truth, Generator& generator);

/// How far right code in double precision is off, as a share of the block's largest entry.
inline constexpr double rounding_of_code = 1e-15;

/// The same with the noise of code in double precision: rounding_of_code, each entry in its own unit.
arma::vec noisy_gradient(const std::vector<Truth>& truth, const std::vector<Block>& blocks, const arma::vec& units,
                         Generator& generator);

/// The gradient as right code in double precision computes it, rounding errors included.
arma::vec coded_gradient(const Instance& instance);

/// How a single entry is wrong.
enum class Fault { millionth, thousandth, sign, zero, term };
/// Those that one entry alone can have; the last is of a whole gradient: one term of the cost is forgotten.
inline constexpr Fault faults[] = {Fault::millionth, Fault::thousandth, Fault::sign, Fault::zero};

/// A wrong value for this entry; NaN where there is none (0, or a kink that allows it).
double wrong_value(const Truth& truth, Fault fault);

}  // namespace gradlab::calibration
