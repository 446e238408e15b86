// Exercise 5, solved: the network's cost, and one-hot labels.
#include <gradlab/exercise.hpp>

double cost(const arma::mat& a2, const arma::uvec& y, arma::uword num_labels) {
  const arma::uword m = a2.n_rows;
  arma::mat y10(m, num_labels, arma::fill::zeros);
  for (arma::uword i = 0; i < m; ++i) y10(i, y(i) - 1) = 1;
  const arma::mat terms = -y10 % arma::log(a2) - (1 - y10) % arma::log(1 - a2);
  return arma::accu(terms) / m;
}
