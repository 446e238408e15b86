// The one place where an analytic and a numerical derivative are compared. Which entries are compared, and what is
// done where the answer is open, is checker.hpp's business.
#pragma once

#include "gradlab/numeric/estimate.hpp"

#include <string_view>

namespace gradlab::check {

/// From best to worst; of several verdicts the worst stands. undecided: the numerical side cannot tell.
enum class Verdict { agree, undecided, disagree };

std::string_view to_string(Verdict verdict);
Verdict worst_of(Verdict one, Verdict other);

/// How far a right gradient may be from the numerical one: t = relative * max(|a|, |n|) + floor, where
/// floor = absolute * the largest numerical entry of the block + noise * the cost's noise.
/// Example: a block's largest entry is 0.5 and the noise of the cost is 1e-16: floor = 5e-13 + 1e-13 = 6e-13.
/// A floor above max_hidden_share * that largest entry hides the gradient: see judge().
struct Tolerance {
  /// A right gradient in double precision is good to about 1e-12 of the block's largest entry, a wrong one is rarely
  /// right to seven digits: anything between serves.
  double relative = 1e-7;
  /// Entries far below the largest of their block carry its rounding error: they are held to it, not to themselves.
  double absolute = 1e-12;
  /// Where terms cancel, as at a minimum, the gradient keeps the rounding error of its terms, which goes with that of
  /// the cost. The cost's noise (in units of the cost) counts here as so much per unit of the parameter.
  double noise = 1024;
  /// Noise that hides more than a thousandth of the gradient would hide what is looked for.
  double max_hidden_share = 1e-3;
};

/// What a difference must exceed to be seen at all in a block; `noise` in units of the cost.
double rounding_floor(const Tolerance& tolerance, double largest_in_block, double noise);

/// The part of the floor that hides nothing: at most `max_hidden_share` of the block's largest entry.
double tolerance_without_noise(const Tolerance& tolerance, double largest_in_block, double floor);

double allowed_difference(const Tolerance& tolerance, double analytic, double numeric, double floor);

/// |analytic - numeric|; at a kink the distance from the stretch between the left and the right slope, all of which
/// are derivatives there.
double distance(double analytic, const numeric::Estimate& numeric);

/// The estimate's error e; at a kink so much less as the analytic value lies inside the stretch.
double uncertainty(double analytic, const numeric::Estimate& numeric);

/// With d = distance(analytic, numeric), e = uncertainty(analytic, numeric) and t = `allowed`:
/// agree if d + e <= t, disagree if d - e > t, else undecided.
/// Where noise hides the gradient, `allowed_without_noise` is smaller than t. An entry with d between the two agrees
/// only if d <= 2 e; else the entry is undecided.
/// An analytic value that is not finite disagrees. A numerical value or error that is not finite leaves it undecided.
Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed, double allowed_without_noise);

/// The same where nothing is hidden.
Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed);

}  // namespace gradlab::check
