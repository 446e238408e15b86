// Foreign code of the classic network. By trying, with our own network as the measure, it finds out which labels, order
// of unrolling and shapes the code wants. Then it gives the code's cost and gradient in our order.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "gradlab/models/network/form.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::languages {

/// A way of calling that the code answered to, and how its figures compare with those of our network.
struct FoundConvention {
  CallingConvention convention;
  double cost = arma::datum::nan;
  arma::vec gradient;  ///< in our order; empty where there is none that can be used
  bool cost_matches = false;
  bool turns_labels = false;  ///< given 1..K, the code knows each label, but takes each for its neighbor
  bool has_gradient = false;  ///< a gradient that can be used
  bool gradient_matches = false;
  bool fits_one_output = false;  ///< its cost is 1/K of ours beside our gradient: with one output it is right
  bool fits_own_cost = false;  ///< the gradient belongs to the code's own cost; looked at where nothing else matches
  std::size_t fitting_blocks = 0;  ///< of own_blocks: those whose gradient belongs to the code's own cost
  std::vector<Block> own_blocks;  ///< of code whose weights have their own shape
  arma::vec own_theta;            ///< such weights
  neural_network::Problem own_problem;  ///< and the data that they were found with
  std::size_t probe = 0;          ///< which of the networks it was found with
  std::string returns;               ///< the returned values, in words
  std::string complaint;             ///< why the gradient cannot be used; empty where it can, or where there is none
  std::vector<std::string> remarks;  ///< notes about the choice
  std::vector<std::string> changed;  ///< the arguments that the call changes
  std::vector<FoundConvention> others;  ///< all ways of calling that the code answered to, where none of them is right

  // What recognize_form.hpp has found out about the code.
  neural_network::Form form;           ///< the network that it is
  std::optional<double> fixed_lambda;  ///< the code's own, whatever it is given
};

/// Tries the choices that take a network with the labels 1..K, 0..K-1 and one-hot, and for each the shapes and orders
/// of theta; the order `usual` first. The first of the best matches is found. Where nothing runs, X comes with its
/// column of ones or with an example a column; then the weights have shapes of their own; then the next network is
/// tried, which may have the sizes that are fixed in the code.
/// Code that takes each label of 1..K for its neighbor is not meant for 0..K-1 but mistaken: it keeps 1..K.
/// throws CodeError with the code's own words where no call succeeds, or where a likely gradient fails and only a cost
/// runs; and process::Gone.
FoundConvention find_convention(Conversation& conversation, const Description& description,
                                const std::vector<neural_network::Problem>& probes, neural_network::Order usual,
                                const std::function<void(double fraction)>& progress = {});

/// Hands one network to the code. The conversation must stay at this network while the object is used.
class ForeignNetwork {
 public:
  ForeignNetwork(std::shared_ptr<Conversation> conversation, const CallingConvention& convention,
                 const neural_network::Problem& network);

  Objective objective() const;

  struct Result {
    double cost;
    double plain_cost;  ///< without the penalty; NaN where the code does not tell
    std::optional<neural_network::Weights> gradient;
  };
  /// throws CodeError, naming sizes, if the gradient has other ones than Theta1 and Theta2.
  Result evaluate(const arma::vec& theta) const;

 private:
  std::shared_ptr<Conversation> conversation_;
  CallingConvention convention_;
  neural_network::LayerSizes sizes_;
  bool has_penalty_;
};

}  // namespace gradlab::languages
