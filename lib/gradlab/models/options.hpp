// The options of all problems: data and a model. See model.hpp for the models.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace gradlab {

/// The choices that make a model and its examples. An empty optional: not given.
struct ProblemOptions {
  std::string model = "neural_network";  ///< the name of a row
  std::string data = "";                 ///< a file or the name of an embedded set; empty: the model's default
  std::string targets = "";              ///< a file with the labels or targets, where the data have none
  std::string label_column = "";         ///< of a table, by its name or number; empty: see data/read.hpp
  std::string memory = "";               ///< the most to use, "500MB"; empty: half of the machine's
  std::uint64_t examples = 0;            ///< so many, drawn by the seed; 0: all
  std::string weights = "";              ///< a file; empty: drawn by the seed
  std::string reader = "";               ///< the program that reads HDF5 and .mat in a child: see data/read.hpp
  std::string order = "rows";            ///< of weights in one column: rows or columns
  std::optional<std::uint64_t> hidden = {};
  std::optional<std::uint64_t> labels = {};
  std::optional<double> positive = {};
  double lambda = 1;
  std::uint64_t seed = 1;
};

}  // namespace gradlab
