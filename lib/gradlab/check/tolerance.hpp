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
/// floor = absolute * the largest numerical entry of the block + noise * the cost's noise. A floor above `visible` times
/// that largest entry hides what is looked for: see judge().
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
  double visible = 1e-3;
};

/// What a difference must exceed to be seen at all in a block; `noise` in units of the cost.
double rounding_floor(const Tolerance& tolerance, double largest_in_block, double noise);

/// So much of the floor as hides nothing.
double harmless_floor(const Tolerance& tolerance, double largest_in_block, double floor);

double allowed_difference(const Tolerance& tolerance, double analytic, double numeric, double floor);

/// |analytic - numeric|; at a kink the distance from the stretch between the left and the right slope, all of which
/// are derivatives there.
double distance(double analytic, const numeric::Estimate& numeric);

/// The estimate's error e; at a kink so much less as the analytic value lies inside the stretch.
double doubt(double analytic, const numeric::Estimate& numeric);

/// agree if d + e <= t; disagree if d - e > t; else undecided, for d = distance(analytic, numeric), e =
/// doubt(analytic, numeric), and the allowed difference t. Where the floor hides the gradient, `seen` is t without what is hidden: an entry that
/// agrees by t alone must lie within twice its error bar as well, else it is undecided. An analytic value that is not finite where the numerical one is disagrees;
/// where n or e is not finite nothing can be told.
Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed, double seen);

/// The same where nothing is hidden.
Verdict judge(double analytic, const numeric::Estimate& numeric, double allowed);

}  // namespace gradlab::check
