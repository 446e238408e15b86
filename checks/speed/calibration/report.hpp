// The calibration's figures as tables of 80 columns and as CSV. Nothing is measured here.
#pragma once

#include "measure.hpp"
#include "self_test.hpp"
#include "truth.hpp"

#include <string>
#include <vector>

namespace gradlab::calibration {

/// What "calibrated" means for auto, as printed under the tables.
struct Goals {
  double least_within = 0.999;
  double most_median_tightness = 20;
  double most_undecided = 0.01;  ///< of right entries that can be known; wrong verdicts and missed errors: none
  double most_median_costs = 1.3 * 4;  ///< an entry, on the ordinary objectives: 4 before scales were looked for
};

std::string describe(const SelfTest& test);
std::string describe_estimates(const std::vector<RowFigures>& rows);
std::string describe_verdicts(const std::vector<RowFigures>& rows);

/// One method kind by kind, the worst rows named.
std::string describe_kinds(const std::vector<RowFigures>& rows, const std::string& method);

/// One method row by row.
std::string describe_rows(const std::vector<RowFigures>& rows, const std::string& method);

/// The failures of one method that were kept, with their numbers.
std::string describe_failures(const std::vector<RowFigures>& rows, const std::string& method);

struct GoalsReport {
  std::string text;
  bool reached = false;
};
GoalsReport describe_goals(const std::vector<RowFigures>& rows, const Goals& goals = {});

/// One line for each method on each row.
std::string to_csv(const std::vector<RowFigures>& rows);

}  // namespace gradlab::calibration
