// Parts the examples of a data set: those to train on, and those held out to measure what was learned; and those that one
// of several processes has.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/part.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::data {

/// The examples to train on, and those held out: shuffled by the seed, the last of them are held out. `share` (0..1) of
/// all in whole examples, at least one where share is above 0.
std::pair<Dataset, Dataset> hold_out(Dataset all, double share, std::uint64_t seed);

/// The same for examples by their numbers.
std::pair<std::vector<arma::uword>, std::vector<arma::uword>> hold_out(std::vector<arma::uword> examples, double share,
                                                                       std::uint64_t seed);

/// The examples of these numbers, in this order, as far as X has them.
Dataset take(const Dataset& all, std::vector<arma::uword> examples);

/// throws std::invalid_argument, naming the data, if there are more parts than examples.
void require_parts(const std::string& name, arma::uword examples, Part part);

/// X keeps the part's examples; y keeps all. throws std::invalid_argument as require_parts() does.
void keep_part(Dataset& dataset, Part part);

}  // namespace gradlab::data
