// Foreign code for the classic network: finds out how it wants to be called (labels, order of unrolling, shapes) by
// trying, with our own network as the measure, and then gives its cost and gradient in our order.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::languages {

/// A way of calling that the code answered to, and how its figures compare with those of our network.
struct CallingConvention {
  Convention convention;
  double cost = arma::datum::nan;
  bool cost_matches = false;
  bool turns_labels = false;      ///< given 1..K, it knows all of them, but takes each for its neighbor
  bool has_gradient = false;      ///< one that can be used
  bool gradient_matches = false;
  std::string returns;            ///< what it returns, in words
  std::string complaint;          ///< why its gradient cannot be used; empty where it can, or where there is none
  std::vector<std::string> remarks;  ///< what to know about the choice
  std::vector<std::string> changed;  ///< the arguments that are others after the call
};

/// Tries the choices that take a network in the order labels 1..K, 0..K-1, one-hot, and within that shapes and orders
/// of theta, and keeps the first of those that match best. `usual`: the order to try first. Code that knows all of 1..K
/// but takes each for its neighbor is not code for 0..K-1: that is a mistake, and 1..K is kept.
/// throws CodeError with the code's own words where no call succeeds, and Gone.
CallingConvention find_fit(Child& child, const Description& description, const neural_network::Problem& probe,
                           neural_network::Order usual);

/// One network as the code sees it. Keeps the child at this network while it is used.
class ForeignNetwork {
 public:
  ForeignNetwork(std::shared_ptr<Child> child, const Convention& convention, const neural_network::Problem& network);

  Objective objective() const;

  /// Cost and, where there is one, the gradient as the two matrices of Theta1 and Theta2, side by side unrolled by
  /// rows. throws CodeError, naming sizes, if the gradient has other ones than Theta1 and Theta2.
  struct Result {
    double cost, plain_cost;
    std::optional<neural_network::Weights> gradient;
    std::string returns;
  };
  Result evaluate(const arma::vec& theta) const;

 private:
  std::shared_ptr<Child> child_;
  Convention convention_;
  neural_network::LayerSizes sizes_;
};

}  // namespace gradlab::languages
