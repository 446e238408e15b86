// Exercise 14, solved: vectorizing, backpropagation for all examples at once.
#include <gradlab/exercise.hpp>

arma::mat sigmoidGradient(const arma::mat& z) {
  return sigmoid(z) % (1 - sigmoid(z));
}

std::pair<arma::mat, arma::mat> gradients(const arma::mat& Theta1,
                                          const arma::mat& Theta2,
                                          const arma::mat& X,
                                          const arma::mat& y10) {
  const double m = static_cast<double>(X.n_rows);
  const arma::mat ones = arma::ones(X.n_rows, 1);
  const arma::mat X1 = arma::join_rows(ones, X);           // (m, n+1)
  const arma::mat z1 = X1 * Theta1.t();                    // (m, h)
  const arma::mat a1 = arma::join_rows(ones, sigmoid(z1));  // (m, h+1)
  const arma::mat a2 = sigmoid(arma::mat(a1 * Theta2.t()));  // (m, K)

  const arma::mat d2 = a2 - y10;
  const arma::mat back = d2 * Theta2;  // (m, h+1), column 0 belongs to the bias
  const arma::mat d1 = back.tail_cols(z1.n_cols) % sigmoidGradient(z1);
  const arma::mat grad1 = d1.t() * X1;
  const arma::mat grad2 = d2.t() * a1;
  return {grad1 / m, grad2 / m};
}
