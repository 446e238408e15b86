// Exercise 3: an optimizer that works with any gradient.
//
// gradient(theta) gives the gradient of some cost: which cost, the optimizer
// need not know. Make so many steps of gradient descent, and return where they
// lead.
//
//   gradient:  a function; gradient(theta) is a vector as long as theta
//   theta:     where to start
//   alpha:     the learning rate
//   steps:     how many
//   result:    theta after the last step
#include <gradlab/exercise.hpp>

using Gradient = std::function<arma::vec(const arma::vec& theta)>;

arma::vec minimize(const Gradient& gradient, arma::vec theta, double alpha,
                   int steps) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
