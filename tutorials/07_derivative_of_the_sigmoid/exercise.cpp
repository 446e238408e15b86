// Exercise 7: the derivative of the sigmoid.
//
// Write sigmoidGradient(z) = sigmoid(z) * (1 - sigmoid(z)), entry by entry.
// z is what goes into the sigmoid, not what comes out of it. sigmoid(z) is
// there already.
//
//   z:       a matrix of any shape
//   result:  a matrix of the same shape
#include <gradlab/exercise.hpp>

arma::mat sigmoidGradient(const arma::mat& z) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
