// Exercise 4, solved: the forward pass.
#include <gradlab/exercise.hpp>

arma::mat forward(const arma::mat& Theta1, const arma::mat& Theta2,
                  const arma::mat& X) {
  const arma::mat ones = arma::ones(X.n_rows, 1);
  const arma::mat z1 = arma::join_rows(ones, X) * Theta1.t();
  const arma::mat hidden = sigmoid(z1);
  const arma::mat a1 = arma::join_rows(ones, hidden);
  const arma::mat z2 = a1 * Theta2.t();
  return sigmoid(z2);
}
