#include "gradlab/check/evaluate.hpp"

#include "gradlab/require.hpp"

#include <chrono>
#include <utility>

namespace gradlab::check {

Clock steady_clock() {
  return [] { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
}

ImplementationResult evaluate(const Implementation& implementation, const arma::vec& theta, const Clock& clock) {
  arma::vec argument = theta;  // a copy: the function may change it
  const double start = clock();
  Evaluation evaluation = implementation.evaluate(argument);
  return make_result(implementation.name, std::move(evaluation), clock() - start, theta);
}

ImplementationResult make_result(const std::string& name, Evaluation evaluation, double seconds,
                                 const arma::vec& theta) {
  require_shape("the gradient of " + name, evaluation.gradient, theta.n_elem, 1);
  ImplementationResult result;
  result.name = name;
  result.seconds = seconds;
  result.cost = evaluation.cost;
  result.gradient = std::move(evaluation.gradient);
  return result;
}

}  // namespace gradlab::check
