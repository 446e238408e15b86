// Exercise 7, solved: the derivative of the sigmoid.
#include <gradlab/exercise.hpp>

arma::mat sigmoidGradient(const arma::mat& z) {
  const arma::mat s = sigmoid(z);
  return s % (1 - s);
}
