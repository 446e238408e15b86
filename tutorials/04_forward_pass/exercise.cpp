// Exercise 4: the forward pass.
//
// A column of ones goes before X, then each layer is
// sigmoid(layer before * Theta'), and a column of ones goes before the hidden
// layer too (S5, S7 to S9).
//
//   Theta1:  (h, n+1), column 0 belongs to the bias
//   Theta2:  (K, h+1), column 0 belongs to the bias
//   X:       (m, n), one example a row, without the ones
//   result:  a2 (m, K), the outputs
#include <gradlab/exercise.hpp>

arma::mat forward(const arma::mat& Theta1, const arma::mat& Theta2,
                  const arma::mat& X) {
  const arma::mat ones = arma::ones(X.n_rows, 1);
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
