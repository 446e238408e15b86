// The problem that everything here is timed on: 5,000 digits and a 400-25-10 network.
// Timing it is benchmarks.cpp's business.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <string>

namespace speed {

struct Problem {
  std::string name;  ///< where the data come from
  gradlab::neural_network::Problem network;
};

constexpr arma::uword inputs = 400, hidden = 25, labels = 10, examples = 5000;
constexpr double Lambda = 1;

/// The exercise's data and weights from the folder that GRADLAB_EXERCISE_DATA names, else random ones of that shape.
Problem load_problem();

/// Writes X, y, nn_params and vectorized.grad (the regularized gradients as the twin computes them, unrolled) into an
/// existing folder as plain doubles, column by column: what the NumPy side reads.
void save_problem(const Problem& problem, const std::string& folder);

}  // namespace speed
