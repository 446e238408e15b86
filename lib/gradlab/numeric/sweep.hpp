// The V-curve: how far off a numerical derivative is at each length of its step, and why one length is the best. Long
// steps are off by truncation, short ones by rounding; where the two meet is the tip of the V.
#pragma once

#include "gradlab/numeric/methods.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <armadillo>

#include <functional>
#include <vector>

namespace gradlab::numeric {

/// longest, ..., shortest; so many to each factor of ten, powers of ten exactly.
/// throws std::invalid_argument unless longest > shortest > 0, both finite, and per_decade is in 1..100.
std::vector<double> steps_between(double longest, double shortest, int per_decade);

/// What the two flanks of a sweep look like: error = factor * step^power. NaN where there is no such flank.
struct Flank {
  double power = arma::datum::nan;   ///< fitted; in theory the method's order, and -1 for rounding
  double factor = arma::datum::nan;  ///< the power being rounded to a whole number
  bool is_there() const { return power == power; }
};

struct Sweep {
  arma::vec steps;                    ///< as in central(): absolute where |x| < 1, relative beyond
  arma::vec errors;                   ///< norm_ratio() over all slices; NaN where a derivative is no number
  arma::uword best = 0;               ///< the index of the least error; of equal ones the longest step
  Flank truncation;                   ///< of the longer steps
  Flank rounding;                     ///< of the shorter steps
  double meeting = arma::datum::nan;  ///< the step that the two flanks make the best; NaN where one is missing
};

/// The method's derivative along each slice at each step, against the truth (one for each slice). Slices are looked at
/// by several threads if `concurrent`. `progress` is called now and then, from one thread.
/// throws std::invalid_argument if the method chooses its own step, no point can be computed, or sizes do not fit.
Sweep sweep(const Method& method, const std::vector<AlongOneParameter>& slices, const arma::vec& truth,
            const std::vector<double>& steps, bool concurrent = false,
            const std::function<void(double fraction)>& progress = {});

/// |a-n| / |a+n|, the figure that courses teach; 0 where both are zero.
double norm_ratio(const arma::vec& a, const arma::vec& n);

}  // namespace gradlab::numeric
