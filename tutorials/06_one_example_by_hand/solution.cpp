// Exercise 6, solved: one derivative by hand.
#include <gradlab/exercise.hpp>

double derivative(double hidden, double output, double target) {
  const double error = output - target;          // dE/doutput
  const double slope = output * (1 - output);    // doutput/dz
  return error * slope * hidden;                 // dz/dw is hidden
}
