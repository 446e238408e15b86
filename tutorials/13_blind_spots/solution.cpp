// Exercise 13, solved: blind spots.
#include <gradlab/exercise.hpp>

std::tuple<arma::mat, arma::mat, arma::mat, arma::vec, double>
place_to_check() {
  const arma::vec first = arma::sin(arma::regspace(1, 20));
  const arma::vec second = arma::sin(arma::regspace(21, 38));
  const arma::mat Theta1 = arma::reshape(first, 5, 4);
  const arma::mat Theta2 = arma::reshape(second, 3, 6);
  const arma::mat X = {
      {0.5, -0.25, 1}, {-1, 0.75, 0.1}, {0.3, 1.2, -0.6}, {-0.4, -1.5, 0.8}};
  const arma::vec y = {2, 1, 3, 2};
  const double Lambda = 1;
  return {Theta1, Theta2, X, y, Lambda};
}
