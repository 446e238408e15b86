// What an exercise's file includes: Armadillo, the sigmoid, and the mark of what is still to be written.
// Judging what the file then computes is the command's business: `gradlab exercise check`.
#pragma once

#include "gradlab/models/sigmoid.hpp"

#include <armadillo>

#include <cmath>
#include <complex>
#include <functional>
#include <random>
#include <stdexcept>
#include <tuple>
#include <utility>

/// Stands where the learner is to write. `gradlab exercise check` then says so instead of judging.
struct NotWritten : std::logic_error {
  NotWritten() : std::logic_error("this part is still to be written") {}
};

using gradlab::sigmoid;
