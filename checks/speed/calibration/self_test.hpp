// The catalogue tested before it is trusted: the dual numbers that give the truth, against ways that do not use them.
#pragma once

#include "catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gradlab::calibration {

struct SelfTest {
  std::size_t objectives = 0, analytic = 0;
  std::size_t by_complex_step = 0, by_differences = 0;  ///< derivatives compared
  std::vector<std::string> complaints;                  ///< one line each; empty: passed
};

/// At some points of each row: the truth against the complex step where the cost is analytic, and against central
/// differences in 33 digits where there is no kink close by; the library's own objective against the row's cost.
SelfTest test_catalogue(const std::vector<Row>& rows, std::uint64_t seed);

}  // namespace gradlab::calibration
