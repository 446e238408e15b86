// Exercise 10, solved: unrolling.
#include <gradlab/exercise.hpp>

arma::vec unroll(const arma::mat& Theta1, const arma::mat& Theta2) {
  const arma::vec first = arma::vectorise(Theta1.t());
  const arma::vec second = arma::vectorise(Theta2.t());
  return arma::join_cols(first, second);
}
