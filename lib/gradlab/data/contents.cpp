#include "gradlab/data/contents.hpp"

#include <algorithm>

namespace gradlab::data {

std::string describe_bytes(const Contents& contents) {
  constexpr double bright = 100;
  const bool has_pixels = std::any_of(contents.variables.begin(), contents.variables.end(), [](const Variable& variable) {
    return !variable.values.is_empty() && variable.values.max() >= bright;
  });
  if (!has_pixels) return contents.description;
  return contents.description + (contents.description.empty() ? "" : "; ") + "bytes as they are, not divided by 255";
}

}  // namespace gradlab::data
