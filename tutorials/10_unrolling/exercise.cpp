// Exercise 10: unrolling.
//
// An optimizer wants one vector. Put all entries of Theta1 into it, row by
// row, then those of Theta2, row by row. Armadillo keeps a matrix column by
// column, and arma::vectorise goes that way.
//
//   Theta1:  (h, n+1)
//   Theta2:  (K, h+1)
//   result:  a vector of h*(n+1) + K*(h+1) entries
#include <gradlab/exercise.hpp>

arma::vec unroll(const arma::mat& Theta1, const arma::mat& Theta2) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
