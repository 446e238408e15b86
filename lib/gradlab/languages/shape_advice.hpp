// What to look for where two shapes do not fit, by the words of NumPy, Octave or Armadillo.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <string>

namespace gradlab::languages {

/// Advice for a product or for a sum of two arrays; empty where the error is about something else.
std::string advise_on_shapes(const std::string& error);

/// Advice where the two sizes that do not fit are those of the hidden and of the last layer; else empty.
std::string advise_on_equal_layers(const std::string& error, const neural_network::LayerSizes& sizes);

/// Advice for a sum where one side has a row or a column more, as the bias makes; else empty.
std::string advise_on_bias(const std::string& error);

}  // namespace gradlab::languages
