// Exercise 11: the numerical gradient.
//
// J is given. Compute all its derivatives at theta without any calculus, by
// central differences: move one entry by h to both sides, and see how much J
// changes.
//
//   theta:   (3)
//   h:       the step
//   result:  (3), the gradient
#include <gradlab/exercise.hpp>

double J(const arma::vec& t) {
  return std::exp(t(0)) * std::sin(t(1)) + t(0) * t(2) * t(2);
}

arma::vec numerical_gradient(const arma::vec& theta, double h) {
  arma::vec gradient(theta.n_elem);
  // ---- write here, in place of the next line ----
  throw NotWritten();

  return gradient;
}
