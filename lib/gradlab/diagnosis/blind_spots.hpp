// Finds the mistakes that a check could not have noticed. Each known mistake is made on the same configuration, and
// judged by the same rule. Where it passes, changed configurations show what hid it.
#pragma once

#include "gradlab/check/result.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <string>
#include <vector>

namespace gradlab::diagnosis {

struct BlindSpot {
  std::string mistake;  ///< with its variant: "missing-mean (cost)"
  std::string because;  ///< "lambda is 0"
  std::string change;   ///< a change that shows the mistake: "--lambda 1"; empty: none that was tried does
};

struct BlindSpots {
  std::vector<BlindSpot> spots;
  std::string change;     ///< the smallest change that shows the most of them; empty where there is none
  std::size_t shown = 0;  ///< how many mistakes that change shows
  std::vector<std::string> families;  ///< names of which every variant is among the spots
};

/// The entries and numerical estimates of `result` judge each mistake, as they judged the implementations.
BlindSpots find_blind_spots(const KnownMistakes& known, const check::CheckResult& result,
                            const check::Tolerance& tolerance = {});

/// The right function judges each mistake: for a check without numerical derivatives.
BlindSpots find_blind_spots(const KnownMistakes& known, const check::Tolerance& tolerance = {});

/// Drops the spots that a finding names, alone or in a set, as the cause or as an alternative.
void drop_named(BlindSpots& blind_spots, const std::vector<Finding>& findings);

/// The spots with this reason by name. A family whose variants all have it is one name; else each variant is one.
std::vector<std::string> names_because(const BlindSpots& blind_spots, const std::string& reason);

}  // namespace gradlab::diagnosis
