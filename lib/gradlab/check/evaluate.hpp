// Calls an implementation once at theta, and times the call.
#pragma once

#include "gradlab/check/implementation.hpp"
#include "gradlab/check/result.hpp"

#include <armadillo>

#include <functional>
#include <string>

namespace gradlab::check {

/// Seconds since any moment.
using Clock = std::function<double()>;

Clock steady_clock();

/// Name, cost, gradient and seconds; nothing is judged yet.
/// throws std::invalid_argument if the gradient has another length than theta, and what the implementation throws.
ImplementationResult evaluate(const Implementation& implementation, const arma::vec& theta, const Clock& clock);

/// The same of an answer that was given already. throws std::invalid_argument as evaluate() does.
ImplementationResult make_result(const std::string& name, Evaluation evaluation, double seconds,
                                 const arma::vec& theta);

}  // namespace gradlab::check
