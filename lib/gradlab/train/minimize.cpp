#include "gradlab/train/minimize.hpp"

#include "gradlab/require.hpp"

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
