// The right entries of a gradient in other places: unrolled in the other order, shifted, reversed, blocks exchanged.
#pragma once

#include "gradlab/check/area.hpp"

#include <optional>
#include <vector>

namespace gradlab::check {

/// Within one block.
std::optional<Likeness> find_disorder(const Area& whole, const Facts& facts);

/// Findings for entries that went into other blocks; none where no such order explains the gradient.
std::vector<Finding> examine_order(const Case& question, const Yardstick& yardstick, const Facts& facts);

}  // namespace gradlab::check
