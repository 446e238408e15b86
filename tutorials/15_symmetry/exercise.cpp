// Exercise 15: random weights.
//
// Equal weights stay equal while a network is trained. Fill Theta with random
// numbers between -epsilon and epsilon, epsilon = sqrt(6) / sqrt(in + out).
// The same seed must give the same weights, another seed others.
//
//   out:     units of the layer that the weights lead to
//   in:      units of the layer before, without the bias
//   seed:    of the generator
//   result:  (out, in+1)
#include <gradlab/exercise.hpp>

arma::mat random_weights(int out, int in, int seed) {
  arma::mat Theta(out, in + 1);
  std::mt19937_64 generator(seed);
  // ---- write here, in place of the next line ----
  throw NotWritten();

  return Theta;
}
