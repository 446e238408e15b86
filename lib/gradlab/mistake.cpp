#include "gradlab/mistake.hpp"

namespace gradlab {

std::string name_of(const Suspect& suspect) {
  return suspect.variant.empty() ? suspect.name : suspect.name + " (" + suspect.variant + ")";
}

Evaluation sum_of(const Parts& parts) {
  if (parts.penalty_gradient.is_empty()) return {parts.cost + parts.penalty, parts.gradient};
  return {parts.cost + parts.penalty, parts.gradient + parts.penalty_gradient};
}

}  // namespace gradlab
