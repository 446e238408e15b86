// What a check of foreign code yields. See check_code.hpp for the check.
#pragma once

#include "gradlab/diagnosis/checked.hpp"
#include "gradlab/languages/network.hpp"
#include "gradlab/languages/parts.hpp"
#include "gradlab/languages/test_points.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gradlab::languages {

/// The check at one point. With a network, implementations[0] of the result is the code and implementations[1] is our
/// own network.
struct CheckedPoint {
  TestPoint point;
  std::vector<Block> blocks;
  diagnosis::Checked checked;
  bool cost_right = false;  ///< the same as our network's
  bool has_gradient = false;
  bool gradient_right = false;  ///< the same as our network's
};

struct CheckedCode {
  FoundConvention convention;
  std::string function;  ///< the wrong one of several that are called alike; else empty
  std::vector<CheckedPoint> points;  ///< at least one
  std::size_t most_telling = 0;      ///< the first point that disagrees, else the first undecided one, else the last
  /// The findings of all points, each told once: first the sure ones, those of the most telling point first.
  std::vector<diagnosis::Diagnosis> diagnoses;
  diagnosis::BlindSpots blind_spots;  ///< of all points together
  std::vector<WrongPart> wrong_parts;  ///< to be said first

  const CheckedPoint& telling() const { return points[most_telling]; }
  check::Verdict verdict() const { return telling().checked.result.verdict; }
};

}  // namespace gradlab::languages
