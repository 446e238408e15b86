// Finds the form of the network, and the constants in it, that explain all states.
#pragma once

#include "gradlab/languages/form_states.hpp"

#include <optional>

namespace gradlab::languages {

/// `is_classic`: the code promises the source's penalty; of other code each penalty is right that cost and gradient share.
std::optional<FoundForm> find_form(const States& states, bool is_classic);

}  // namespace gradlab::languages
