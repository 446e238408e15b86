// The networks on which code that is not our own is checked: data, weights and lambda.
#pragma once

#include "program/check.hpp"
#include "program/problem_setup.hpp"

#include <string>
#include <vector>

namespace gradlab::program {

/// "3-5-3, m = 5, lambda 0"
std::string name_network(const neural_network::Problem& network);

/// Small by default, so that an answer comes at once: the checking network that learners know without and with
/// regularization, and a random one, because the first has small weights and few examples. --lambda changes these,
/// --hidden, --labels and --examples leave the random one alone, --data takes its place.
/// throws std::invalid_argument if the options do not go together.
std::vector<NetworkProblem> choose_networks(const CheckVerb& options);

/// Code that knows no lambda can only be right where lambda is 0.
/// throws std::invalid_argument if another lambda was asked for.
void drop_lambda(std::vector<NetworkProblem>& problems, const CheckVerb& options);

/// The network on which the way of calling is found out: without penalty, with few examples, and where nothing else is
/// asked for with all sizes different, so that a mix-up shows.
NetworkProblem choose_probe(const std::vector<NetworkProblem>& problems, const CheckVerb& options);

}  // namespace gradlab::program
