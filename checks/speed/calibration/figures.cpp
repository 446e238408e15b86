#include "figures.hpp"

#include <algorithm>
#include <limits>

namespace gradlab::calibration {

namespace {

// Of each sort, for each method on each objective.
constexpr std::ptrdiff_t failures_kept = 3;

void add_right(RightFigures& sum, const RightFigures& part) {
  sum.judged += part.judged;
  sum.wrong += part.wrong;
  sum.undecided += part.undecided;
  sum.unknowable += part.unknowable;
}

void add_wrong(WrongFigures& sum, const WrongFigures& part) {
  sum.judged += part.judged;
  sum.missed += part.missed;
  sum.visible += part.visible;
  sum.undecided += part.undecided;
}

}  // namespace

void add(Figures& sum, const Figures& part) {
  sum.entries += part.entries;
  sum.unknown += part.unknown;
  sum.within += part.within;
  sum.evaluations += part.evaluations;
  sum.tightness.insert(sum.tightness.end(), part.tightness.begin(), part.tightness.end());
  sum.worst_error = std::max(sum.worst_error, part.worst_error);
  sum.costs.insert(sum.costs.end(), part.costs.begin(), part.costs.end());
  sum.outvoted += part.outvoted;
  sum.at_odds += part.at_odds;
  for (std::size_t i = 0; i < sum.right.size(); ++i) add_right(sum.right[i], part.right[i]);
  for (std::size_t i = 0; i < sum.above_floor.size(); ++i) {
    add_wrong(sum.above_floor[i], part.above_floor[i]);
    add_wrong(sum.below_floor[i], part.below_floor[i]);
  }
}

void keep(std::vector<Failure>& failures, const Failure& failure) {
  const auto same = [&](const Failure& other) { return other.what == failure.what; };
  if (std::count_if(failures.begin(), failures.end(), same) < failures_kept) failures.push_back(failure);
}

RightFigures all_right(const Figures& figures) {
  RightFigures sum;
  for (const RightFigures& part : figures.right) add_right(sum, part);
  return sum;
}

double quantile(std::vector<float>& values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

double share_of(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace gradlab::calibration
