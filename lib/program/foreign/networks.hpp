// The networks on which code that is not our own is checked: data, weights and lambda.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "program/check.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::program {

struct Configuration {
  languages::Network network;
  arma::vec theta;
  std::string data, weights;
};

/// "3-5-3, m = 5, lambda 0"
std::string name_configuration(const languages::Network& network);

/// Small by default, so that an answer comes at once: the checking network that learners know without and with
/// regularization, and a random one, because the first has small weights and few examples. --lambda changes these,
/// --hidden, --labels and --examples leave the random one alone, --data takes its place.
/// throws std::invalid_argument if the options do not go together.
std::vector<Configuration> choose_configurations(const CheckVerb& options);

/// Code that knows no lambda can only be right where lambda is 0.
/// throws std::invalid_argument if another lambda was asked for.
void drop_lambda(std::vector<Configuration>& configurations, const CheckVerb& options);

/// The network on which the way of calling is found out: without penalty, with few examples, and where nothing else is
/// asked for with all sizes different, so that a mix-up shows.
Configuration choose_probe(const std::vector<Configuration>& configurations, const CheckVerb& options);

}  // namespace gradlab::program
