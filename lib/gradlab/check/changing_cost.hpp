// Checks a cost that answers otherwise when it is asked again: by state that it keeps, or by chance.
#pragma once

#include "gradlab/check/cost_noise.hpp"
#include "gradlab/check/preconditions.hpp"
#include "gradlab/check/result.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

namespace gradlab::check {

/// The objective whose differences ask for the cost at theta anew each time: what it drifts by does not add up.
Objective ask_afresh(Objective objective);

/// Raises the rounding of the differences to the change that was seen; chance counts as noise of the cost as well.
void allow_for_change(const Behavior& cost, NoisyDifferences& around);

/// Raises the errors of the estimates to what the cost's memory of other points may do to them.
void allow_for_lag(const Behavior& cost, const arma::vec& theta, CheckResult& result);

/// Chance leaves no doubt where it is small beside the derivatives: its troubles become notes.
void weigh_chance(const Preconditions& found, CheckResult& result);

}  // namespace gradlab::check
