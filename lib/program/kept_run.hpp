// Which run it is whose work a file keeps. Its name is a list of all that decides what the run computes.
#pragma once

#include "gradlab/data/dataset.hpp"

#include <string>

namespace gradlab::program {

/// The data's part of a name: sizes and a checksum. of_rank: X is this rank's part, and all ranks call it.
std::string name_data(const data::Dataset& dataset, bool of_rank);

/// throws std::invalid_argument, naming the first part in which the names differ; `run` is what both are.
void require_same_run(const std::string& path, const std::string& run, const std::string& kept,
                      const std::string& wanted);

}  // namespace gradlab::program
