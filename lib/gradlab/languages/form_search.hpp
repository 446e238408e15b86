// Finds the form of the network, and the constants in it, that explain all states.
#pragma once

#include "gradlab/languages/form_states.hpp"

#include <optional>

namespace gradlab::languages {

std::optional<FoundForm> find_form(const States& states);

}  // namespace gradlab::languages
