// The golden figures of checks/golden: costs and gradients of two networks, made in arithmetic of 60 digits (debug) or
// in long double (exercise). What may differ from them, and by how much, is the tests' business.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <string>
#include <vector>

struct Golden {
  double Lambda;
  double cost;                                         ///< regularized
  gradlab::neural_network::Weights gradient;           ///< of the regularized cost
};

/// One for each of Lambda 0, 1 and 3. `network` is the beginning of the files' names: "debug_3-5-3". The entries are
/// found by their names in the file, "Theta1(2,1)" counted from 1, so that the order of the lines plays no part.
/// throws std::runtime_error if a file is missing or an entry of the gradient is missing from it.
std::vector<Golden> read_golden(const std::string& network, const gradlab::neural_network::LayerSizes& sizes);
