#include "gradlab/train/gradient_descent.hpp"

#include <cmath>
#include <vector>

namespace gradlab::train {

Minimum minimize_by_gradient_descent(const CostAndGradientFunction& function, const arma::vec& theta,
                                     const MinimizeOptions& options) {
  Evaluation here = evaluate_start(function, theta, options);
  Minimum minimum{theta, {}, 1, Ending::iterations_done};
  std::vector<double> history = {here.cost};
  for (arma::uword i = 1; i <= options.iterations; ++i) {
    const arma::vec next = minimum.theta - options.alpha * here.gradient;
    here = function(next);
    ++minimum.evaluations;
    if (!std::isfinite(here.cost)) {
      minimum.ending = Ending::not_finite;
      break;
    }
    minimum.theta = next;
    history.push_back(here.cost);
    if (options.reached) options.reached(minimum.theta, i);
    if (options.keep_going && !options.keep_going(i)) {
      minimum.ending = Ending::stopped;
      break;
    }
  }
  minimum.cost_history = arma::vec(history);
  return minimum;
}

}  // namespace gradlab::train
