// Exercise 11, solved: the numerical gradient.
#include <gradlab/exercise.hpp>

double J(const arma::vec& t) {
  return std::exp(t(0)) * std::sin(t(1)) + t(0) * t(2) * t(2);
}

arma::vec numerical_gradient(const arma::vec& theta, double h) {
  arma::vec gradient(theta.n_elem);
  arma::vec moved = theta;
  for (arma::uword i = 0; i < theta.n_elem; ++i) {
    moved(i) = theta(i) + h;
    const double plus = J(moved);
    moved(i) = theta(i) - h;
    const double minus = J(moved);
    moved(i) = theta(i);
    gradient(i) = (plus - minus) / (2 * h);
  }
  return gradient;
}
