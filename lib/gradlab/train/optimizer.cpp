#include "gradlab/train/optimizer.hpp"

#include "gradlab/find_row.hpp"
#include "gradlab/require.hpp"
#include "gradlab/train/gradient_descent.hpp"
#include "gradlab/train/lbfgs.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace gradlab::train {

namespace {

void require_above_0(std::string_view name, double value) {
  if (value > 0 && std::isfinite(value)) return;
  throw std::invalid_argument(fmt::format("{} should be a finite number above 0, but is {}", name, value));
}

}  // namespace

const std::vector<Optimizer>& optimizers() {
  static const std::vector<Optimizer> rows = {
      {"lbfgs", "L-BFGS: learns the cost's curvature from its last steps", minimize_by_lbfgs},
      {"gradient_descent", "fixed steps of alpha against the gradient", minimize_by_gradient_descent},
  };
  return rows;
}

const Optimizer& find_optimizer(std::string_view name) { return find_row(optimizers(), "optimizer", name); }

Evaluation evaluate_start(const CostAndGradientFunction& function, const arma::vec& theta,
                          const MinimizeOptions& options) {
  if (theta.is_empty()) throw std::invalid_argument("theta should have at least one entry, but has none");
  require_finite("theta", theta);
  require_above_0("alpha", options.alpha);
  require_above_0("tolerance", options.tolerance);
  const Evaluation start = function(theta);
  require_shape("the gradient", start.gradient, theta.n_elem, 1);
  if (!std::isfinite(start.cost)) {
    throw std::invalid_argument(
        fmt::format("the cost at the start should be finite, but is {}; start from smaller weights", start.cost));
  }
  return start;
}

}  // namespace gradlab::train
