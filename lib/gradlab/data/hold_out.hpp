// Parts the examples of a data set: those to train on, and those held out to measure what was learned.
#pragma once

#include "gradlab/data/dataset.hpp"

#include <cstdint>
#include <utility>

namespace gradlab::data {

/// The examples to train on, and those held out: shuffled by the seed, the last of them are held out. `share` (0..1) of
/// all in whole examples, at least one where share is above 0.
std::pair<Dataset, Dataset> hold_out(Dataset all, double share, std::uint64_t seed);

}  // namespace gradlab::data
