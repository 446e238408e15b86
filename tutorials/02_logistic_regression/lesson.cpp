// Lesson 2: telling one kind of iris from the others, and what a single example costs.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
#include "gradlab/models/regression/logistic/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_02 {

namespace {

regression::CostAndGradient cost_at_zero() {
  const data::Dataset iris = data::iris();
  const arma::vec is_virginica = arma::conv_to<arma::vec>::from(iris.y == 2);
  return logistic_regression::loop::cost_function(arma::zeros(5), iris.X, is_virginica, 0);
}

std::string few_costs() {
  std::string text = "     z    h = sigmoid(z)    cost if y = 1    cost if y = 0\n";
  for (const double z : {-4.0, -1.0, 0.0, 1.0, 4.0}) {
    text += fmt::format("{:6}    {:14.6f}    {:13.6f}    {:13.6f}\n", z, sigmoid(z), softplus(-z), softplus(z));
  }
  return text;
}

Picture costs() {
  const arma::vec z = arma::linspace(-6, 6, 121);
  arma::vec for_one = z, for_zero = z;
  for_one.transform([](double one) { return softplus(-one); });
  for_zero.transform([](double one) { return softplus(one); });
  return Chart{"cost of one example", {"z"}, {"cost"}, {{"y = 1", z, for_one}, {"y = 0", z, for_zero}}, {}};
}

// By the width of the petal alone.
Landscape valley(double alpha) {
  const data::Dataset iris = data::iris();
  const auto cost = [width = arma::mat(iris.X.col(3)), y = arma::conv_to<arma::vec>::from(iris.y == 2)](const arma::vec& theta) {
    const auto here = logistic_regression::vectorized::cost_function(theta, width, y, 0);
    return Evaluation{here.cost, here.grad};
  };
  return {.cost = cost,
          .x = {"theta_0 (bias)", -12, 4},
          .y = {"theta_1 (width)", -2, 8},
          .start = {0, 0},
          .alpha = alpha,
          .steps = 200};
}

std::string tell_leaps() {
  std::string text = "alpha    highest J on the way    J after 200 steps\n";
  for (const double alpha : {1, 4, 16, 32}) {
    const arma::vec J = find_paths(valley(alpha)).front().points.col(2);
    text += fmt::format("{:5}    {:20.3f}    {:17.3f}\n", alpha, J.max(), J.back());
  }
  return text;
}

}  // namespace

Live live() {
  const regression::CostAndGradient zero = cost_at_zero();
  Live live;
  live.values["at_zero"] = fmt::format("J(0) = {:.6f}     ln 2 = {:.6f}", zero.cost, std::log(2));
  live.values["few"] = few_costs();
  live.values["leaps"] = tell_leaps();
  live.pictures["costs"] = costs;
  live.pictures["valley"] = [] { return valley(1); };
  live.answers["zero"] = {zero.cost};
  return live;
}

}  // namespace gradlab::tutorials::lesson_02
