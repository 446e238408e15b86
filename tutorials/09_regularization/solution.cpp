// Exercise 9, solved: regularization, and why not the bias.
#include <gradlab/exercise.hpp>

std::pair<arma::mat, arma::mat> regularize(const arma::mat& grad1,
                                           const arma::mat& grad2,
                                           const arma::mat& Theta1,
                                           const arma::mat& Theta2,
                                           double Lambda, double m) {
  arma::mat grad1_reg = grad1;
  arma::mat grad2_reg = grad2;
  const double factor = Lambda / m;
  const arma::uword first = 1;  // column 0 belongs to the bias
  const arma::uword last1 = Theta1.n_cols - 1, last2 = Theta2.n_cols - 1;
  grad1_reg.cols(first, last1) += factor * Theta1.cols(first, last1);
  grad2_reg.cols(first, last2) += factor * Theta2.cols(first, last2);
  return {grad1_reg, grad2_reg};
}
