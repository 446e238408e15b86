// Exercise 1, solved: one step of gradient descent for linear regression.
#include <gradlab/exercise.hpp>

arma::vec gradient_step(const arma::mat& X, const arma::vec& y,
                        const arma::vec& theta, double alpha) {
  const double m = static_cast<double>(X.n_rows);
  const arma::vec gradient = X.t() * (X * theta - y) / m;
  return theta - alpha * gradient;
}
