#include "gradlab/train/optimizer.hpp"

#include "gradlab/find_row.hpp"
#include "gradlab/train/gradient_descent.hpp"
#include "gradlab/train/lbfgs.hpp"

namespace gradlab::train {

const std::vector<Optimizer>& optimizers() {
  static const std::vector<Optimizer> rows = {
      {"lbfgs", "L-BFGS: learns the cost's curvature from its last steps", minimize_by_lbfgs},
      {"gradient_descent", "fixed steps of alpha against the gradient", minimize_by_gradient_descent},
  };
  return rows;
}

const Optimizer& find_optimizer(std::string_view name) { return find_row(optimizers(), "optimizer", name); }

}  // namespace gradlab::train
