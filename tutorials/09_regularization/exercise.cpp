// Exercise 9: regularization, and why not the bias.
//
// The cost has the penalty Lambda/(2m) * (the sum of the squares of all
// weights, the bias columns left out). Add its derivative to the two gradients
// (S28 and S29).
//
//   grad1, Theta1:  (h, n+1), column 0 belongs to the bias
//   grad2, Theta2:  (K, h+1), column 0 belongs to the bias
//   Lambda:         0 or more
//   m:              the number of examples
//   result:         grad1_reg and grad2_reg, of the same shapes
#include <gradlab/exercise.hpp>

std::pair<arma::mat, arma::mat> regularize(const arma::mat& grad1,
                                           const arma::mat& grad2,
                                           const arma::mat& Theta1,
                                           const arma::mat& Theta2,
                                           double Lambda, double m) {
  arma::mat grad1_reg = grad1;
  arma::mat grad2_reg = grad2;
  // add the penalty's derivative to grad1_reg and grad2_reg:
  // ---- write here, in place of the next line ----
  throw NotWritten();

  return {grad1_reg, grad2_reg};
}
