// Exercise 15, solved: random weights.
#include <gradlab/exercise.hpp>

arma::mat random_weights(int out, int in, int seed) {
  arma::mat Theta(out, in + 1);
  std::mt19937_64 generator(seed);
  const double epsilon = std::sqrt(6.0) / std::sqrt(in + out);
  std::uniform_real_distribution<double> uniform(-epsilon, epsilon);
  for (double& weight : Theta) weight = uniform(generator);
  return Theta;
}
