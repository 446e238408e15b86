// Lesson 7: the sigmoid and its slope, and what becomes of the network if the slope is taken at the wrong place.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/sigmoid.hpp"
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

}  // namespace

Live live() {
  Live live;
  live.values["few"] = few_slopes();
  live.values["twice"] = tell_twice();
  live.values["ratio"] = fmt::format("|wrong - right| / |wrong + right| = {:.2g}",
                                     norm_ratio_of("derivative-of-activation"));
  live.pictures["bell"] = draw_bell;
  live.answers["at_zero"] = {slope(0)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_07
