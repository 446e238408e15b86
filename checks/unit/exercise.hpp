// The data of the digits exercise, where somebody has them: no licence for them is known, so they are not shipped.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

#include <optional>

struct Exercise {
  gradlab::neural_network::Weights weights;  ///< (25, 401), (10, 26)
  arma::mat X;                               ///< (5000, 400)
  arma::uvec y;                              ///< (5000), 10 for the digit 0
};

/// ex4data1.mat and ex4weights.mat in the folder that the environment variable GRADLAB_EXERCISE_DATA names; nothing,
/// and a message that the test is skipped, where there is no such variable.
/// throws std::invalid_argument if there is one, but the files cannot be read.
std::optional<Exercise> read_exercise();
