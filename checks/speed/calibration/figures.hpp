// What is counted about one method, on one objective or on many: how honest its error estimates are, and how its
// verdicts fall. Counting is measure.hpp's business, printing report.hpp's.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace gradlab::calibration {

/// Verdicts on entries that are right.
struct RightFigures {
  std::uint64_t judged = 0;
  std::uint64_t wrong = 0;  ///< called wrong
  std::uint64_t undecided = 0;
  std::uint64_t unknowable = 0;  ///< of the undecided ones: the cost's noise hides their derivative, see knowable.hpp
};

/// Verdicts on entries that are wrong.
struct WrongFigures {
  std::uint64_t judged = 0;
  std::uint64_t missed = 0;  ///< called right
  std::uint64_t visible = 0;  ///< called right though further from the estimate than twice its error
  std::uint64_t undecided = 0;
};

/// One entry on which a method failed, with all that is needed to see why.
struct Failure {
  std::string what;  ///< "error above estimate", "called wrong", "missed 1e-6", "undecided", "refused: ..."
  std::uint64_t point = 0, entry = 0;
  double x = 0, step = 0, value = 0, estimate = 0, truth = 0, error = 0, analytic = 0, allowed = 0;
};

struct Figures {
  std::uint64_t entries = 0;
  std::uint64_t unknown = 0;      ///< value or estimate not finite
  std::uint64_t within = 0;       ///< true error within the estimate
  std::uint64_t evaluations = 0;
  std::vector<float> costs;       ///< evaluations of each entry
  std::vector<float> tightness;   ///< estimate / true error, where the error is more than a few units in the last place
  double worst_error = 0;         ///< true error / largest true entry of the block

  std::array<RightFigures, 3> right;        ///< correctly rounded, noisy, as coded in double precision
  std::array<WrongFigures, 5> above_floor;  ///< by Fault; wrong by more than the checker allows
  std::array<WrongFigures, 5> below_floor;  ///< by Fault; wrong by less

  std::vector<Failure> failures;  ///< the first few of each sort
  std::uint64_t outvoted = 0;     ///< right gradients that are undecided by the Taylor test's slope alone
  std::uint64_t at_odds = 0;      ///< verdicts worked out here that the checker's own counts contradict
};

/// Everything but the failures.
void add(Figures& sum, const Figures& part);

void keep(std::vector<Failure>& failures, const Failure& failure);

RightFigures all_right(const Figures& figures);

/// NaN if there are none. Reorders.
double quantile(std::vector<float>& values, double share);

/// NaN where nothing was counted.
double share_of(std::uint64_t part, std::uint64_t whole);

}  // namespace gradlab::calibration
