// Lesson 7: the sigmoid and its slope, and what becomes of the network if the slope is taken at the wrong place.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/train/optimizer.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_07 {

namespace {

namespace nn = neural_network;

double slope(double z) { return sigmoid(z) * (1 - sigmoid(z)); }

std::string few_slopes() {
  std::string text = "    z    sigmoid(z)    sigmoidGradient(z)\n";
  for (const double z : {-1.0, 0.0, 0.5, 1.0, 5.0}) {
    text += fmt::format("{:5}    {:10.6f}    {:18.6f}\n", z, sigmoid(z), slope(z));
  }
  return text;
}

std::string tell_twice() {
  std::string text = "    z    sigmoidGradient(z)    sigmoidGradient(sigmoid(z))\n";
  for (const double z : {0.5, 1.0, 5.0}) {
    text += fmt::format("{:5}    {:18.6f}    {:27.6f}\n", z, slope(z), slope(sigmoid(z)));
  }
  return text;
}

std::string draw_bell(const Canvas& canvas) {
  const arma::vec z = arma::linspace(-6, 6, 121);
  arma::vec s = z, bell = z;
  s.transform([](double one) { return sigmoid(one); });
  bell.transform([](double one) { return slope(one); });
  return terminal::draw_chart({"", {"z"}, {""}, {{"sigmoid", z, s}, {"its slope", z, bell}}, {}}, canvas);
}

// The ratio that courses teach, for Theta1's gradient on the debug network.
double norm_ratio_of(std::string_view mistake) {
  const auto run = [](const std::vector<const nn::Mistake*>& made) {
    return arma::mat(nn::implement(made)(nn::debug_network()).grad1);
  };
  const arma::mat right = run({}), wrong = run({&nn::find_mistake(mistake)});
  return arma::norm(wrong - right, "fro") / arma::norm(wrong + right, "fro");
}

// ---- Training on the irises, by the right gradient and by the one of the mistake ----

constexpr nn::LayerSizes sizes{4, 5, 3};

Evaluation evaluate(const arma::vec& theta, const std::vector<const nn::Mistake*>& made) {
  static const data::Dataset iris = data::iris();
  static const arma::uvec y = arma::conv_to<arma::uvec>::from(iris.y) + 1;
  return to_evaluation(nn::implement(made)({sizes, theta, iris.X, y, 1}));
}

double train_by(const char* optimizer, const std::vector<const nn::Mistake*>& made) {
  train::MinimizeOptions options;
  options.iterations = 500;
  options.alpha = 0.1;
  const auto function = [&](const arma::vec& theta) {
    return Evaluation{evaluate(theta, {}).cost, evaluate(theta, made).gradient};
  };
  const arma::vec start = nn::unroll(nn::random_weights(sizes, 1));
  return evaluate(train::find_optimizer(optimizer).minimize(function, start, options).theta, {}).cost;
}

std::string tell_trained() {
  std::string text = "J after training        gradient descent   L-BFGS\n";
  const auto add = [&](const char* name, const std::vector<const nn::Mistake*>& made) {
    text += fmt::format("{}   {:>16.2f}   {:>6.2f}\n", name, train_by("gradient_descent", made), train_by("lbfgs", made));
  };
  add("sigmoidGradient(z)   ", {});
  add("sigmoidGradient(a)   ", {&nn::find_mistake("derivative-of-activation")});
  return text;
}

}  // namespace

Live live() {
  Live live;
  live.values["few"] = few_slopes();
  live.values["twice"] = tell_twice();
  live.values["trained"] = tell_trained();
  live.values["ratio"] = fmt::format("|wrong - right| / |wrong + right| = {:.2g}",
                                     norm_ratio_of("derivative-of-activation"));
  live.pictures["bell"] = draw_bell;
  live.answers["at_zero"] = {slope(0)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_07
