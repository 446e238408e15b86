// Exercise 2, solved: the cost of logistic regression.
#include <gradlab/exercise.hpp>

double cost(const arma::mat& X, const arma::vec& y, const arma::vec& theta) {
  const double m = static_cast<double>(X.n_rows);
  const arma::vec h = sigmoid(arma::vec(X * theta));
  return arma::accu(-y % arma::log(h) - (1 - y) % arma::log(1 - h)) / m;
}
