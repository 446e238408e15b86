// Finds the mistakes that a check could not have noticed. Each known mistake is made on the same configuration, and
// judged by the same rule. Where it passes, changed configurations show what hid it.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/mistake.hpp"

#include <string>
#include <vector>

namespace gradlab::diagnosis {

struct BlindSpot {
  std::string mistake;
  std::string because;  ///< "lambda is 0"
  std::string change;   ///< a change that shows the mistake: "--lambda 1"; empty: none that was tried does
};

struct BlindSpots {
  std::vector<BlindSpot> spots;
  std::string change;     ///< the smallest change that shows the most of them; empty where there is none
  std::size_t shown = 0;  ///< how many mistakes that change shows
};

/// The entries and numerical estimates of `result` judge each mistake, as they judged the implementations.
BlindSpots find_blind_spots(const KnownMistakes& known, const check::CheckResult& result,
                            const check::Tolerance& tolerance = {});

/// The right function judges each mistake: for a check without numerical derivatives.
BlindSpots find_blind_spots(const KnownMistakes& known, const check::Tolerance& tolerance = {});

}  // namespace gradlab::diagnosis
