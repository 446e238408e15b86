// Exercise 14: vectorizing, backpropagation for all examples at once.
//
// The loop of exercise 8 adds up outer products, one an example. A product of
// two matrices does just that. Write the deltas of all examples as matrices,
// and both gradients as one product each: no loop.
//
//   Theta1:  (h, n+1), column 0 belongs to the bias
//   Theta2:  (K, h+1), column 0 belongs to the bias
//   X:       (m, n), one example a row
//   y10:     (m, K), the labels one-hot
//   result:  grad1 (h, n+1) and grad2 (K, h+1), without regularization
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

  // d2 (m, K), d1 (m, h), and the two products:
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
