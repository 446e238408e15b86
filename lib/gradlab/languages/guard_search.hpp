// A guard in the logarithms: its size follows from one state, and is proved at the others.
#pragma once

#include "gradlab/languages/form_states.hpp"

#include <optional>

namespace gradlab::languages {

/// In `layers`, whose penalty is not looked at: the states have none.
std::optional<FoundForm> find_guard(const neural_network::Form& layers, const States& without_penalty);

/// In the source's layers, beside a lambda of the code's own.
std::optional<FoundForm> find_guard_and_fixed_lambda(const States& states);

}  // namespace gradlab::languages
