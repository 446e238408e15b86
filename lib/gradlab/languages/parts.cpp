#include "gradlab/languages/parts.hpp"

#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <string_view>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using arma::mat, arma::vec;
using Names = std::vector<std::string_view>;

// Without underscores and in small letters.
const Names names_of_sigmoid = {"sigmoid", "sigmoidfunction", "logistic"};
const Names names_of_slope = {"sigmoidgradient", "sigmoidprime",       "sigmoidderivative", "dsigmoid",
                              "sigmoidgrad",     "derivativeofsigmoid", "sigmoidderiv",      "dsigmoiddz"};
const Names names_of_one_hot = {"onehot", "onehotencode", "toonehot", "converttoonehot", "makeonehot"};
const Names names_of_predict = {"predict", "predictnn", "nnpredict"};
const Names names_of_weights = {"randinitializeweights", "randinitweights", "randominitialize", "initializeweights",
                                "randomlyinitializeweights"};

// ---- Which functions there are ----

std::string bare(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c != '_') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return letters;
}

// "sigmoid" of "sigmoid(z)".
std::string name_of_signature(const std::string& signature) { return signature.substr(0, signature.find('(')); }

// In a language whose functions lie in files of their own the description names few of them.
const std::vector<std::string>& usual_names() {
  static const std::vector<std::string> names = {"sigmoid", "sigmoidGradient", "predict", "randInitializeWeights"};
  return names;
}

std::vector<std::string> functions_named(const Code& code, const Names& wanted) {
  std::vector<std::string> all;
  for (const std::string& signature : code.description.functions) all.push_back(name_of_signature(signature));
  for (const std::string& name : usual_names()) {
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }
  std::erase_if(all, [&](const std::string& name) {
    return std::find(wanted.begin(), wanted.end(), bare(name)) == wanted.end();
  });
  return all;
}

// ---- Calling them ----

std::optional<mat> call_one(const Code& code, const std::string& function, const std::vector<CallValue>& arguments) {
  try {
    const std::vector<CallValue> results = code.conversation->call(function, arguments);
    if (results.size() == 1) return results.front().entries;
  } catch (const CodeError&) {
  }
  return std::nullopt;
}

const vec& places() {
  static const vec z = {0, -2, -0.5, 0.3, 1.75};
  return z;
}

// At all places at once, or where the function takes numbers only, at one after the other.
std::optional<vec> values_of(const Code& code, const std::string& function) {
  const vec& z = places();
  if (const auto all = call_one(code, function, {{z, 1}}); all && all->n_elem == z.n_elem) return arma::vectorise(*all);
  vec values(z.n_elem);
  for (arma::uword i = 0; i < z.n_elem; ++i) {
    const auto value = call_one(code, function, {{mat(1, 1).fill(z(i)), 0}});
    if (!value || value->n_elem != 1) return std::nullopt;
    values(i) = (*value)(0);
  }
  return values;
}

bool is_near(const vec& one, const vec& other) { return arma::abs(one - other).max() <= 1e-6; }  // false for NaN

// The first place at which the values differ.
std::string describe_difference(const vec& values, const vec& right) {
  for (arma::uword i = 0; i < values.n_elem; ++i) {
    if (std::abs(values(i) - right(i)) <= 1e-6) continue;
    return fmt::format("at z = {:g} it gives {:.4g}, {:.4g} is right", places()(i), values(i), right(i));
  }
  return "";
}

// ---- The sigmoid and its slope ----

// What people write for the slope.
std::string name_slope(const vec& values) {
  const vec& z = places();
  const vec s = sigmoid(z);
  const std::vector<std::pair<std::string, vec>> forms = {{"z*(1-z)", z % (1 - z)},
                                                          {"sigmoid(z)*(1-z)", s % (1 - z)},
                                                          {"sigmoid(z)*(1+sigmoid(z))", s % (1 + s)},
                                                          {"1-sigmoid(z)", 1 - s},
                                                          {"sigmoid(z)", s},
                                                          {"1-sigmoid(z)^2", 1 - arma::square(s)},
                                                          {"-sigmoid(z)*(1-sigmoid(z))", -s % (1 - s)},
                                                          {"z*(1-sigmoid(z))", z % (1 - s)},
                                                          {"0 everywhere", vec(arma::size(z), arma::fill::zeros)}};
  for (const auto& [name, form] : forms) {
    if (is_near(values, form)) return name;
  }
  return "";
}

std::optional<WrongPart> try_sigmoid(const Code& code, const std::string& function) {
  const auto values = values_of(code, function);
  const vec right = sigmoid(places());
  if (!values || is_near(*values, right)) return std::nullopt;
  return WrongPart{function, fmt::format("your {} is not 1/(1+exp(-z)): {}", function,
                                         describe_difference(*values, right))};
}

std::optional<WrongPart> try_slope(const Code& code, const std::string& function, bool is_wrong) {
  const auto values = values_of(code, function);
  const vec right = sigmoid_gradient(places());
  if (!values || is_near(*values, right)) return std::nullopt;
  const std::string name = name_slope(*values);
  if (name == "z*(1-z)") {
    if (!is_wrong) return std::nullopt;
    return WrongPart{function, fmt::format("your {} gives z*(1-z): right where it is given the activation a = "
                                           "sigmoid(z), wrong where it is given z",
                                           function)};
  }
  return WrongPart{function, fmt::format("your {} is not the slope of the sigmoid: {}{}", function,
                                         describe_difference(*values, right),
                                         name.empty() ? "" : "; it is " + name)};
}

// ---- One-hot rows ----

bool is_one_hot(const mat& rows) {
  const bool is_binary = arma::all(arma::vectorise((rows == 0) + (rows == 1)) > 0);
  return is_binary && arma::all(arma::vectorise(arma::sum(rows, 1)) == 1) &&
         arma::all(arma::vectorise(arma::sum(rows, 0)) == 1);
}

// Every label once, counted from 1 and from 0: one of the two gives each row and column a single one.
std::optional<WrongPart> try_one_hot(const Code& code, const std::string& function) {
  std::vector<mat> answers;
  for (const double first : {1., 0.}) {
    const vec labels = {first, first + 2, first + 1};
    const auto rows = call_one(code, function, {{labels, 1}, {mat(1, 1).fill(3), 0}});
    if (!rows || rows->n_rows != 3 || rows->n_cols != 3) return std::nullopt;
    answers.push_back(*rows);
  }
  if (std::any_of(answers.begin(), answers.end(), is_one_hot)) return std::nullopt;
  return WrongPart{function, fmt::format("your {} does not give each example one 1: of the labels 1, 3, 2 its rows add "
                                         "up to {:g}",
                                         function, fmt::join(vec(arma::sum(answers.front(), 1)), ", "))};
}

// ---- The prediction ----

std::optional<WrongPart> try_predict(const Code& code, const std::string& function) {
  const nn::Weights weights = nn::random_weights({4, 5, 3}, 1);
  const mat X = 3 * nn::random_weights({4, 7, 3}, 2).Theta1.tail_cols(4);
  const auto came = call_one(code, function, {{weights.Theta1, 2}, {weights.Theta2, 2}, {X, 2}});
  if (!came || came->n_elem != X.n_rows) return std::nullopt;
  const vec ones(X.n_rows, arma::fill::ones);
  const mat a1 = sigmoid<mat>(arma::join_rows(ones, X) * weights.Theta1.t());
  const vec right = arma::conv_to<vec>::from(arma::index_max(arma::join_rows(ones, a1) * weights.Theta2.t(), 1)) + 1;
  const vec labels = arma::vectorise(*came);
  if (is_near(labels, right) || is_near(labels, right - 1)) return std::nullopt;
  if (!arma::all(labels == arma::round(labels)) || labels.min() < 0 || labels.max() > 3) return std::nullopt;
  return WrongPart{function, fmt::format("your {} does not take the label of the largest output: of 7 examples it "
                                         "gives {:g}, where {:g} is right",
                                         function, fmt::join(labels, ", "), fmt::join(right, ", "))};
}

// ---- The weights to start from ----

std::optional<WrongPart> try_weights(const Code& code, const std::string& function) {
  const auto came = call_one(code, function, {{mat(1, 1).fill(4), 0}, {mat(1, 1).fill(5), 0}});
  if (!came || came->n_elem < 20 || arma::range(arma::vectorise(*came)) != 0) return std::nullopt;
  return WrongPart{function, fmt::format("your {} gives {:g} for every weight: equal weights stay equal, so all hidden "
                                         "units learn the same",
                                         function, (*came)(0))};
}

void try_all(const Code& code, bool is_wrong, std::vector<WrongPart>& wrong) {
  const auto add = [&](const Names& names, const std::function<std::optional<WrongPart>(const std::string&)>& attempt) {
    for (const std::string& function : functions_named(code, names)) {
      if (const auto part = attempt(function)) wrong.push_back(*part);
    }
  };
  add(names_of_sigmoid, [&](const std::string& function) { return try_sigmoid(code, function); });
  add(names_of_slope, [&](const std::string& function) { return try_slope(code, function, is_wrong); });
  add(names_of_one_hot, [&](const std::string& function) { return try_one_hot(code, function); });
  add(names_of_predict, [&](const std::string& function) { return try_predict(code, function); });
  add(names_of_weights, [&](const std::string& function) { return try_weights(code, function); });
}

}  // namespace

std::vector<WrongPart> find_wrong_parts(const Code& code, bool is_wrong) {
  std::vector<WrongPart> wrong;
  if (!code.conversation->can_call()) return wrong;
  try {
    try_all(code, is_wrong, wrong);
  } catch (const process::Gone&) {
    // The code does not outlive one of its parts: what was found stands.
  }
  return wrong;
}

}  // namespace gradlab::languages
