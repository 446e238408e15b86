// Exercise 6: one derivative by hand.
//
// A small network with two outputs has the error E = (target - output)^2 / 2,
// summed over its outputs. An output is sigmoid(z), with z = w * hidden + ...
// Follow the chain from E to w: E depends on output, output on z, z on w.
//
//   hidden:  the activation of the hidden unit that w comes from
//   output:  the activation of the output unit that w leads to, sigmoid(z)
//   target:  what the output should be
//   result:  dE/dw
#include <gradlab/exercise.hpp>

double derivative(double hidden, double output, double target) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
