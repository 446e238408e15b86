#include "gradlab/models/regression/twins.hpp"

#include "gradlab/models/regression/linear/loop.hpp"
#include "gradlab/models/regression/linear/vectorized.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"

namespace gradlab::regression {

CostAndGradient loop(const Problem& p) {
  const auto twin = p.kind == Kind::linear ? linear_regression::loop::cost_function
                                           : logistic_regression::loop::cost_function;
  return twin(p.theta, p.X, p.y, p.lambda);
}

CostAndGradient vectorized(const Problem& p) {
  const auto twin = p.kind == Kind::linear ? linear_regression::vectorized::cost_function
                                           : logistic_regression::vectorized::cost_function;
  return twin(p.theta, p.X, p.y, p.lambda);
}

}  // namespace gradlab::regression
