#include "exercise.hpp"

#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace gradlab;

std::optional<Exercise> read_exercise() {
  const char* variable = std::getenv("GRADLAB_EXERCISE_DATA");
  if (!variable) {
    MESSAGE("skipped: GRADLAB_EXERCISE_DATA names no folder with ex4data1.mat and ex4weights.mat");
    return std::nullopt;
  }
  const std::string folder = variable;
  const data::Dataset dataset = data::read_dataset(folder + "/ex4data1.mat");
  const data::Weights weights = data::read_weights(folder + "/ex4weights.mat");
  return Exercise{{weights.Theta1, weights.Theta2}, dataset.X, data::recognize_labels(dataset.y, 10).y};
}
