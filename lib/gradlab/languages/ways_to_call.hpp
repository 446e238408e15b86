// Every way of calling code of the network, in the order in which they are tried.
#pragma once

#include "gradlab/languages/protocol.hpp"

#include <vector>

namespace gradlab::languages {

/// The usual forms of X and y: rows of examples; labels 1..K, 0..K-1 and one-hot.
std::vector<CallingConvention> usual_ways_to_call(const Description& description, std::size_t choice,
                                                  neural_network::Order usual);

/// X with its column of ones, X and y with an example a column. Empty where the code does not take every form.
std::vector<CallingConvention> odd_ways_to_call(const Description& description, std::size_t choice,
                                                neural_network::Order usual);

}  // namespace gradlab::languages
