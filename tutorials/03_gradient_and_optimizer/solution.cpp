// Exercise 3, solved: an optimizer that works with any gradient.
#include <gradlab/exercise.hpp>

using Gradient = std::function<arma::vec(const arma::vec& theta)>;

arma::vec minimize(const Gradient& gradient, arma::vec theta, double alpha,
                   int steps) {
  for (int i = 0; i < steps; ++i) theta -= alpha * gradient(theta);
  return theta;
}
