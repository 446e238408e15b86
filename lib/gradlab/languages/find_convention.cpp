#include "gradlab/languages/hopeless_ways.hpp"
#include "gradlab/languages/network.hpp"
#include "gradlab/languages/one_try.hpp"
#include "gradlab/languages/shape_advice.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/languages/ways_to_call.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

using nn::LayerSizes, nn::Order;

int rank(const FoundConvention& found) {
  return (found.cost_matches ? 4 : 0) + (found.gradient_matches ? 4 : 0) + (found.has_gradient ? 2 : 0) +
         (found.fits_own_cost ? 1 : 0);
}

constexpr int best_rank = 10, rank_of_no_match = 2;

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

constexpr const char* size_free_errors[] = {"AttributeError", "KeyError", "NameError", "ModuleNotFoundError",
                                            "ImportError", "FileNotFoundError", "undefined"};

bool is_large(const nn::Problem& probe) {
  constexpr arma::uword large = 2000;
  return probe.theta.n_elem + probe.X.n_elem >= large;
}

// Of a large network each try takes long: the rare ways are left out.
std::vector<CallingConvention> few(std::vector<CallingConvention> ways, const nn::Problem& probe) {
  if (!is_large(probe) || ways.empty()) return ways;
  std::erase_if(ways, [&](const CallingConvention& way) {
    const bool is_rare = way.examples == ExampleForm::columns || way.examples == ExampleForm::columns_with_ones;
    return is_rare || way.label_shape == "row" || way.theta_shape == "column" || way.container == "matrix" ||
           way.theta_shape.starts_with("a flat list");
  });
  return ways;
}

constexpr int most_large_tries = 250;  // some seconds

// Other sizes mend no name, key or attribute that is missing.
bool is_of_size(const CodeError& error) {
  if (!error.raised) return true;
  const std::string words = error.what();
  return !error.undefined && std::none_of(std::begin(size_free_errors), std::end(size_free_errors),
                                          [&](const char* kind) { return words.find(kind) != words.npos; });
}

constexpr const char* kind_errors[] = {"TypeError", "setting an array element with a sequence", "inhomogeneous shape"};

// Nor do they mend a theta of the wrong kind.
bool is_of_kind(const CodeError& error) {
  if (!error.raised || !is_of_size(error)) return error.raised;
  const std::string words = error.what();
  return std::any_of(std::begin(kind_errors), std::end(kind_errors),
                     [&](const char* kind) { return words.find(kind) != words.npos; });
}

// A class that is built with one size only takes no other.
nn::Problem problem_for(const Choice& choice, const nn::Problem& probe) {
  if (choice.layers.size() < 2) return probe;
  const arma::uword hidden = choice.layers.size() > 2 ? choice.layers[1] : 1;
  return random_network({choice.layers.front(), hidden, choice.layers.back()}, probe.X.n_rows, 0, 1).problem;
}

bool is_binary(const Choice& choice) { return !choice.layers.empty() && choice.layers.back() == 2; }

// The labels 0 and 1.
void put_zero_first(std::vector<CallingConvention>& ways) {
  std::stable_partition(ways.begin(), ways.end(),
                        [](const CallingConvention& way) { return way.labels == LabelStyle::from_zero; });
}

class Search {
 public:
  Search(Conversation& conversation, const Description& description, Order usual,
         std::function<void(double choice)> progress)
      : conversation_(conversation), description_(description), usual_(usual), progress_(std::move(progress)) {}

  /// True where the search is over.
  bool try_network(const nn::Problem& probe, std::size_t index) {
    ours_ = nn::vectorized::nn_cost_function(probe);
    probe_ = index;
    hopeless_ = {};
    if (index == 0) first_sizes_ = probe.sizes;
    likely_fails_ = false;
    for (std::size_t choice = 0; choice < description_.choices.size(); ++choice) {
      const Choice& one = description_.choices[choice];
      if (!one.takes_network || one.has_own_shape || !takes_sizes(one, probe.sizes)) continue;
      ran_ = fits_ = false;
      if (try_ways(few(usual_ways_to_call(description_, choice, usual_), probe), probe)) return true;
      if (!fits_ && try_ways(few(odd_ways_to_call(description_, choice, usual_), probe), probe)) return true;
      likely_fails_ = likely_fails_ || (!ran_ && (choice == 0 || is_likely_gradient(one.name)));
    }
    return best_ && (best_->has_gradient || !likely_fails_);
  }

  /// Nothing in the figures says that the network was called as it is meant.
  bool is_unsure() const {
    if (!best_ || (best_->fits_one_output && !is_classic(*best_))) return true;
    return rank(*best_) <= rank_of_no_match && !best_->turns_labels;
  }

  /// All that failed may run with networks of other sizes; weights of their own shape had any size.
  bool may_go_by_size() const { return (goes_by_size_ && !own_) || best_; }

  bool try_own_shapes(const nn::Problem& probe, std::size_t index) {
    probe_ = index;
    for (std::size_t choice = 0; choice < description_.choices.size(); ++choice) {
      const Choice& one = description_.choices[choice];
      if (!one.has_own_shape || !one.takes_network) continue;
      std::vector<CallingConvention> ways = usual_ways_to_call(description_, choice, Order::by_rows);
      for (const CallingConvention& way : odd_ways_to_call(description_, choice, Order::by_rows)) ways.push_back(way);
      if (is_binary(description_.choices[choice])) put_zero_first(ways);
      if (!one.takes_data) ways.resize(1);  // it holds its data: all ways are one
      for (const CallingConvention& way : ways) {
        show(way, &way - ways.data(), ways.size());
        if (way.order == Order::by_rows && try_own(way, problem_for(description_.choices[choice], probe))) return true;
      }
    }
    return false;
  }

  FoundConvention result() const {
    if (own_ && own_->fits_own_cost && is_unsure()) {
      FoundConvention own = *own_;
      own.fits_one_output = best_ && best_->fits_one_output;
      return own;
    }
    if (own_ && own_->fitting_blocks > 0 && best_ && (!best_->has_gradient || !best_->complaint.empty())) return *own_;
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
      show(way, &way - ways.data(), ways.size());
      if (undefined_in_a_row == enough_undefined) return false;
      if (hopeless_.contain(way) || has_wrong_kind(way)) continue;
      if (way.labels == LabelStyle::last_as_zero && first_cost_) continue;  // it takes K: 0 is none of its labels
      if (is_large(probe) && ++large_tries_ > most_large_tries) return true;
      try {
        FoundConvention found = try_call(conversation_, probe, way, ours_);
        found.probe = probe_;
        if (way.labels == LabelStyle::last_as_zero && rank(found) != best_rank) continue;
        wrong_kinds_[kind_of(way)] = false;
        ran_ = ran_ || found.complaint.empty();
        fits_ = fits_ || rank(found) > rank_of_no_match;
        if (!best_ || rank(found) > rank(*best_)) keep(found);
        answered_.push_back(found);
        if (found.turns_labels) return keep(found), true;
        if (rank(found) == best_rank) return true;
        if (way.labels == LabelStyle::from_one && !first_cost_) first_cost_ = found.cost;
        undefined_in_a_row = 0;
      } catch (const CodeError& error) {
        hopeless_.add(way, error.what());
        note(way, error);
        undefined_in_a_row = error.undefined ? undefined_in_a_row + 1 : 0;
      }
    }
    return false;
  }

  bool try_own(const CallingConvention& way, const nn::Problem& probe) {
    if (hopeless_.contain(way)) return false;
    try {
      FoundConvention found = try_own_shape(conversation_, probe, way);
      found.probe = probe_;
      require_live_cost(found);
      if (!own_ || found.fits_own_cost || found.fitting_blocks > own_->fitting_blocks) own_ = found;
      return found.fits_own_cost;
    } catch (const CodeError& error) {
      hopeless_.add(way, error.what());
      if (!furthest_.error()) furthest_.add(way.choice, error);
      return false;
    }
  }

  // Weights that the code holds itself were set, and its cost does not see them: it was not called as it is meant.
  void require_live_cost(const FoundConvention& found) const {
    const std::string& arguments = description_.choice_of(found.convention).arguments;
    const bool is_handed = arguments.find("heta") != arguments.npos;
    if (is_handed || found.fitting_blocks > 0) return;
    if (conversation_.cost(arma::vec(found.own_theta + 0.1)) == found.cost) {
      throw CodeError("its cost does not change with its weights, as it was called");
    }
  }

  bool is_classic(const FoundConvention& found) const { return description_.choice_of(found.convention).is_classic; }

  void show(const CallingConvention& way, std::ptrdiff_t index, std::size_t count) const {
    const double done = static_cast<double>(probe_ * description_.choices.size() + way.choice);
    progress_(done + static_cast<double>(index) / static_cast<double>(count));
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

  static std::pair<std::size_t, std::string> kind_of(const CallingConvention& way) {
    return {way.choice, way.theta_shape};
  }

  // All calls with such a theta failed for its kind at the first network.
  bool has_wrong_kind(const CallingConvention& way) const {
    const auto tried = wrong_kinds_.find(kind_of(way));
    return probe_ > 0 && tried != wrong_kinds_.end() && tried->second;
  }

  void note(const CallingConvention& way, const CodeError& error) {
    bool& is_wrong = wrong_kinds_.try_emplace(kind_of(way), true).first->second;
    is_wrong = is_wrong && is_of_kind(error);
    if (probe_ == 0) furthest_.add(way.choice, error);
    goes_by_size_ = goes_by_size_ || is_of_size(error);
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
  std::function<void(double choice)> progress_;
  nn::CostAndGradients ours_;
  std::size_t probe_ = 0;
  LayerSizes first_sizes_;
  bool ran_ = false;   // the present choice gave something that can be judged
  bool fits_ = false;  // and it belongs together, or is ours: silent broadcasts do not
  bool likely_fails_ = false;
  bool goes_by_size_ = false;
  int large_tries_ = 0;
  std::optional<FoundConvention> best_, own_;
  std::vector<FoundConvention> answered_;
  std::optional<double> first_cost_;
  double right_cost_ = arma::datum::nan;
  HopelessWays hopeless_;  // at this network
  std::map<std::pair<std::size_t, std::string>, bool> wrong_kinds_;  // of theta, by choice: whether all calls failed for it
  Furthest furthest_, likely_;
  std::string failed_name_;
};

}  // namespace

FoundConvention find_convention(Conversation& conversation, const Description& description,
                                const std::vector<nn::Problem>& probes, Order usual,
                                const std::function<void(double fraction)>& progress) {
  const double choices = static_cast<double>(probes.size() * description.choices.size());
  Search search(conversation, description, usual, [&](double choice) {
    if (progress) progress(choice / choices);
  });
  for (std::size_t i = 0; i < probes.size(); ++i) {
    const bool is_found = search.try_network(probes[i], i);
    if (is_found && !search.is_unsure()) break;
    if (i == 0 && search.try_own_shapes(probes[i], i)) break;
    if (is_found) break;
    if (!search.may_go_by_size()) break;
  }
  return search.result();
}

}  // namespace gradlab::languages
