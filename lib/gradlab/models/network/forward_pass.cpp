#include "gradlab/models/network/forward_pass.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <limits>

namespace gradlab::neural_network {

namespace {

// Rounding of the sum relative to the sum of its terms' sizes: a term inherits some units in the last place from
// expm1, product and logarithm, measured below 4 on the digits, so 16 leaves room; and, through sigmoid(z), as many as
// z is large.
constexpr double unit = std::numeric_limits<double>::epsilon();
constexpr double rounding_of_terms = 16 * unit;

arma::mat preactivations(const arma::mat& a, const arma::mat& Theta) {
  arma::mat z = a * Theta.tail_cols(a.n_cols).t();
  z.each_row() += arma::rowvec(Theta.col(0).t());
  return z;
}

// The largest size in each column. max() and min() of the whole matrix take twice as long.
arma::rowvec largest_of_columns(const arma::mat& X) {
  arma::rowvec largest(X.n_cols);
  for (arma::uword c = 0; c < X.n_cols; ++c) largest(c) = arma::norm(X.col(c), "inf");
  return largest;
}

}  // namespace

ForwardPass run_forward(const std::shared_ptr<const Problem>& problem, const arma::vec& theta) {
  const arma::mat& X = problem->X;
  ForwardPass pass;
  pass.problem = problem;
  pass.weights = reshape(theta, problem->sizes);
  pass.ones.ones(X.n_rows);
  pass.z1 = preactivations(X, pass.weights.Theta1);
  const arma::mat a1 = sigmoid(pass.z1);
  pass.slope1 = a1 % sigmoid<arma::mat>(-pass.z1);
  pass.a1 = arma::join_rows(pass.ones, a1);
  pass.sign = 1 - 2 * one_hot(problem->y, problem->sizes.num_labels);
  pass.z2 = pass.sign % preactivations(a1, pass.weights.Theta2);
  pass.distance = sigmoid(pass.z2);
  pass.largest_inputs = arma::join_rows(arma::rowvec{1}, largest_of_columns(X));
  pass.largest_Theta2 = arma::max(arma::abs(pass.weights.Theta2), 0);
  pass.sum_Theta2 = arma::sum(arma::abs(pass.weights.Theta2), 0);
  pass.rounding = rounding_of_terms + unit * (arma::abs(pass.z1).max() + arma::abs(pass.z2).max());
  return pass;
}

double move_penalty(const ForwardPass& pass, double weight, arma::uword column, double step) {
  if (column == 0) return 0;
  return pass.problem->lambda / (2.0 * static_cast<double>(pass.examples())) * step * (2 * weight + step);
}

}  // namespace gradlab::neural_network
