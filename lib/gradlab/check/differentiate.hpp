// Numerical derivatives of many entries at once, on several threads where the objective allows it: first by one method
// for all, then by better ones for those entries that the first leaves open.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::check {

/// The methods to try in turn: the named one alone, or for "auto" from cheap to thorough as far as the objective
/// allows. throws std::invalid_argument if there is none of this name or the objective cannot serve it.
std::vector<const numeric::Method*> choose_methods(const std::string& name, const Objective& objective);

/// A point and the ways to move away from it.
struct Point {
  const Objective& objective;
  const DifferenceFunction& differences;
  const arma::vec& theta;
};

struct DifferentiateOptions {
  int threads = 0;                                ///< 0: all processors; one unless the objective is concurrent
  std::function<void(double fraction)> progress;  ///< called now and then, from one thread
};

/// The derivatives by theta(entries[i]), one for each i. The first exception of any thread is thrown on.
std::vector<numeric::Estimate> differentiate(const Point& around, const std::vector<arma::uword>& entries,
                                             const numeric::Method& method, const DifferentiateOptions& options);

/// Improves estimates[i], for each i of `open`, by the methods in turn until `judge_entry` says agree or disagree. A
/// disagreement stands only if shorter steps bear the estimate out; else many steps are looked at (numeric::scan), which
/// also finds kinks. Two estimates that contradict each other are taken for one that is as uncertain as they differ.
/// Returns the names of the methods that were used.
std::set<std::string_view> refine(const Point& around, const std::vector<arma::uword>& entries,
                                  const std::vector<std::size_t>& open,
                                  const std::vector<const numeric::Method*>& methods,
                                  const std::function<Verdict(std::size_t i, const numeric::Estimate&)>& judge_entry,
                                  const DifferentiateOptions& options, std::vector<numeric::Estimate>& estimates);

}  // namespace gradlab::check
