// What a check could not have noticed: every known mistake is made on the same configuration and judged by the same
// rule, and where it passes, changed configurations tell what hid it.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/mistake.hpp"

#include <string>
#include <vector>

namespace gradlab::diagnosis {

struct BlindSpot {
  std::string mistake;
  std::string because;  ///< "lambda is 0"
  std::string change;   ///< what would have shown it: "--lambda 1"; empty: nothing that was tried
};

struct BlindSpots {
  std::vector<BlindSpot> spots;
  std::string change;     ///< the smallest change that shows the most of them; empty where there is none
  std::size_t shown = 0;  ///< how many of them that is
};

/// `result`: the check, whose numerical estimates and entries judge the mistakes as they judged what was checked.
BlindSpots find_blind_spots(const KnownMistakes& known_mistakes, const check::CheckResult& result, const check::Tolerance& tolerance = {});

/// The same by the right function alone, where nothing was differentiated.
BlindSpots find_blind_spots(const KnownMistakes& known_mistakes, const check::Tolerance& tolerance = {});

}  // namespace gradlab::diagnosis
