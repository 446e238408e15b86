// Lesson 9: what the penalty adds to the debug network's cost and gradient, and which column it leaves alone.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <vector>

namespace gradlab::tutorials::lesson_09 {

namespace {

namespace nn = neural_network;

nn::CostAndGradients run(double lambda) {
  return nn::loop::nn_cost_function(nn::debug_network(lambda));
}

arma::vec gradient(double lambda, const std::vector<const nn::Mistake*>& made) {
  return to_evaluation(nn::implement(made)(nn::debug_network(lambda))).gradient;
}

// How far the gradient is off in its worst entry where the penalty's share is forgotten.
double forgotten(double lambda) {
  return arma::abs(gradient(lambda, {&nn::find_mistake("missing-regularization")}) - gradient(lambda, {})).max();
}

std::string costs() {
  std::string text = "Lambda  J with penalty  gradient off\n";
  for (const double lambda : {0.0, 1.0, 3.0}) {
    text += fmt::format("{:6}  {:.10f}    {:.3g}\n", lambda, run(lambda).reg_J, forgotten(lambda));
  }
  return text;
}

Picture blank() {
  const nn::CostAndGradients three = run(3);
  const nn::Weights weights = weights_of(nn::debug_network());
  return Heatmaps{{{"Theta1    ", weights.Theta1},
                   {"added to grad1", three.grad1_reg - three.grad1},
                   {"Theta2    ", weights.Theta2},
                   {"added to grad2", three.grad2_reg - three.grad2}}};
}

}  // namespace

Live live() {
  const nn::Weights weights = weights_of(nn::debug_network());
  const double added = 3.0 / 5 * weights.Theta1(0, 1);
  Live live;
  live.values["costs"] = costs();
  live.values["entry"] = fmt::format("Theta1(0,1)          = {:.8f}\n3/5 * Theta1(0,1)    = {:.8f}\nadded to grad1(0,1)  = {:.8f}",
                                     weights.Theta1(0, 1), added, run(3).grad1_reg(0, 1) - run(3).grad1(0, 1));
  live.pictures["blank"] = blank;
  live.answers["factor"] = {3.0 / 5};
  return live;
}

}  // namespace gradlab::tutorials::lesson_09
