// The options of every verb that takes data and a model. See problem_setup.hpp for the problem made from them.
#pragma once

#include "program/option.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::program {

/// Empty optionals mean: not given.
struct ProblemOptions {
  std::string model = "neural_network";
  std::string data = "";  ///< a file or the name of an embedded set; empty: the model's default
  std::string targets = "";
  std::string weights = "";
  std::string order = "rows";
  std::uint64_t examples = 0;  ///< 0: all
  std::optional<std::uint64_t> hidden = {};
  std::optional<std::uint64_t> labels = {};
  std::optional<double> positive = {};
  double lambda = 1;
  std::uint64_t seed = 1;
};

/// default_data: which data are taken where --data is not given, in words: "digits, for the regressions iris".
std::vector<Option> problem_options(ProblemOptions& setup, const std::string& default_data);

/// The same for a verb of the network alone; the default of --data is setup.data.
std::vector<Option> network_options(ProblemOptions& setup);

/// The line of the help for --parameters, which check and sweep share.
Option parameters_option(std::string& parameters);

}  // namespace gradlab::program
