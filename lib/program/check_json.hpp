// A check as JSON, of our own functions or of foreign code. JSON.md documents every key.
#pragma once

#include "gradlab/diagnosis/checked.hpp"
#include "terminal/json.hpp"

#include <armadillo>

#include <cstdint>

namespace gradlab::program {

using terminal::Json;

/// `network` of the report; null for each number that there is not.
Json network_to_json(const Json& inputs, const Json& hidden, const Json& labels, const Json& examples,
                     const Json& lambda, arma::uword parameters);

Json to_json(const diagnosis::Checked& checked, const Json& network, std::uint64_t seed);

}  // namespace gradlab::program
