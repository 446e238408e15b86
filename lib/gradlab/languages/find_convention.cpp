#include "gradlab/languages/network.hpp"
#include "gradlab/languages/network_parts.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/languages/shape_advice.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/languages/ways_to_call.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

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

// One direction tells: the slope of the cost along it, and the gradient's.
bool fits_own_cost(Conversation& conversation, const arma::vec& theta, const arma::vec& gradient) {
  arma::vec direction(theta.n_elem);
  for (arma::uword k = 0; k < theta.n_elem; ++k) direction(k) = std::sin(1 + 1.7 * static_cast<double>(k));
  const auto cost_at = [&](double step) {
    conversation.set_base(theta + step * direction);
    return conversation.cost();
  };
  const double slope = (cost_at(own_step) - cost_at(-own_step)) / (2 * own_step);
  const double claimed = arma::dot(gradient, direction);
  return std::abs(slope - claimed) <= same_slope * std::max(std::abs(slope), std::abs(claimed)) &&
         arma::any(gradient);
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
  conversation.set_base(2 * theta + 0.5);
  if (conversation.cost() != answer.cost) return;
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
  found.own_blocks = blocks;
  found.own_theta = theta;
  found.own_problem = probe;
  return found;
}

int rank(const FoundConvention& found) {
  return (found.cost_matches ? 4 : 0) + (found.gradient_matches ? 4 : 0) + (found.has_gradient ? 2 : 0) +
         (found.fits_own_cost ? 1 : 0);
}

constexpr int best_rank = 10;

// Code for labels 0..K-1 may also run with 1..K, and then computes another cost: users who have 1..K should know.
FoundConvention with_remarks(FoundConvention found, std::optional<double> cost_from_one, double right_cost) {
  if (found.convention.labels == LabelStyle::from_zero && cost_from_one) {
    found.remarks.push_back(fmt::format("it is right only for labels 0..K-1: with labels 1..K, as the exercise has "
                                        "them, its cost is {:.6g} where {:.6g} is right",
                                        *cost_from_one, right_cost));
  }
  if (!found.cost_matches && !found.gradient_matches) {
    found.remarks.push_back("with no labels and no order of theta does it give the right cost: what stands above is "
                            "the first that it took");
  }
  return found;
}

// ---- All tries ----

// The error of the try that came furthest: of the likeliest choice, an undefined name, else what came back and was not
// understood, else the latest line.
class Furthest {
 public:
  void add(std::size_t choice, const CodeError& error) {
    const auto is_further = [&] {
      if (error.undefined != error_->undefined) return error.undefined;
      if (error.raised != error_->raised) return !error.raised;
      return error.line > error_->line;
    };
    if (error_ && (choice > choice_ || !is_further())) return;
    error_ = error;
    choice_ = choice;
  }
  const std::optional<CodeError>& error() const { return error_; }

 private:
  std::optional<CodeError> error_;
  std::size_t choice_ = 0;
};

bool is_likely_gradient(const std::string& name) {
  for (const char* word : {"back", "grad", "nnCost", "nn_cost"}) {
    if (name.find(word) != name.npos && name.find(',') == name.npos) return true;
  }
  return false;
}

bool takes_sizes(const Choice& choice, const LayerSizes& sizes) {
  if (choice.layers.empty() || choice.has_own_shape) return true;
  return choice.layers == std::vector<arma::uword>{sizes.input_layer_size, sizes.hidden_layer_size, sizes.num_labels};
}

// Of a large network each try takes long: the rare ways are left out.
std::vector<CallingConvention> few(std::vector<CallingConvention> ways, const nn::Problem& probe) {
  constexpr arma::uword large = 2000;
  if (probe.theta.n_elem + probe.X.n_elem < large || ways.empty()) return ways;
  std::erase_if(ways, [&](const CallingConvention& way) {
    const bool is_rare = way.examples == ExampleForm::columns || way.examples == ExampleForm::columns_with_ones;
    return is_rare || way.label_shape == "row" || way.theta_shape == "column";
  });
  return ways;
}

// A class that is built with one size only takes no other.
nn::Problem problem_for(const Choice& choice, const nn::Problem& probe) {
  if (choice.layers.size() < 2) return probe;
  const arma::uword hidden = choice.layers.size() > 2 ? choice.layers[1] : 1;
  return random_network({choice.layers.front(), hidden, choice.layers.back()}, probe.X.n_rows, 0, 1).problem;
}

class Search {
 public:
  Search(Conversation& conversation, const Description& description, Order usual)
      : conversation_(conversation), description_(description), usual_(usual) {}

  /// True where the search is over.
  bool try_network(const nn::Problem& probe, std::size_t index) {
    ours_ = nn::vectorized::nn_cost_function(probe);
    probe_ = index;
    if (index == 0) first_sizes_ = probe.sizes;
    likely_fails_ = false;
    for (std::size_t choice = 0; choice < description_.choices.size(); ++choice) {
      const Choice& one = description_.choices[choice];
      if (!one.takes_network || one.has_own_shape || !takes_sizes(one, probe.sizes)) continue;
      ran_ = false;
      if (try_ways(few(usual_ways_to_call(description_, choice, usual_), probe), probe)) return true;
      if (!ran_ && try_ways(few(odd_ways_to_call(description_, choice, usual_), probe), probe)) return true;
      likely_fails_ = likely_fails_ || (!ran_ && (choice == 0 || is_likely_gradient(one.name)));
    }
    return best_ && (best_->has_gradient || !likely_fails_);
  }

  bool try_own_shapes(const nn::Problem& probe, std::size_t index) {
    probe_ = index;
    for (std::size_t choice = 0; choice < description_.choices.size(); ++choice) {
      if (!description_.choices[choice].has_own_shape) continue;
      std::vector<CallingConvention> ways = usual_ways_to_call(description_, choice, Order::by_rows);
      for (const CallingConvention& way : odd_ways_to_call(description_, choice, Order::by_rows)) ways.push_back(way);
      for (const CallingConvention& way : ways) {
        if (way.order == Order::by_rows && try_own(way, problem_for(description_.choices[choice], probe))) return true;
      }
    }
    return false;
  }

  FoundConvention result() const {
    if (best_ && !best_->has_gradient) refuse_silent_choice();
    if (best_ && (best_->turns_labels || !best_->own_blocks.empty())) return *best_;
    if (best_) refuse_stranger();
    if (best_) return with_remarks(with_others(*best_), first_cost_, right_cost_);
    if (own_) return *own_;
    throw furthest_.error().value_or(CodeError("no function takes the classic 7 arguments"));
  }

 private:
  bool try_ways(const std::vector<CallingConvention>& ways, const nn::Problem& probe) {
    constexpr int enough_undefined = 12;  // no way of calling defines a name
    int undefined_in_a_row = 0;
    for (const CallingConvention& way : ways) {
      if (undefined_in_a_row == enough_undefined) return false;
      try {
        FoundConvention found = try_call(conversation_, probe, way, ours_);
        found.probe = probe_;
        ran_ = ran_ || found.complaint.empty();
        if (!best_ || rank(found) > rank(*best_)) keep(found);
        answered_.push_back(found);
        if (found.turns_labels) return keep(found), true;
        if (rank(found) == best_rank) return true;
        if (way.labels == LabelStyle::from_one && !first_cost_) first_cost_ = found.cost;
        undefined_in_a_row = 0;
      } catch (const CodeError& error) {
        note(way, error);
        undefined_in_a_row = error.undefined ? undefined_in_a_row + 1 : 0;
      }
    }
    return false;
  }

  bool try_own(const CallingConvention& way, const nn::Problem& probe) {
    try {
      FoundConvention found = try_own_shape(conversation_, probe, way);
      found.probe = probe_;
      if (!own_ || found.fits_own_cost) own_ = found;
      return found.fits_own_cost;
    } catch (const CodeError&) {
      return false;
    }
  }

  // The other ways at the same network.
  FoundConvention with_others(FoundConvention found) const {
    for (const FoundConvention& other : answered_) {
      if (other.probe == found.probe) found.others.push_back(other);
    }
    return found;
  }

  void keep(const FoundConvention& found) {
    best_ = found;
    right_cost_ = ours_.reg_J;
  }

  void note(const CallingConvention& way, const CodeError& error) {
    if (probe_ == 0) furthest_.add(way.choice, error);
    const std::string& name = description_.choices[way.choice].name;
    if (probe_ == 0 && is_likely_gradient(name)) likely_.add(way.choice, error);
    failed_name_ = likely_.error() && failed_name_.empty() ? name : failed_name_;
  }

  // A cost that runs alone is not judged in place of a function that should give the gradient, and fails.
  void refuse_silent_choice() const {
    const std::string& name = description_.choice_of(best_->convention).name;
    if (!likely_.error() || !best_->complaint.empty() || name.find(failed_name_) != name.npos) return;
    const std::string advice = advise_on_equal_layers(likely_.error()->what(), first_sizes_);
    throw CodeError(fmt::format("{} fails: {}{}{}; {} runs, but gives J alone: name it to check it by itself",
                                failed_name_, likely_.error()->what(), advice.empty() ? "" : "; ", advice, name));
  }

  // A function that takes no sizes and has nothing of the network may be anything.
  void refuse_stranger() const {
    const Choice& choice = description_.choice_of(best_->convention);
    const bool is_flat = choice.arguments.find("Theta") == choice.arguments.npos &&
                         !best_->convention.theta_shape.starts_with("a ");
    if (choice.takes_sizes || best_->probe > 0 || !is_flat || choice.arguments.find("theta") == choice.arguments.npos ||
        best_->cost_matches || best_->gradient_matches) {
      return;
    }
    throw CodeError(fmt::format("{} has neither the cost nor the gradient of the network; if it is a regression: "
                                "--model logistic_regression or linear_regression; else say what it takes: "
                                "--arguments {}",
                                choice.signature.empty() ? choice.name : choice.signature, choice.arguments));
  }

  Conversation& conversation_;
  const Description& description_;
  Order usual_;
  nn::CostAndGradients ours_;
  std::size_t probe_ = 0;
  LayerSizes first_sizes_;
  bool ran_ = false;  // the present choice gave something that can be judged
  bool likely_fails_ = false;
  std::optional<FoundConvention> best_, own_;
  std::vector<FoundConvention> answered_;
  std::optional<double> first_cost_;
  double right_cost_ = arma::datum::nan;
  Furthest furthest_, likely_;
  std::string failed_name_;
};

}  // namespace

FoundConvention find_convention(Conversation& conversation, const Description& description,
                                const std::vector<nn::Problem>& probes, Order usual) {
  Search search(conversation, description, usual);
  for (std::size_t i = 0; i < probes.size(); ++i) {
    if (search.try_network(probes[i], i)) break;
    if (i == 0 && search.try_own_shapes(probes[i], i)) break;
  }
  return search.result();
}

}  // namespace gradlab::languages
