// Finds the form of the network, and the constants in it, that explain all states.
#pragma once

#include "gradlab/languages/form_states.hpp"

#include <optional>

namespace gradlab::languages {

/// As of one example, a sum over the examples is a mistake of its own: fewer examples are not fixed in the code.
constexpr double fewest_fixed_examples = 20;

/// `is_classic`: the code promises the source's penalty. In other code a penalty is right if cost and gradient share it.
std::optional<FoundForm> find_form(const States& states, bool is_classic);

/// The squared error of sigmoids, whatever the gradient is.
std::optional<FoundForm> find_squared_error(const States& states);

/// The gradient of Theta2, the first that backpropagation gives, is the source's or a multiple of it.
bool begins_as_source(const States& states);

}  // namespace gradlab::languages
