// The options of every verb that takes data and a model. See problem_setup.hpp for the problem made from them.
#pragma once

#include "gradlab/models/options.hpp"
#include "program/option.hpp"

#include <string>
#include <vector>

namespace gradlab::program {

/// default_data: which data are taken where --data is not given, in words: "digits, for the regressions iris".
std::vector<Option> problem_options(ProblemOptions& setup, const std::string& default_data);

/// The same for a verb of the network alone; the default of --data is setup.data.
std::vector<Option> network_options(ProblemOptions& setup);

/// The line of the help for --parameters, which check and sweep share.
Option parameters_option(std::string& parameters);

}  // namespace gradlab::program
