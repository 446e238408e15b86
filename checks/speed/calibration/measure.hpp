// Measures every numerical method, the checker's auto and the course's rule on one row of the catalogue. What the
// figures mean is figures.hpp's to say.
#pragma once

#include "catalogue.hpp"
#include "figures.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gradlab::calibration {

/// The contenders, in the order of their figures: every method of the library, auto, the course's rule.
std::vector<std::string> contenders();
inline const std::string automatic = "auto";
inline const std::string course_rule = "course's rule";

/// What the course does: central differences at 1e-4, and right if |a-n|/|a+n| over all entries is below 1e-9.
inline constexpr double course_step = 1e-4;
inline constexpr double course_limit = 1e-9;

struct RowFigures {
  const Row* row = nullptr;
  std::vector<Figures> methods;  ///< one for each of contenders()
};

/// At as many points as it takes to judge about `entries` entries. `progress` hears of each entry.
RowFigures measure(const Row& row, std::uint64_t entries, std::uint64_t seed,
                   const std::function<void(std::uint64_t entries)>& progress);

}  // namespace gradlab::calibration
