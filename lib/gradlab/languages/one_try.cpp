#include "gradlab/languages/one_try.hpp"

#include "gradlab/languages/network_parts.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/languages/test_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::LayerSizes, nn::Order, nn::Weights;

// Relative. Code in single precision is off by 1e-6 or so; another way of calling changes the figures by percents.
constexpr double same_way_of_calling = 1e-5;

bool matches(double one, double other) { return std::abs(one - other) <= same_way_of_calling * std::abs(other); }

bool matches(const arma::mat& one, const arma::mat& other) {
  const double allowed = same_way_of_calling * arma::abs(other).max();
  return arma::all(arma::vectorise(arma::abs(one - other)) <= allowed);  // false where one is NaN
}

// ---- Labels: code for 0..K-1, or a mistake in code for 1..K? ----

// The labels turned round: code that reads 1 as 2, or K as 0, sees these.
arma::uvec turn(const arma::uvec& y, arma::uword num_labels, arma::uword by) {
  arma::uvec turned = y;
  turned.transform([=](arma::uword label) { return (label - 1 + by) % num_labels + 1; });
  return turned;
}

// Given labels 1..K, the code handles each as if the labels were turned round by one. Code for 0..K-1 could not handle
// the label K.
bool turns_labels(const GradientAnswer& answer, const nn::Problem& probe) {
  for (const arma::uword by : {arma::uword(1), probe.sizes.num_labels - 1}) {
    nn::Problem turned = probe;
    turned.y = turn(probe.y, probe.sizes.num_labels, by);
    if (matches(answer.cost, nn::vectorized::nn_cost_function(turned).reg_J)) return true;
  }
  return false;
}

// ---- The gradient beside the code's own cost ----

constexpr double own_step = 1e-4;
constexpr double same_slope = 1e-4;  // relative

// Code in single precision needs a longer step. Its cost is off by some units of its last digit.
constexpr double single_step = 2e-2, single_noise = 8 * 1.2e-7;

bool is_same_slope(double slope, double claimed, double allowed = 0) {
  return std::abs(slope - claimed) <= same_slope * std::max(std::abs(slope), std::abs(claimed)) + allowed;
}

arma::vec any_direction(arma::uword length) {
  arma::vec direction(length);
  for (arma::uword k = 0; k < length; ++k) direction(k) = std::sin(1 + 1.7 * static_cast<double>(k));
  return direction;
}

bool fits_along(Conversation& conversation, const arma::vec& theta, const arma::vec& gradient,
                const arma::vec& direction) {
  const auto cost_at = [&](double step) { return conversation.cost(theta + step * direction); };
  const auto slope_at = [&](double step) { return (cost_at(step) - cost_at(-step)) / (2 * step); };
  const double slope = slope_at(own_step), claimed = arma::dot(gradient, direction);
  if (is_same_slope(slope, claimed)) return true;
  const double noise = single_noise * std::abs(cost_at(0));
  if (std::abs(slope - claimed) * own_step > noise) return false;  // not to be explained by single precision
  const double extrapolated = (4 * slope_at(single_step) - slope_at(2 * single_step)) / 3;
  return is_same_slope(extrapolated, claimed, noise / single_step);
}

// A block that is zero tells nothing.
std::size_t count_fitting_blocks(Conversation& conversation, const arma::vec& theta, const arma::vec& gradient,
                                 const std::vector<Block>& blocks) {
  std::size_t count = 0;
  arma::uword first = 0;
  for (const Block& block : blocks) {
    const arma::span entries(first, first + block.size() - 1);
    arma::vec direction(theta.n_elem);
    direction(entries) = any_direction(block.size());
    if (arma::any(gradient(entries)) && fits_along(conversation, theta, gradient, direction)) ++count;
    first += block.size();
  }
  return count;
}

// Other examples and labels leave the cost as it is: a function of theta alone in the network's clothes.
bool ignores_data(Conversation& conversation, const nn::Problem& probe, const CallingConvention& convention,
                  const arma::vec& theta, double cost) {
  nn::Problem other = probe;
  other.X = 0.3 - 0.5 * probe.X;
  other.y = turn(probe.y, probe.sizes.num_labels, 1);
  conversation.set_network(other, convention);
  conversation.set_base(theta);
  return conversation.cost() == cost;
}

// J and the gradient are zero, and J is so elsewhere too: nobody has written anything yet.
void require_written(Conversation& conversation, const arma::vec& theta, const GradientAnswer& answer) {
  if (answer.has_gradient && arma::any(answer.gradient)) return;
  for (const arma::mat& part : answer.gradients) {
    if (arma::any(arma::vectorise(part))) return;
  }
  if (!answer.has_gradient && answer.cost != 0) return;
  if (conversation.cost(2 * theta + 0.5) != answer.cost) return;
  throw CodeError(fmt::format("J is {:g} whatever theta is{}: nothing is written yet", answer.cost,
                              answer.has_gradient ? ", and the gradient is 0" : ""));
}

// ---- One try ----

FoundConvention begin_with(const CallingConvention& convention, const GradientAnswer& answer) {
  FoundConvention found;
  found.convention = convention;
  found.returns = answer.returns;
  found.changed = answer.changed;
  found.cost = answer.cost;
  return found;
}

}  // namespace

bool fits_own_cost(Conversation& conversation, const arma::vec& theta, const arma::vec& gradient) {
  return arma::any(gradient) && fits_along(conversation, theta, gradient, any_direction(theta.n_elem));
}

FoundConvention try_call(Conversation& conversation, const nn::Problem& probe, const CallingConvention& convention,
                         const nn::CostAndGradients& ours) {
  conversation.use(convention);
  conversation.set_network(probe, convention);
  const arma::vec theta = arrange(probe.theta, places(probe.sizes, convention.order));
  conversation.set_base(theta);
  const GradientAnswer answer = conversation.evaluate();
  FoundConvention found = begin_with(convention, answer);
  found.cost_matches = matches(answer.cost, ours.reg_J);
  found.turns_labels =
      convention.labels == LabelStyle::from_one && !found.cost_matches && turns_labels(answer, probe);
  if (!found.cost_matches) require_written(conversation, theta, answer);
  if (!answer.has_gradient) return found;
  try {
    const Weights gradient = read_gradient(answer, probe.sizes, convention.order);
    found.has_gradient = true;
    found.gradient = nn::unroll(gradient);
    found.gradient_matches = matches(gradient.Theta1, ours.grad1_reg) && matches(gradient.Theta2, ours.grad2_reg);
    found.fits_one_output = !found.cost_matches && found.gradient_matches && probe.sizes.num_labels > 1 &&
                            matches(static_cast<double>(probe.sizes.num_labels) * answer.cost, ours.cost);
    found.fits_own_cost = !found.cost_matches && !found.gradient_matches &&
                          fits_own_cost(conversation, theta, nn::unroll(gradient, convention.order));
    if (found.fits_own_cost && ignores_data(conversation, probe, convention, theta, answer.cost)) {
      Block whole;
      whole.name = "theta";
      whole.rows = theta.n_elem;
      whole.columns = 1;
      found.own_blocks = {whole};
      found.own_theta = theta;
      found.own_problem = probe;
    }
  } catch (const CodeError& error) {
    if (error.raised) throw;
    found.complaint = error.what();
  }
  return found;
}

FoundConvention try_own_shape(Conversation& conversation, const nn::Problem& probe,
                              const CallingConvention& convention) {
  conversation.use(convention);
  const std::vector<Block> blocks = conversation.set_network(probe, convention);
  arma::uword length = 0;
  for (const Block& block : blocks) length += block.size();
  const arma::vec theta = random_theta(length, 1).problem.theta;
  conversation.set_base(theta);
  const GradientAnswer answer = conversation.evaluate();
  if (!answer.has_gradient) throw CodeError("it returns J alone; expected (J, gradient)");
  if (answer.gradient.n_elem != length) {
    throw CodeError(fmt::format("the gradient should have {} entries as theta has, but has {}", length,
                                answer.gradient.n_elem));
  }
  FoundConvention found = begin_with(convention, answer);
  require_written(conversation, theta, answer);
  found.has_gradient = true;
  found.fits_own_cost = fits_own_cost(conversation, theta, answer.gradient);
  found.fitting_blocks = found.fits_own_cost ? blocks.size()
                                             : count_fitting_blocks(conversation, theta, answer.gradient, blocks);
  found.own_blocks = blocks;
  found.own_theta = theta;
  found.own_problem = probe;
  return found;
}

}  // namespace gradlab::languages
