// Exercise 8: the loop, backpropagation one example at a time.
//
// The forward pass is done; so are the loop and the division by m at the end.
// Write the four lines of the loop's body that are missing: the two deltas,
// and what they add to the two gradients (S22 to S25).
//
//   Theta1:  (h, n+1), column 0 belongs to the bias
//   Theta2:  (K, h+1), column 0 belongs to the bias
//   X:       (m, n), one example a row
//   y10:     (m, K), one-hot: a 1 where the example's label is, else 0
//   result:  grad1 (h, n+1) and grad2 (K, h+1), without regularization
#include <gradlab/exercise.hpp>

arma::mat sigmoidGradient(const arma::mat& z) {
  return sigmoid(z) % (1 - sigmoid(z));
}

std::pair<arma::mat, arma::mat> backpropagate(const arma::mat& Theta1,
                                              const arma::mat& Theta2,
                                              const arma::mat& X,
                                              const arma::mat& y10) {
  const arma::uword m = X.n_rows;
  const arma::mat ones = arma::ones(m, 1);
  const arma::mat X1 = arma::join_rows(ones, X);                 // (m, n+1)
  const arma::mat hidden = sigmoid(arma::mat(X1 * Theta1.t()));  // (m, h)
  const arma::mat a1 = arma::join_rows(ones, hidden);            // (m, h+1)
  const arma::mat a2 = sigmoid(arma::mat(a1 * Theta2.t()));      // (m, K)

  arma::mat grad1(arma::size(Theta1), arma::fill::zeros);
  arma::mat grad2(arma::size(Theta2), arma::fill::zeros);
  for (arma::uword i = 0; i < m; ++i) {
    const arma::rowvec xi = X1.row(i);
    const arma::rowvec a1i = a1.row(i);
    const arma::rowvec a2i = a2.row(i);
    // z1: (1, h+1), as in S23
    const arma::rowvec z1 = arma::join_rows(arma::ones(1, 1), xi * Theta1.t());

    // d2, d1, and what they add to grad1 and grad2:
    // ---- write here, in place of the next line ----
    throw NotWritten();
  }
  return {grad1 / m, grad2 / m};
}
