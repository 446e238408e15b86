// Exercise 16: saturation, and a cost without log(0).
//
// From z of about 37 on, sigmoid(z) is exactly 1 in double precision:
// log(1 - sigmoid(z)) is then -Inf, and the cost NaN where the label is 1, Inf
// where it is 0. Compute it from z2 itself, such that it is finite and right
// at any z.
//
//   z2:      (m, K), what goes into the sigmoid of the output layer
//   y10:     (m, K), the labels one-hot
//   result:  J, the mean over the examples of the cross-entropy summed over
//            the labels
#include <gradlab/exercise.hpp>

double stable_cost(const arma::mat& z2, const arma::mat& y10) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
