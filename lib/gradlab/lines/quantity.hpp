// The quantities of our network that a learner's own code may compute on its way, on one network.
#pragma once

#include "gradlab/languages/names.hpp"
#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::lines {

/// A quantity is whole, or it has a value for each turn of a loop, or for each layer that a function is called for.
enum class Turns { none, example, sum_so_far, label, layer };

struct Quantity {
  std::string name;    ///< "delta3"
  std::string family;  ///< the quantities that one further step makes of each other share it; may be empty
  int stage = 0;       ///< how far on the way from the weights to the gradient
  Turns turns = Turns::none;
  std::vector<arma::mat> values;  ///< one, or one for each turn
  bool is_plain = false;  ///< 0, 1, 2, 1/2 or -1
  bool is_size = false;   ///< such a number, a size, lambda, or a ratio of them
  bool is_target = false; ///< the labels, in whatever form
  bool is_z = false;      ///< what the sigmoid is taken of

  const arma::mat& value() const { return values.front(); }
};

/// Always the same quantities in the same order, whatever the network.
std::vector<Quantity> quantities_of(const neural_network::Problem& problem);

/// What the source calls the quantity, whole or of one example; nullptr: nothing.
const char* source_name_of(const std::string& quantity);

/// Our words for a quantity, "the gradient of Theta1", with these names for the source's.
std::string in_names(const std::string& words, const languages::Names& names);

}  // namespace gradlab::lines
