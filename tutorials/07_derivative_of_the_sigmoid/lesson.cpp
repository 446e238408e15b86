// Lesson 7: the sigmoid and its slope, and what becomes of the network if the slope is taken at the wrong place.
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
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

Picture bell() {
  const arma::vec z = arma::linspace(-6, 6, 121);
  arma::vec s = z, slopes = z;
  s.transform([](double one) { return sigmoid(one); });
  slopes.transform([](double one) { return slope(one); });
  return Chart{"", {"z"}, {""}, {{"sigmoid", z, s}, {"its slope", z, slopes}}, {}};
}

// The ratio that courses teach, for Theta1's gradient on the debug network.
double norm_ratio_of(std::string_view mistake) {
  const auto run = [](const std::vector<const nn::Mistake*>& made) {
    return arma::mat(nn::implement(made)(nn::debug_network()).grad1);
  };
  const arma::mat right = run({}), wrong = run({&nn::find_mistake(mistake)});
  return arma::norm(wrong - right, "fro") / arma::norm(wrong + right, "fro");
}

// ---- Training on one half of the digits, by the right gradient and by that of the mistake ----

constexpr nn::LayerSizes sizes{64, 25, 10};

Evaluation evaluate(const arma::vec& theta, const std::vector<const nn::Mistake*>& made) {
  static const data::Dataset digits = data::hold_out(data::digits(), 0.5, 1).first;
  static const arma::uvec y = data::recognize_labels(digits.y, 10).y;
  const nn::Problem problem{sizes, theta, digits.X, y, 1};
  return to_evaluation(made.empty() ? nn::vectorized::nn_cost_function(problem) : nn::implement(made)(problem));
}

double train_by(const char* optimizer, arma::uword iterations, const std::vector<const nn::Mistake*>& made) {
  train::MinimizeOptions options;
  options.iterations = iterations;
  options.alpha = 2;
  const auto function = [&](const arma::vec& theta) {
    const Evaluation right = evaluate(theta, {});
    return made.empty() ? right : Evaluation{right.cost, evaluate(theta, made).gradient};
  };
  const arma::vec start = nn::unroll(nn::random_weights(sizes, 1));
  return evaluate(train::find_optimizer(optimizer).minimize(function, start, options).theta, {}).cost;
}

// The last digits of L-BFGS are the machine's own affair.
std::string tell_trained() {
  std::string text = fmt::format("J at the start {:.2f}    after gradient descent   after L-BFGS\n",
                                 evaluate(nn::unroll(nn::random_weights(sizes, 1)), {}).cost);
  const auto add = [&](const char* name, const std::vector<const nn::Mistake*>& made) {
    text += fmt::format("{}   {:>22.2f}   {:>12.1f}\n", name, train_by("gradient_descent", 200, made),
                        train_by("lbfgs", 50, made));
  };
  add("sigmoidGradient(z)", {});
  add("sigmoidGradient(a)", {&nn::find_mistake("derivative-of-activation")});
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
  live.pictures["bell"] = bell;
  live.answers["at_zero"] = {slope(0)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_07
