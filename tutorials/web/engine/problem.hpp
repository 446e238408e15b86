// The network that a request of the page names or holds, and the functions that compute its gradient.
#pragma once

#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/setup.hpp"
#include "reply.hpp"

#include <memory>
#include <string>
#include <vector>

namespace gradlab::engine {

namespace nn = neural_network;

/// {"data": "debug" | "digits", "examples": N, "hidden": H, "seed": S, "lambda": L}, or in place of the data Theta1,
/// Theta2, X and y themselves. throws std::invalid_argument, naming what is wrong.
std::shared_ptr<const nn::Problem> read_problem(const Json& request);

/// A list of names of mistakes. throws std::invalid_argument where there is no such mistake.
std::vector<const nn::Mistake*> read_mistakes(const Json& names);

/// "loop", "vectorized", or mistakes joined by +.
NamedFunction find_function(const std::string& name, const std::shared_ptr<const nn::Problem>& problem);

/// As the command's problem_setup has it, with these functions as its twins.
ProblemSetup make_setup(const std::shared_ptr<const nn::Problem>& problem, const std::vector<std::string>& functions);

/// Rows of numbers. throws std::invalid_argument, naming the row and the column, where one is no finite number.
arma::mat read_matrix(const Json& rows, const std::string& name);

}  // namespace gradlab::engine
