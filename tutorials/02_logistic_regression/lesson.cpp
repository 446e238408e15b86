// Lesson 2: telling one kind of iris from the others, and what a single example costs.
#include "gradlab/data/embedded.hpp"
#include "gradlab/models/regression/logistic/loop.hpp"
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

std::string draw_costs(const Canvas& canvas) {
  const arma::vec z = arma::linspace(-6, 6, 121);
  arma::vec for_one = z, for_zero = z;
  for_one.transform([](double one) { return softplus(-one); });
  for_zero.transform([](double one) { return softplus(one); });
  return terminal::draw_chart({"cost of one example", {"z"}, {"cost"}, {{"y = 1", z, for_one}, {"y = 0", z, for_zero}}, {}},
                             canvas);
}

}  // namespace

Live live() {
  const regression::CostAndGradient zero = cost_at_zero();
  Live live;
  live.values["at_zero"] = fmt::format("J(0) = {:.6f}     ln 2 = {:.6f}", zero.cost, std::log(2));
  live.values["few"] = few_costs();
  live.pictures["costs"] = draw_costs;
  live.answers["zero"] = {zero.cost};
  return live;
}

}  // namespace gradlab::tutorials::lesson_02
