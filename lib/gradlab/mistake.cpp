#include "gradlab/mistake.hpp"

namespace gradlab {

std::string name_of(const KnownMistake& mistake) {
  return mistake.variant.empty() ? mistake.name : mistake.name + " (" + mistake.variant + ")";
}

Evaluation sum_of(const Parts& parts) {
  if (parts.penalty_gradient.is_empty()) return {parts.cost + parts.penalty, parts.gradient};
  return {parts.cost + parts.penalty, parts.gradient + parts.penalty_gradient};
}

}  // namespace gradlab
