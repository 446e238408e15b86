// The length over which a function changes along one parameter. Steps are shares of this length: a step far longer
// jumps over what the function does at the point, and a step far shorter drowns in rounding.
#pragma once

#include "gradlab/numeric/along_one_parameter.hpp"

#include <cstddef>

namespace gradlab::numeric {

struct Scale {
  double length = 1;            ///< in units of the parameter; the slice's own scale where nothing speaks against it
  std::size_t evaluations = 0;  ///< differences computed
};

/// Looks at pairs of steps from 1e12 times the slice's scale down to a few units in the last place of x. The length is
/// the longest step from which all shorter steps tell one slope and one curvature, within rounding.
Scale find_scale(const AlongOneParameter& slice);

/// The larger change of the function over a step to either side; of one side where the other has no value.
double largest_change(const AlongOneParameter& slice, double step);

/// How steep the function is over the slice's scale, whatever its slope at the point: the larger change to either side,
/// for each unit of the parameter. Two differences; 0 where neither changes the function at all.
double typical_steepness(const AlongOneParameter& slice);

/// The same at the shortest step that changes the function, where it stands still at shorter ones. Some ten pairs.
double steepness_of_first_change(const AlongOneParameter& slice);

/// Whether a function that stands still at short steps jumps where it first changes, as one that moves in stairs does;
/// a dead unit bends there. Some sixty pairs.
bool jumps_at_first_change(const AlongOneParameter& slice);

}  // namespace gradlab::numeric
