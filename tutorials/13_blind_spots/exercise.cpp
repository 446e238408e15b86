// Exercise 13: blind spots.
//
// A check sees only what shows at the place where it is made. The one below is
// a bad place: a check there passes with most of the usual mistakes. Choose
// weights, examples and Lambda such that none of them can hide.
//
//   Theta1:  (h, n+1), column 0 belongs to the bias
//   Theta2:  (K, h+1)
//   X:       (m, n)
//   y:       (m), labels 1..K
//   Lambda:  0 or more
#include <gradlab/exercise.hpp>

std::tuple<arma::mat, arma::mat, arma::mat, arma::vec, double>
place_to_check() {
  // ---- change what is wrong here ----
  const arma::mat Theta1(5, 4, arma::fill::zeros);
  const arma::mat Theta2(3, 6, arma::fill::zeros);
  const arma::mat X = {{0.5, -0.25, 1}};
  const arma::vec y = {2};
  const double Lambda = 0;
  return {Theta1, Theta2, X, y, Lambda};
}
