#include "gradlab/models/network/mistakes.hpp"

#include "gradlab/models/network/wrong_derivatives.hpp"
#include "gradlab/models/network/wrong_penalties.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace gradlab::neural_network {

namespace {

using arma::mat;

// ---- Pieces that several mistakes share ----

double sum_of_all_squares(const Weights& w) {
  return arma::accu(arma::square(w.Theta1)) + arma::accu(arma::square(w.Theta2));
}

arma::vec rest_of(const mat& Theta) { return arma::vectorise(Theta.tail_cols(Theta.n_cols - 1)); }

// The gradient's two matrices when its entries, unrolled in one order, are read in the other.
Weights read_in_other_order(const Weights& gradient) {
  const auto reread = [](const mat& g) {
    return reshape(unroll(g, Order::by_columns), g.n_rows, g.n_cols, Order::by_rows);
  };
  return {reread(gradient.Theta1), reread(gradient.Theta2)};
}

// The gradient's two matrices when grad2's entries stand before grad1's.
Weights read_swapped(const Weights& gradient) {
  const arma::vec entries =
      arma::join_cols(unroll(gradient.Theta2, Order::by_rows), unroll(gradient.Theta1, Order::by_rows));
  return reshape(entries, sizes_of(gradient), Order::by_rows);
}

template <int by>
arma::uvec shift(const arma::uvec& y, arma::uword K) {
  arma::uvec shifted = y;
  shifted.transform([K](arma::uword label) { return (label - 1 + (by > 0 ? 1 : K - 1)) % K + 1; });
  return shifted;
}

// ---- In the gradient ----

void missing_mean(Steps& s) { s.divisor1 = s.divisor2 = [](double) { return 1.0; }; }

void missing_mean_in_Theta1(Steps& s) { s.divisor1 = [](double) { return 1.0; }; }

void missing_mean_in_Theta2(Steps& s) { s.divisor2 = [](double) { return 1.0; }; }

void doubled_mean(Steps& s) { s.divisor1 = [](double m) { return m * m; }; }

void derivative_on_output(Steps& s) {
  s.output_error = [before = s.output_error](const mat& z2, const mat& Y, const arma::uvec& y) -> mat {
    return before(z2, Y, y) % sigmoid_gradient(z2);
  };
}

void flipped_sign(Steps& s) {
  s.output_error = [before = s.output_error](const mat& z2, const mat& Y, const arma::uvec& y) -> mat {
    return -before(z2, Y, y);
  };
}

void wrong_bias_dropped(Steps& s) {
  s.hidden_error = [](const mat& delta2, const mat& Theta2, const mat& z1, const mat& derivative) -> mat {
    return delta2 * Theta2.head_cols(z1.n_cols) % derivative;
  };
}

// d1(:-1) of the source's d1, whose first entry has the derivative at the 1 put before z1.
void last_entry_dropped(Steps& s) {
  s.hidden_error = [](const mat& delta2, const mat& Theta2, const mat& z1, const mat& derivative) -> mat {
    const mat at_one = sigmoid_gradient(mat(z1.n_rows, 1, arma::fill::ones));
    return delta2 * Theta2.head_cols(z1.n_cols) % arma::join_rows(at_one, derivative.head_cols(z1.n_cols - 1));
  };
}

void last_example_only(Steps& s) {
  s.sum_of_products = [before = s.sum_of_products](const mat& delta, const mat& a, double ones) {
    return before(delta.tail_rows(1), a.tail_rows(1), ones);
  };
}

void preactivation_for_activation(Steps& s) { s.hidden_activation = [](const mat&, const mat& z1) { return z1; }; }

void dead_bias(Steps& s) {
  s.arrange = [before = s.arrange](const Weights& gradient) {
    Weights dead = gradient;
    dead.Theta1.col(0).zeros();
    dead.Theta2.col(0).zeros();
    return before(dead);
  };
}

void row_major_gradient(Steps& s) {
  s.arrange = [before = s.arrange](const Weights& gradient) { return read_in_other_order(before(gradient)); };
}

void row_major_parameters(Steps& s) {
  s.reshape = [](const arma::vec& p, const LayerSizes& sizes) { return reshape(p, sizes, Order::by_columns); };
  row_major_gradient(s);
}

void swapped_blocks(Steps& s) {
  s.arrange = [before = s.arrange](const Weights& gradient) { return read_swapped(before(gradient)); };
}

void raw_label_target(Steps& s) {
  s.output_error = [](const mat& z2, const mat&, const arma::uvec& y) -> mat {
    return sigmoid(z2).eval().each_col() - arma::conv_to<arma::vec>::from(y);
  };
}

// ---- In the cost ----

void cost_regularizes_bias(Steps& s) { s.sum_of_squares = sum_of_all_squares; }

void both_regularize_bias(Steps& s) {
  s.sum_of_squares = sum_of_all_squares;
  s.penalty1 = s.penalty2 = penalty_with_bias;
}

void only_Theta1_regularized(Steps& s) {
  s.sum_of_squares = [](const Weights& w) { return arma::accu(arma::square(rest_of(w.Theta1))); };
}

void only_Theta2_regularized(Steps& s) {
  s.sum_of_squares = [](const Weights& w) { return arma::accu(arma::square(rest_of(w.Theta2))); };
}

void cost_skips_row_0(Steps& s) {
  s.sum_of_squares = [](const Weights& w) {
    return arma::accu(arma::square(w.Theta1.tail_rows(w.Theta1.n_rows - 1))) +
           arma::accu(arma::square(w.Theta2.tail_rows(w.Theta2.n_rows - 1)));
  };
}

void missing_square(Steps& s) {
  s.sum_of_squares = [](const Weights& w) { return arma::accu(rest_of(w.Theta1)) + arma::accu(rest_of(w.Theta2)); };
}

void half_cross_entropy(Steps& s) {
  s.cross_entropy = [](const mat& Y, const mat& z2) {
    mat terms = -z2;
    terms.transform([](double z) { return softplus(z); });
    return arma::accu(Y % terms);
  };
}

void squared_error(Steps& s) {
  s.cross_entropy = [](const mat& Y, const mat& z2) { return arma::accu(arma::square(sigmoid(z2) - Y)) / 2; };
}

void shifted_labels_up(Steps& s) { s.labels = shift<1>; }

void shifted_labels_down(Steps& s) { s.labels = shift<-1>; }

void last_label_not_read(Steps& s) {
  s.one_hot = [before = s.one_hot](const arma::uvec& y, arma::uword K) {
    mat Y = before(y, K);
    Y.tail_cols(1).zeros();
    return Y;
  };
}

void bias_through_sigmoid(Steps& s) {
  s.hidden_bias = [](double ones) { return sigmoid(arma::vec{ones})(0); };
}

void saturation(Steps& s) {
  s.cross_entropy = [](const mat& Y, const mat& z2) {
    const mat a2 = sigmoid(z2);
    return arma::accu(-Y % arma::log(a2) - (1 - Y) % arma::log(1 - a2));
  };
}

// ---- Names ----

// The number of letters to change, add or drop on the way from one name to the other.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (one[i] == other[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> rows = {
      {"missing-mean", "", "gradient", "The gradient is a sum over the examples, not their mean.", "S26-S27",
       "Divide grad1 and grad2 by m.",
       "grad1 = grad1 / m;  grad2 = grad2 / m", "(left out)", missing_mean},
      {"missing-mean", "only Theta1", "gradient", "The gradient of Theta1 is a sum over the examples, not their mean.",
       "S26", "Divide grad1 by m.",
       "grad1 = grad1 / m", "(left out)", missing_mean_in_Theta1},
      {"missing-mean", "only Theta2", "gradient", "The gradient of Theta2 is a sum over the examples, not their mean.",
       "S27", "Divide grad2 by m.",
       "grad2 = grad2 / m", "(left out)", missing_mean_in_Theta2},
      {"doubled-mean", "", "gradient", "The gradient of Theta1 is divided by m twice.", "S26",
       "Divide grad1 by m once, after the loop.",
       "grad1 += np.outer(d1[1:], xi);  grad1 = grad1 / m",
       "grad1 += np.outer(d1[1:], xi) / m;  grad1 = grad1 / m", doubled_mean},
      {"derivative-of-activation", "", "gradient", "sigmoidGradient is given the activation a1 instead of z1.", "S23",
       "Call sigmoidGradient on z1 = X*Theta1', or use a1.*(1-a1).",
       "d1 = (Theta2.T @ d2) * sigmoidGradient(z1)",
       "d1 = (Theta2.T @ d2) * sigmoidGradient(a1)", derivative_of_activation},
      {"derivative-of-tanh", "", "gradient", "The hidden error has the derivative of tanh, 1-a1.^2.", "S23",
       "The derivative of the sigmoid is a1.*(1-a1).",
       "d1 = (Theta2.T @ d2) * a1 * (1 - a1)", "d1 = (Theta2.T @ d2) * (1 - a1**2)", derivative_of_tanh},
      {"missing-derivative", "", "gradient", "The hidden error lacks the factor sigmoidGradient(z1).", "S23",
       "Multiply Theta2'*d2 elementwise by sigmoidGradient(z1).",
       "d1 = (Theta2.T @ d2) * sigmoidGradient(z1)", "d1 = Theta2.T @ d2", missing_derivative},
      {"sigmoid-for-derivative", "", "gradient",
       "The hidden error is multiplied by sigmoid(z1), not by its derivative.", "S23",
       "Use sigmoidGradient(z1) = sigmoid(z1)*(1-sigmoid(z1)).",
       "d1 = (Theta2.T @ d2) * sigmoidGradient(z1)", "d1 = (Theta2.T @ d2) * sigmoid(z1)", sigmoid_for_derivative},
      {"wrong-sigmoid-gradient", "z*(1-z)", "gradient",
       "sigmoidGradient(z) gives z*(1-z), which is right for an activation and not for z1.", "S23",
       "sigmoidGradient(z) is sigmoid(z)*(1-sigmoid(z)); z*(1-z) takes a1 instead of z1.",
       "g = sigmoid(z) * (1 - sigmoid(z))", "g = z * (1 - z)", derivative_without_sigmoid},
      {"wrong-sigmoid-gradient", "s*(1-z)", "gradient", "sigmoidGradient(z) gives sigmoid(z)*(1-z).", "S23",
       "Both factors take the sigmoid: sigmoid(z)*(1-sigmoid(z)).",
       "g = sigmoid(z) * (1 - sigmoid(z))", "g = sigmoid(z) * (1 - z)", derivative_with_z_in_second_factor},
      {"wrong-sigmoid-gradient", "s*(1+s)", "gradient", "sigmoidGradient(z) gives sigmoid(z)*(1+sigmoid(z)).", "S23",
       "Write the minus: sigmoid(z)*(1-sigmoid(z)).",
       "g = sigmoid(z) * (1 - sigmoid(z))", "g = sigmoid(z) * (1 + sigmoid(z))", derivative_with_plus},
      {"wrong-sigmoid-gradient", "1-s", "gradient", "sigmoidGradient(z) gives 1-sigmoid(z).", "S23",
       "Multiply by sigmoid(z): sigmoid(z)*(1-sigmoid(z)).",
       "g = sigmoid(z) * (1 - sigmoid(z))", "g = 1 - sigmoid(z)", second_factor_alone},
      {"wrong-sigmoid-gradient", "zero", "gradient", "sigmoidGradient(z) gives 0 for every z.", "S23",
       "Write sigmoidGradient(z) = sigmoid(z)*(1-sigmoid(z)), and return it.",
       "g = sigmoid(z) * (1 - sigmoid(z))", "g = np.zeros(z.shape)", derivative_of_zero},
      {"derivative-on-output", "", "gradient",
       "The output error is multiplied by sigmoidGradient(z2), which cancels out for cross-entropy.", "S22",
       "The output error is a2 - y10 alone.",
       "d2 = a2i - y10[i, :]", "d2 = (a2i - y10[i, :]) * sigmoidGradient(z2)", derivative_on_output},
      {"flipped-sign", "", "gradient", "The output error is y - a2, so the whole gradient points the other way.", "S22",
       "The output error is a2 - y10.",
       "d2 = a2i - y10[i, :]", "d2 = y10[i, :] - a2i", flipped_sign},
      {"wrong-bias-dropped", "", "gradient", "The last entry of the hidden error is dropped instead of the first.",
       "S24", "Drop the first entry of d1, the one that belongs to the bias: d1(1:).",
       "grad1 += np.outer(d1[1:], xi)", "grad1 += np.outer((Theta2.T @ d2)[:-1] * sigmoidGradient(z1), xi)",
       wrong_bias_dropped},
      {"wrong-bias-dropped", "derivative too", "gradient",
       "The last entry of the hidden error is dropped instead of the first.", "S24",
       "Drop the first entry of d1, the one that belongs to the bias: d1(1:).",
       "grad1 += np.outer(d1[1:], xi)", "grad1 += np.outer(d1[:-1], xi)", last_entry_dropped},
      {"last-example-only", "", "gradient", "The gradient is overwritten at each example instead of added up.",
       "S24-S25", "Write += where there is =.",
       "grad1 += np.outer(d1[1:], xi)", "grad1 = np.outer(d1[1:], xi)", last_example_only},
      {"preactivation-for-activation", "", "gradient", "grad2 is built with z1 instead of the activation a1.", "S25",
       "The outer product of S25 takes a1i = [1, sigmoid(z1)].",
       "grad2 += np.outer(d2, np.append(1, sigmoid(z1)))",
       "grad2 += np.outer(d2, np.append(1, z1))", preactivation_for_activation},
      {"dead-bias", "", "gradient", "The bias columns of the gradient are left at zero.", "S24-S25",
       "The outer products take xi and a1i with their leading one.",
       "grad2 += np.outer(d2, np.append(1, a1))", "grad2[:, 1:] += np.outer(d2, a1)", dead_bias},
      {"row-major-gradient", "", "gradient", "The gradient is unrolled in the other order than the parameters.", "S30",
       "Unroll gradient and parameters in the same order.",
       "grad = np.concatenate([grad1.ravel('C'), grad2.ravel('C')])",
       "grad = np.concatenate([grad1.ravel('F'), grad2.ravel('F')])", row_major_gradient},
      {"row-major-parameters", "", "gradient",
       "The parameters are reshaped in the other order, in cost and gradient alike.", "S1-S2",
       "Reshape by rows where the weights were unrolled by rows (NumPy), by columns where by columns (Octave).",
       "Theta1 = np.reshape(nn_params[:h*(n+1)], (h, n+1), 'C')",
       "Theta1 = np.reshape(nn_params[:h*(n+1)], (h, n+1), 'F')", row_major_parameters},
      {"swapped-blocks", "", "gradient", "grad2 stands before grad1 in the unrolled gradient.", "S30",
       "Put grad1 first, as Theta1 is first in nn_params.",
       "grad = np.concatenate([grad1.ravel(), grad2.ravel()])",
       "grad = np.concatenate([grad2.ravel(), grad1.ravel()])", swapped_blocks},
      {"raw-label-target", "", "gradient", "The output error subtracts the label's number, not its one-hot row.", "S22",
       "Subtract y10(i,:), which is 1 in the label's column and 0 elsewhere.",
       "d2 = a2i - y10[i, :]", "d2 = a2i - y[i]", raw_label_target},

      {"regularized-bias", "", "regularization", "The bias column is regularized in the gradient.", "S28-S29",
       "Add nothing to column 0: grad(:,1:) += Lambda/m * Theta(:,1:).",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]", "grad1 + Lambda/m * Theta1", regularized_bias},
      {"regularized-bias", "only Theta1", "regularization", "The bias column of Theta1 is regularized in the gradient.",
       "S28", "Add nothing to column 0: grad1(:,1:) += Lambda/m * Theta1(:,1:).",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]", "grad1 + Lambda/m * Theta1", regularized_bias_of_Theta1},
      {"regularized-bias", "only Theta2", "regularization", "The bias column of Theta2 is regularized in the gradient.",
       "S29", "Add nothing to column 0: grad2(:,1:) += Lambda/m * Theta2(:,1:).",
       "grad2 + Lambda/m * np.c_[np.zeros(K), Theta2[:, 1:]]", "grad2 + Lambda/m * Theta2", regularized_bias_of_Theta2},
      {"halved-regularization", "", "regularization", "The gradient's penalty has Lambda/(2m) where the 2 cancels.",
       "S28-S29", "Use Lambda/m in the gradient; the 2 belongs to the cost.",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]",
       "grad1 + Lambda/(2*m) * np.c_[np.zeros(h), Theta1[:, 1:]]", halved_regularization},
      {"unscaled-regularization", "", "regularization", "The gradient's penalty is not divided by m.", "S28-S29",
       "Use Lambda/m.",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]",
       "grad1 + Lambda * np.c_[np.zeros(h), Theta1[:, 1:]]", unscaled_regularization},
      {"missing-regularization", "", "regularization", "The gradient has no penalty term at all.", "S28-S29",
       "Add the penalty to both: grad(:,1:) += Lambda/m * Theta(:,1:).",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]", "grad1", missing_regularization},
      {"missing-regularization", "only Theta1", "regularization", "The gradient of Theta1 has no penalty term.", "S28",
       "Add the penalty: grad1(:,1:) += Lambda/m * Theta1(:,1:).",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]", "grad1", missing_regularization_of_Theta1},
      {"missing-regularization", "only Theta2", "regularization", "The gradient of Theta2 has no penalty term.", "S29",
       "Add the penalty: grad2(:,1:) += Lambda/m * Theta2(:,1:).",
       "grad2 + Lambda/m * np.c_[np.zeros(K), Theta2[:, 1:]]", "grad2", missing_regularization_of_Theta2},
      {"unregularized-row", "", "regularization",
       "The gradient's penalty leaves out the first row, a unit, and not the first column, the biases.", "S28-S29",
       "Leave out column 0: Theta[:, 1:], where there is Theta[1:].",
       "grad1[:, 1:] += Lambda/m * Theta1[:, 1:]", "grad1[1:] += Lambda/m * Theta1[1:]", unregularized_row},
      {"ones-in-bias-column", "", "regularization", "The gradient's penalty has ones in the bias column, not zeros.",
       "S28-S29", "Put zeros where there are ones: Lambda/m * [0, Theta(:,1:)].",
       "grad1 + Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]",
       "grad1 + Lambda/m * np.c_[np.ones(h), Theta1[:, 1:]]", ones_in_bias_column},
      {"precedence", "", "regularization", "Lambda/2*m multiplies by m: the cost's penalty is m^2 times too large.",
       "S15", "Write Lambda/(2*m).",
       "cost + Lambda/(2*m) * squares", "cost + Lambda/2*m * squares", precedence},

      {"cost-regularizes-bias", "", "cost", "The cost's penalty includes the bias columns, the gradient's does not.",
       "S15", "Sum the squares of Theta(:,1:) only.",
       "np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2)",
       "np.sum(Theta1**2) + np.sum(Theta2**2)", cost_regularizes_bias},
      {"both-regularize-bias", "", "cost", "Cost and gradient both regularize the bias columns.", "S15, S28-S29",
       "Leave column 0 out of the sum of squares and of the gradient's penalty.",
       "np.sum(Theta1[:, 1:]**2) ...  Lambda/m * np.c_[np.zeros(h), Theta1[:, 1:]]",
       "np.sum(Theta1**2) ...  Lambda/m * Theta1", both_regularize_bias},
      {"one-layer-regularized", "only Theta1", "cost", "The cost's penalty has Theta1 only.", "S15",
       "Add the squares of Theta2(:,1:) too.",
       "np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2)", "np.sum(Theta1[:, 1:]**2)", only_Theta1_regularized},
      {"one-layer-regularized", "only Theta2", "cost", "The cost's penalty has Theta2 only.", "S15",
       "Add the squares of Theta1(:,1:) too.",
       "np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2)", "np.sum(Theta2[:, 1:]**2)", only_Theta2_regularized},
      {"unregularized-row", "in the cost", "cost",
       "The cost's penalty leaves out the first row, a unit, and not the first column, the biases.", "S15",
       "Leave out column 0: Theta[:, 1:], where there is Theta[1:].",
       "np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2)",
       "np.sum(Theta1[1:]**2) + np.sum(Theta2[1:]**2)", cost_skips_row_0},
      {"missing-square", "", "cost", "The cost's penalty sums the weights, not their squares.", "S15",
       "Square the weights before summing.",
       "np.sum(Theta1[:, 1:]**2) + np.sum(Theta2[:, 1:]**2)",
       "np.sum(Theta1[:, 1:]) + np.sum(Theta2[:, 1:])", missing_square},
      {"half-cross-entropy", "", "cost", "The cost has only -y*log(a2), not the term for the labels that are 0.", "S13",
       "Add -(1-y)*log(1-a2).",
       "J += np.sum(-y10*np.log(a2) - (1-y10)*np.log(1-a2))", "J += np.sum(-y10*np.log(a2))", half_cross_entropy},
      {"squared-error", "", "cost", "The cost is half the squared error, as in linear regression.", "S13",
       "Use the cross-entropy: -y*log(a2) - (1-y)*log(1-a2).",
       "J += np.sum(-y10*np.log(a2) - (1-y10)*np.log(1-a2))", "J += np.sum((a2 - y10)**2) / 2", squared_error},
      {"shifted-labels", "one up", "cost", "Each label is taken for the next one.", "S11",
       "Column i-1 of y10 belongs to label i: the last label has the last column.",
       "y10[:, i-1] = (y == i)", "y10[:, i % K] = (y == i)", shifted_labels_up},
      {"shifted-labels", "one down", "cost", "Each label is taken for the one before.", "S11",
       "Column i-1 of y10 belongs to label i: the last label has the last column.",
       "y10[:, i-1] = (y == i)", "y10[:, i-2] = (y == i)", shifted_labels_down},
      {"shifted-labels", "last not read", "cost", "Examples with the last label (10 for the digit 0) have no target.",
       "S11", "Column i-1 of y10 belongs to label i, for each i from 1 to K.",
       "for i in range(1, K+1): y10[:, i-1] = (y == i)",
       "for i in range(1, K): y10[:, i-1] = (y == i)", last_label_not_read},
      {"bias-through-sigmoid", "", "cost", "The ones put before the hidden layer go through the sigmoid too.", "S8",
       "Put the ones before a1 after the sigmoid.",
       "a1 = np.c_[np.ones(m), sigmoid(z1)]", "a1 = sigmoid(np.c_[np.ones(m), z1])", bias_through_sigmoid},
      {"saturation", "", "cost", "The cost takes log(0) where an output is exactly 0 or 1.", "S13",
       "Compute the terms from z2: log(1+exp(z)) - y*z, without overflow.",
       "J += np.sum(np.logaddexp(0, z2) - y10*z2)", "J += np.sum(-y10*np.log(a2) - (1-y10)*np.log(1-a2))", saturation},
  };
  return rows;
}

std::string in_american_spelling(std::string name) {
  for (std::size_t at; (at = name.find("regularis")) != std::string::npos;) name[name.find('s', at)] = 'z';
  return name;
}

std::string_view nearest_mistake(std::string_view name) {
  const std::string american = in_american_spelling(std::string(name));
  return std::min_element(mistakes().begin(), mistakes().end(),
                          [&](const Mistake& one, const Mistake& other) {
                            return distance(american, one.name) < distance(american, other.name);
                          })
      ->name;
}

const Mistake& find_mistake(std::string_view name) {
  const std::string american = in_american_spelling(std::string(name));
  const auto is_meant = [&](const Mistake& m) {
    return m.name == american || (!m.variant.empty() && fmt::format("{} ({})", m.name, m.variant) == american);
  };
  const auto found = std::find_if(mistakes().begin(), mistakes().end(), is_meant);
  if (found != mistakes().end()) return *found;
  throw std::invalid_argument(fmt::format(
      "there is no implementation '{}'; there are loop, vectorized and mistakes such as {}", name,
      nearest_mistake(name)));
}

namespace {

// At each + that is not in brackets, as it is in "wrong-sigmoid-gradient (s*(1+s))"; without blanks around.
std::vector<std::string> split_names(const std::string& names) {
  std::vector<std::string> split = {""};
  int open = 0;
  for (const char c : names) {
    open += (c == '(') - (c == ')');
    if (c == '+' && open == 0) split.emplace_back();
    else split.back() += c;
  }
  for (std::string& name : split) {
    name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
    name.erase(name.find_last_not_of(' ') + 1);
  }
  return split;
}

}  // namespace

std::vector<const Mistake*> find_mistakes(const std::string& names) {
  std::vector<const Mistake*> found;
  for (const std::string& name : split_names(names)) {
    if (name == "loop" || name == "vectorized" || name == "blocked") {
      throw std::invalid_argument(fmt::format("'{}' joins {} to others, but only mistakes can be joined by +", names, name));
    }
    found.push_back(&find_mistake(name));
  }
  return found;
}

NetworkFunction implement(const std::vector<const Mistake*>& made) {
  Steps steps = right_steps();
  for (const Mistake* mistake : made) mistake->make(steps);
  return [steps](const Problem& problem) { return run_steps(steps, problem); };
}

}  // namespace gradlab::neural_network
