// Compares an analytic with a numerical derivative: the one rule of the check, and its constants.
// See checker.hpp for which entries are compared, and differentiate.hpp for undecided ones.
#pragma once

#include "gradlab/numeric/estimate.hpp"

#include <string_view>

namespace gradlab::check {

/// From best to worst. undecided: the numerical side cannot tell.
enum class Verdict { agree, undecided, disagree };

std::string_view to_string(Verdict verdict);
Verdict worst_of(Verdict one, Verdict other);

/// How far a right gradient may be from the numerical one: t = relative * max(|a|, |n|) + floor, where
/// floor = absolute * the largest numerical entry of the block + noise * the cost's noise.
/// Example: a block's largest entry is 0.5 and the noise of the cost is 1e-16: floor = 5e-13 + 1e-13 = 6e-13.
/// Noise above max_hidden_share * an entry hides the entry: see judge().
struct Tolerance {
  /// A right gradient is good to about 1e-12 of the block's largest entry; a wrong one is rarely right to seven digits.
  double relative = 1e-7;
  /// Entries far below the largest of their block carry that one's rounding error, so they are allowed for it.
  double absolute = 1e-12;
  /// At a minimum the gradient's terms cancel, and their rounding errors stay. They grow with the noise of the cost.
  /// Greater: near a minimum more right entries agree. Smaller: smaller mistakes show there.
  double noise = 1024;
  /// The share of an entry that a floor may hide though the estimate is good enough to see it. By 0 an entry within its
  /// floor agrees only if it is also within 2 e, or within the rounding of real code.
  double max_hidden_share = 0;
};

/// Two costs are the same within this share. Sums of some 1e5 positive terms in different order differ by 1e-13.
inline constexpr double cost_tolerance = 1e-10;

/// Two gradients of one formula are the same within this share of the largest entry. See Tolerance for numerical ones.
inline constexpr double gradient_tolerance = 1e-9;

/// Of the norm of a gradient's part along a direction: the rounding errors of many entries cancel in their sum.
inline constexpr double tolerance_along_directions = 1e-9;

/// The part of an allowed difference that does not go with the entry itself.
struct Floor {
  double rounding = 0;  ///< absolute * the largest numerical entry of the block
  double rounding_over_length = 0;  ///< absolute * the largest product of entry and its scale
  double noise = 0;     ///< Tolerance::noise * the cost's noise, for a parameter over whose unit the cost changes

  double precision = 0;  ///< of a gradient in fewer bits than the cost: a share of the largest entry

  double total() const { return rounding + noise + precision; }
};

/// `noise`: of the cost, in its units.
Floor make_floor(const Tolerance& tolerance, double largest_in_block, double noise);

/// What a difference must exceed to be seen at all in a block; `noise` in units of the cost.
double rounding_floor(const Tolerance& tolerance, double largest_in_block, double noise);

/// How far an entry may be from its numerical derivative.
struct Allowed {
  double difference = 0;     ///< t = relative * max(|a|, |n|) + floor; the noise counts by the entry's own scale
  double without_noise = 0;  ///< smaller than t where noise hides more than max_hidden_share of the entry, or an entry
                             ///< of another scale would
  double negligible = 0;     ///< an error that does not matter beside the block's largest entry
  double unfelt = 0;         ///< a steepness that moves the cost by no more than its noise
  double floor = 0;          ///< the part of t that does not go with the entry's own size
};
Allowed allow(const Tolerance& tolerance, double analytic, const numeric::Estimate& numeric, const Floor& floor);

/// |analytic - numeric|. At a kink: 0 between the left and the right slope, else the distance to the nearer one.
double distance(double analytic, const numeric::Estimate& numeric);

/// The estimate's error e. Between the slopes of a kink: less by the distance to the nearer slope, but not below 0.
double uncertainty(double analytic, const numeric::Estimate& numeric);

/// With d = distance(analytic, numeric), e = uncertainty(analytic, numeric) and t = `allowed.difference`:
/// agree if d + e <= t, disagree if d - e > t, else undecided.
/// Where noise hides the gradient, `allowed.without_noise` is smaller than t. An entry with d between the two agrees
/// only if d <= 2 e; else the entry is undecided. An entry about which the estimate tells nothing is undecided too.
/// An analytic value that is not finite disagrees. A numerical value or error that is not finite leaves it undecided.
Verdict judge(double analytic, const numeric::Estimate& numeric, const Allowed& allowed);

/// An error above this share of the derivative tells nothing of its size,
inline constexpr double telling = 0.1;
/// unless it is below this share of how steep the function typically is.
inline constexpr double negligible = 1e-6;

/// Whether the estimate's error is as large as the derivative itself, and no small share of the function's typical
/// steepness or of the block's largest entry either, while the cost does depend on the parameter: any claim of that
/// size would pass, so nothing is known.
bool tells_nothing(double analytic, const numeric::Estimate& numeric, const Allowed& allowed);

/// The same where nothing is hidden.
Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed);

}  // namespace gradlab::check
