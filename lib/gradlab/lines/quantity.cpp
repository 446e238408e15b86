#include "gradlab/lines/quantity.hpp"

#include "gradlab/models/sigmoid.hpp"

#include <cstdint>
#include <utility>

namespace gradlab::lines {

namespace nn = neural_network;

using arma::mat;

namespace {

mat sum_of_rows(const mat& matrix) { return arma::sum(matrix, 1); }

mat without_first(const mat& matrix) { return matrix.tail_cols(matrix.n_cols - 1); }

mat with_first(double number, const mat& rest) {
  return arma::join_rows(mat(rest.n_rows, 1).fill(number), rest);
}

mat with_zero_bias(const mat& Theta) { return with_first(0, without_first(Theta)); }

mat number(double value) { return mat(1, 1).fill(value); }

// The stages, in the order in which they are reached.
enum Stage { given, z_2, exp_2, a_2, z_3, exp_3, a_3, of_error, of_cost, back, delta_2, products, means, final_stage };

// Gathers the quantities of one network.
class Gathering {
 public:
  explicit Gathering(const nn::Problem& problem);

  std::vector<Quantity> all;

 private:
  void add(const std::string& name, int stage, const mat& value, const std::string& family = "") {
    Quantity quantity{name, family, stage, Turns::none, {value}};
    all.push_back(quantity);
  }
  void add_number(const std::string& name, double value, int stage = given, const std::string& family = "") {
    add(name, stage, number(value), family);
  }
  void add_turns(const std::string& name, int stage, Turns turns, std::vector<mat> values,
                 const std::string& family = "") {
    all.push_back({name, family, stage, turns, std::move(values)});
  }
  // Also without the bias column, and that column alone.
  void add_of_Theta(const std::string& name, int stage, const mat& value, const std::string& family) {
    add(name, stage, value, family);
    add(name + " without its bias column", stage, without_first(value), family + " weights");
    add(name + "'s bias column", stage, mat(value.col(0)), family + " bias");
  }
  void add_running_sum(const std::string& name, int stage, const std::vector<mat>& summands, Turns turns) {
    std::vector<mat> sums = {summands.front()};
    for (std::size_t i = 1; i < summands.size(); ++i) sums.push_back(sums.back() + summands[i]);
    add_turns(name, stage, turns, std::move(sums));
  }

  void add_weights();
  void add_sizes();
  void add_forward();
  void add_cost_terms();
  void add_costs();
  void add_errors();
  void add_gradients();
  void add_unrolled();
  void add_turns_of_examples();
  void add_turns_of_labels();
  void add_layers();
  void mark_z();

  const nn::Problem& p;
  double m, lambda;
  mat T1, T2, X1, z2, a2, A2, z3, a3, Y, terms, delta3, delta2, G1, G2;
  double S1, S2;
};

Gathering::Gathering(const nn::Problem& problem) : p(problem), m(double(p.X.n_rows)), lambda(p.lambda) {
  const nn::Weights weights = nn::weights_of(p);
  T1 = weights.Theta1;
  T2 = weights.Theta2;
  X1 = with_first(1, p.X);
  z2 = X1 * T1.t();
  a2 = sigmoid<mat>(z2);
  A2 = with_first(1, a2);
  z3 = A2 * T2.t();
  a3 = sigmoid<mat>(z3);
  Y = nn::one_hot(p.y, p.sizes.num_labels);
  terms = -(Y % arma::log(a3) + (1 - Y) % arma::log(1 - a3));
  delta3 = a3 - Y;
  delta2 = (delta3 * without_first(T2)) % a2 % (1 - a2);
  G1 = delta2.t() * X1 / m;
  G2 = delta3.t() * A2 / m;
  S1 = arma::accu(arma::square(without_first(T1)));
  S2 = arma::accu(arma::square(without_first(T2)));
  add_weights();
  add_forward();
  add_cost_terms();
  add_sizes();
  add_costs();
  add_errors();
  add_gradients();
  add_unrolled();
  add_turns_of_examples();
  add_turns_of_labels();
  add_layers();
  mark_z();
}

void Gathering::add_weights() {
  add("X", given, p.X);
  add("X with its ones", given, X1);
  const auto add_of = [&](const std::string& name, const mat& T) {
    add(name, given, T);
    add(name + " without its bias column", given, without_first(T));
    add(name + "'s bias column", given, mat(T.col(0)));
    add(name + " with a bias column of 0", given, with_zero_bias(T));
    add(name + "^2 without the bias column", given, arma::square(without_first(T)));
    add(name + "^2 with a bias column of 0", given, arma::square(with_zero_bias(T)));
    add(name + " / m without the bias column", given, without_first(T) / m);
    add(name + " / m with a bias column of 0", given, with_zero_bias(T) / m);
    add("ones like " + name + " with a bias column of 0", given, with_zero_bias(arma::ones(arma::size(T))));
    all.back().is_target = true;  // a mask is no natural repair
  };
  add_of("Theta1", T1);
  add_of("Theta2", T2);
}

void Gathering::add_sizes() {
  const auto add_size = [&](const std::string& name, double value, bool is_plain) {
    add_number(name, value);
    all.back().is_size = true;
    all.back().is_plain = is_plain;
  };
  for (const auto& [name, value] : std::vector<std::pair<const char*, double>>{
           {"0", 0}, {"1", 1}, {"2", 2}, {"1/2", 0.5}, {"-1", -1}}) {
    add_size(name, value, true);
  }
  const auto [n, h, K] = p.sizes;
  for (const auto& [name, value] : std::vector<std::pair<const char*, double>>{
           {"m", m}, {"1/m", 1 / m}, {"-1/m", -1 / m}, {"2*m", 2 * m}, {"1/(2*m)", 1 / (2 * m)}, {"lambda", lambda},
           {"lambda/m", lambda / m}, {"lambda/2", lambda / 2}, {"lambda/(2*m)", lambda / (2 * m)}, {"K", double(K)},
           {"the number of inputs", double(n)}, {"the number of hidden units", double(h)}}) {
    add_size(name, value, false);
  }
}

void Gathering::add_forward() {
  const mat one_z2 = with_first(1, z2), zero_z2 = with_first(0, z2), slope = a2 % (1 - a2);
  add("z2", z_2, z2);
  add("a2", a_2, a2);
  add("a2 with its ones", a_2, A2);
  add("z3", z_3, z3);
  add("a3", a_3, a3);
  add("Y", given, Y);
  add("1 - Y", given, 1 - Y);
  add("-Y", given, -Y);
  const arma::vec y = arma::conv_to<arma::vec>::from(p.y);
  add("y", given, mat(y));
  add("y - 1", given, mat(y - 1));
  for (std::size_t i = all.size() - 5; i < all.size(); ++i) all[i].is_target = true;
  add("exp(-z2)", exp_2, arma::exp(-z2));
  add("1 + exp(-z2)", exp_2, 1 + arma::exp(-z2));
  add("exp(-z3)", exp_3, arma::exp(-z3));
  add("1 + exp(-z3)", exp_3, 1 + arma::exp(-z3));
  add("-z2", z_2, -z2);
  add("-z3", z_3, -z3);
  add("z2 without the bias", z_2, p.X * without_first(T1).t());
  add("z3 without the bias", z_3, a2 * without_first(T2).t());
  add("1 - a2", a_2, 1 - a2);
  add("the slope at z2", a_2, slope);
  add("1 - a2 with its ones", a_2, 1 - A2);
  add("a2*(1 - a2) with its ones", a_2, A2 % (1 - A2));
  add("the slope at z2 with ones", a_2, sigmoid_gradient<mat>(one_z2));
  add("z2 with ones", z_2, one_z2);
  add("z2 with zeros", z_2, zero_z2);
  add("the slope at z2 with zeros", a_2, sigmoid_gradient<mat>(zero_z2));
  add("ones and the slope at z2", a_2, with_first(1, slope));
  add("sigmoid of z2 with ones", a_2, sigmoid<mat>(one_z2));
  add("a2^2", a_2, arma::square(a2));
  add("a2^2 with ones", a_2, arma::square(A2));
}

void Gathering::mark_z() {
  for (Quantity& quantity : all) {
    for (const char* name : {"z2", "z3", "z2 with ones", "z2 with zeros"}) {
      if (quantity.name == name || quantity.name == std::string(name) + " of the example") quantity.is_z = true;
    }
  }
}

void Gathering::add_cost_terms() {
  const mat of_ones = Y % arma::log(a3), of_zeros = (1 - Y) % arma::log(1 - a3);
  add("1 - a3", of_error, 1 - a3);
  add("log(a3)", of_error, arma::log(a3));
  add("log(1 - a3)", of_error, arma::log(1 - a3));
  add("Y*log(a3)", of_error, of_ones);
  add("(1 - Y)*log(1 - a3)", of_error, of_zeros);
  add("-Y*log(a3)", of_error, -of_ones);
  add("-(1 - Y)*log(1 - a3)", of_error, -of_zeros);
  const mat by_label = arma::sum(terms, 0).t();
  add("the terms of J", of_cost, terms);
  add("J by examples", of_cost, sum_of_rows(terms));
  add("J by labels", of_cost, by_label);
  add("-the terms of J", of_cost, -terms);
  add("-J by examples", of_cost, -sum_of_rows(terms));
  add("Y*log(a3) by examples", of_error, sum_of_rows(of_ones));
  add("(1 - Y)*log(1 - a3) by examples", of_error, sum_of_rows(of_zeros));
  add("the terms of J / m", of_cost, terms / m);
  add("J by examples / m", of_cost, sum_of_rows(terms) / m);
  add("J by labels / m", of_cost, by_label / m);
}

void Gathering::add_costs() {
  const double ones = arma::accu(Y % arma::log(a3)), zeros = arma::accu((1 - Y) % arma::log(1 - a3));
  const double sum = arma::accu(terms), S = S1 + S2;
  add_number("sum of Y*log(a3)", ones, of_cost);
  add_number("sum of (1 - Y)*log(1 - a3)", zeros, of_cost);
  add_number("m*J without penalty", sum, of_cost, "J");
  add_number("-m*J without penalty", -sum, of_cost, "-J");
  add_number("J without penalty", sum / m, of_cost, "J");
  add_number("-J without penalty", -sum / m, of_cost, "-J");
  add_number("sum of Theta1^2", S1, given, "penalty 1");
  add_number("sum of Theta2^2", S2, given, "penalty 2");
  add_number("sum of Theta1^2 and Theta2^2", S, given, "penalty");
  add_number("lambda * sum of squares", lambda * S, given, "penalty");
  add_number("lambda/2 * sum of squares", lambda / 2 * S, given, "penalty");
  add_number("1/2 * sum of squares", S / 2, given, "penalty");
  add_number("the penalty", lambda / (2 * m) * S, given, "penalty");
  add_number("the penalty of Theta1", lambda / (2 * m) * S1, given, "penalty 1");
  add_number("the penalty of Theta2", lambda / (2 * m) * S2, given, "penalty 2");
  add_number("lambda * sum of Theta1^2", lambda * S1, given, "penalty 1");
  add_number("lambda * sum of Theta2^2", lambda * S2, given, "penalty 2");
  add_number("1/(2*m) * sum of Theta1^2", S1 / (2 * m), given, "penalty 1");
  add_number("1/(2*m) * sum of Theta2^2", S2 / (2 * m), given, "penalty 2");
  add_number("1/(2*m) * sum of squares", S / (2 * m), given, "penalty");
  add_number("J", sum / m + lambda / (2 * m) * S, of_cost, "J");
  add_number("J with the penalty of Theta1", sum / m + lambda / (2 * m) * S1, of_cost, "J");
  add_number("m*J", sum + lambda / 2 * S, of_cost, "J");
}

void Gathering::add_errors() {
  const mat slope = a2 % (1 - a2), product = delta3 * T2, weights = without_first(product);
  const auto add_both = [&](const std::string& name, int stage, const mat& value, const std::string& family) {
    add(name, stage, value, family);
    add(name + " / m", stage, value / m, family);
  };
  add_both("delta3", of_error, delta3, "delta3");
  add("-delta3", of_error, -delta3);
  add_both("delta3*Theta2", back, product, "back");
  add_both("delta3*Theta2 without the bias", back, weights, "back");
  add_both("delta3*Theta2 without the bias, times a2", back, weights % a2, "");
  add_both("delta3*Theta2 times a2 with its ones", back, product % A2, "");
  add("delta3*Theta2 without the bias, times 1 - a2", back, weights % (1 - a2));
  add_both("delta2", delta_2, delta2, "delta2");
  add_both("delta2 with zeros", delta_2, with_first(0, delta2), "delta2");
  add_both("delta2 with the bias at 1", delta_2, product % sigmoid_gradient<mat>(with_first(1, z2)), "delta2");
  add("delta2 with the bias", delta_2, product % with_first(1, slope), "delta2");
  add("delta2 with the bias at 0", delta_2, product % sigmoid_gradient<mat>(with_first(0, z2)), "delta2");
  add("-delta2", delta_2, -delta2);
}

void Gathering::add_gradients() {
  const auto add_of = [&](const std::string& t, const mat& T, const mat& G) {
    const std::string family = "gradient of Theta" + t;
    const mat R = lambda / m * with_zero_bias(T);
    add_of_Theta("Delta" + t, products, G * m, family);
    add_of_Theta("the gradient of Theta" + t + " without penalty", means, G, family);
    add_of_Theta("lambda*Theta" + t, given, lambda * with_zero_bias(T), "penalty of gradient " + t);
    add_of_Theta("lambda/m*Theta" + t, given, R, "penalty of gradient " + t);
    add_of_Theta("the gradient of Theta" + t, final_stage, G + R, family);
    add_of_Theta("m*the gradient of Theta" + t, products, m * (G + R), family);
    add("lambda*Theta" + t + " with its bias column", given, lambda * T);
    add("lambda/m*Theta" + t + " with its bias column", given, lambda / m * T);
    add("-the gradient of Theta" + t + " without penalty", means, -G);
    add("-the gradient of Theta" + t, final_stage, -(G + R));
  };
  add_of("1", T1, G1);
  add_of("2", T2, G2);
}

void Gathering::add_unrolled() {
  const mat R1 = lambda / m * with_zero_bias(T1), R2 = lambda / m * with_zero_bias(T2);
  const auto add_of = [&](const std::string& name, int stage, const mat& one, const mat& two) {
    for (const nn::Order order : {nn::Order::by_rows, nn::Order::by_columns}) {
      add(name + (order == nn::Order::by_rows ? ", unrolled" : ", unrolled by columns"), stage,
          mat(nn::unroll({one, two}, order)), stage == given ? "" : "unrolled");
    }
  };
  add_of("Theta1 and Theta2", given, T1, T2);
  add_of("Delta1 and Delta2", products, m * G1, m * G2);
  add_of("the gradients without penalty", means, G1, G2);
  add_of("the gradients", final_stage, G1 + R1, G2 + R2);
  add_of("Theta1 and Theta2 with bias columns of 0", given, with_zero_bias(T1), with_zero_bias(T2));
  add_of("lambda/m*Theta1 and lambda/m*Theta2", given, R1, R2);
  add_of("m*the gradients", products, m * (G1 + R1), m * (G2 + R2));
}

void Gathering::add_turns_of_examples() {
  const std::size_t whole = all.size();
  for (std::size_t i = 0; i < whole; ++i) {
    if (all[i].value().n_rows != p.X.n_rows) continue;
    std::vector<mat> rows;
    for (arma::uword row = 0; row < p.X.n_rows; ++row) rows.push_back(all[i].value().row(row));
    const bool is_target = all[i].is_target;
    add_turns(all[i].name + " of the example", all[i].stage, Turns::example, std::move(rows), all[i].family);
    all.back().is_target = is_target;
  }
  std::vector<mat> outer1, outer2;
  for (arma::uword i = 0; i < p.X.n_rows; ++i) {
    outer1.push_back(delta2.row(i).t() * X1.row(i));
    outer2.push_back(delta3.row(i).t() * A2.row(i));
  }
  add_turns("delta2*a1 of the example", products, Turns::example, outer1);
  add_turns("delta3*a2 of the example", products, Turns::example, outer2);
  const auto scaled = [](std::vector<mat> values, double factor) {
    for (mat& value : values) value *= factor;
    return values;
  };
  add_running_sum("Delta1 so far", products, outer1, Turns::sum_so_far);
  add_running_sum("Delta2 so far", products, outer2, Turns::sum_so_far);
  add_running_sum("the gradient of Theta1 so far", means, scaled(outer1, 1 / m), Turns::sum_so_far);
  add_running_sum("the gradient of Theta2 so far", means, scaled(outer2, 1 / m), Turns::sum_so_far);
  const auto by_example = [](const mat& matrix) {
    std::vector<mat> sums;
    for (arma::uword i = 0; i < matrix.n_rows; ++i) sums.push_back(number(arma::accu(matrix.row(i))));
    return sums;
  };
  add_running_sum("m*J so far", of_cost, by_example(terms), Turns::sum_so_far);
  add_running_sum("J so far", of_cost, by_example(terms / m), Turns::sum_so_far);
  add_running_sum("-m*J so far", of_cost, by_example(-terms), Turns::sum_so_far);
  add_running_sum("the sum of Y*log(a3) so far", of_cost, by_example(Y % arma::log(a3)), Turns::sum_so_far);
  add_running_sum("the sum of (1 - Y)*log(1 - a3) so far", of_cost, by_example((1 - Y) % arma::log(1 - a3)),
                  Turns::sum_so_far);
}

void Gathering::add_turns_of_labels() {
  const std::size_t whole = all.size();
  for (std::size_t i = 0; i < whole; ++i) {
    const mat value = all[i].value();
    if (all[i].turns != Turns::none || value.n_rows != p.X.n_rows || value.n_cols != Y.n_cols) continue;
    std::vector<mat> columns;
    for (arma::uword k = 0; k < value.n_cols; ++k) columns.push_back(mat(value.col(k)));
    const bool is_target = all[i].is_target;
    add_turns(all[i].name + " of the label", all[i].stage, Turns::label, std::move(columns), all[i].family);
    all.back().is_target = is_target;
  }
  std::vector<mat> by_label, mean_by_label;
  for (arma::uword k = 0; k < Y.n_cols; ++k) {
    by_label.push_back(number(arma::accu(terms.col(k))));
    mean_by_label.push_back(by_label.back() / m);
  }
  add_turns("m*J of the label", of_cost, Turns::label, by_label);
  add_turns("J of the label", of_cost, Turns::label, mean_by_label);
  add_running_sum("m*J over the labels so far", of_cost, by_label, Turns::label);
  add_running_sum("J over the labels so far", of_cost, mean_by_label, Turns::label);
}

// What a function of z gives for the hidden layer, for the outputs, and for the hidden layer with a bias.
void Gathering::add_layers() {
  const auto add_function = [&](const std::string& name, int stage, const auto& function) {
    add_turns(name, stage, Turns::layer, {function(z2), function(z3), function(with_first(1, z2))});
  };
  add_function("sigmoid(z)", a_2, [](const mat& z) -> mat { return sigmoid<mat>(z); });
  add_function("-z", z_2, [](const mat& z) -> mat { return -z; });
  add_function("exp(-z)", exp_2, [](const mat& z) -> mat { return arma::exp(-z); });
  add_function("1 + exp(-z)", exp_2, [](const mat& z) -> mat { return 1 + arma::exp(-z); });
  add_function("1 - sigmoid(z)", a_2, [](const mat& z) -> mat { return 1 - sigmoid<mat>(z); });
  add_function("the slope of the sigmoid at z", a_2, [](const mat& z) -> mat { return sigmoid_gradient<mat>(z); });
}

}  // namespace

std::vector<Quantity> quantities_of(const nn::Problem& problem) { return Gathering(problem).all; }

// ---- Names ----

namespace {

// Our quantities, and what the source calls them.
constexpr std::array<std::pair<const char*, const char*>, 15> source_names = {{{"X", "X"},
                                                                               {"X with its ones", "xi"},
                                                                               {"Y", "y10"},
                                                                               {"Theta1", "Theta1"},
                                                                               {"Theta2", "Theta2"},
                                                                               {"lambda", "Lambda"},
                                                                               {"z2", "z1"},
                                                                               {"a2", "a1"},
                                                                               {"a2 with its ones", "a1i"},
                                                                               {"z3", "z2"},
                                                                               {"a3", "a2"},
                                                                               {"delta3", "d2"},
                                                                               {"delta2", "d1"},
                                                                               {"the gradient of Theta1", "grad1"},
                                                                               {"the gradient of Theta2", "grad2"}}};

}  // namespace

const char* source_name_of(const std::string& quantity) {
  const std::string of_example = " of the example";
  const bool is_row = quantity.ends_with(of_example);
  const std::string whole = is_row ? quantity.substr(0, quantity.size() - of_example.size()) : quantity;
  const auto found = std::find_if(source_names.begin(), source_names.end(),
                                  [&](const auto& one) { return one.first == whole; });
  return found == source_names.end() ? nullptr : found->second;
}

std::string in_names(const std::string& words, const languages::Names& names) {
  languages::Names ours;
  for (const auto& [quantity, source] : source_names) {
    const bool is_word = std::string(quantity).find(' ') == std::string::npos;
    if (is_word) ours[quantity] = names.at(source);
  }
  return languages::rename(words, ours);
}

}  // namespace gradlab::lines
