// Exercise 8, solved: the loop, backpropagation one example at a time.
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

    const arma::rowvec d2 = a2i - y10.row(i);
    const arma::rowvec d1 = (d2 * Theta2) % sigmoidGradient(z1);
    grad1 += d1.tail(d1.n_elem - 1).t() * xi;
    grad2 += d2.t() * a1i;
  }
  return {grad1 / m, grad2 / m};
}
