// Formulas as lessons write them, in LaTeX, as text that a terminal can show.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::terminal {

/// "\Theta_1^T" as "Θ₁ᵀ", or without Unicode as "Theta_1^T". An unknown command stays without its backslash.
std::string show_maths(std::string_view latex, bool unicode);

}  // namespace gradlab::terminal
