#include "gradlab/models/regression/objective.hpp"

#include "gradlab/models/regression/cost.hpp"
#include "gradlab/require.hpp"

#include <memory>

namespace gradlab::regression {

Objective make_objective(const Problem& problem) { return make_objective(std::make_shared<const Problem>(problem)); }

Objective make_objective(const std::shared_ptr<const Problem>& shared) {
  require_inputs(*shared);
  const auto cost_of = [shared](const auto& theta) {
    require_shape("theta", theta, shared->theta.n_elem, 1);
    return regularized_cost(*shared, theta);
  };
  Objective objective;
  objective.cost = [cost_of](const arma::vec& theta) { return cost_of(theta); };
  objective.complex_cost = [cost_of](const arma::cx_vec& theta) { return cost_of(theta); };
  objective.blocks = name_blocks(shared->X.n_cols);
  objective.concurrent = true;
  return objective;
}

}  // namespace gradlab::regression
