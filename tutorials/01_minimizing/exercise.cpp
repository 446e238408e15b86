// Exercise 1: one step of gradient descent for linear regression.
//
// The prediction is X * theta, the cost J = 1/(2m) * sum of (X*theta - y)^2.
// Compute the gradient of J and return theta after one step against it.
//
//   X:       (m, n), one example a row, column 0 all ones
//   y:       (m), the targets
//   theta:   (n)
//   alpha:   the learning rate
//   result:  (n), theta after the step
#include <gradlab/exercise.hpp>

arma::vec gradient_step(const arma::mat& X, const arma::vec& y,
                        const arma::vec& theta, double alpha) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
