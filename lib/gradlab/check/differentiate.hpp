// Computes the numerical derivatives of many entries, on several threads where the objective allows it. One method
// serves all entries; better methods serve the entries that it leaves open.
#pragma once

#include "gradlab/check/domain.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/in_parallel.hpp"
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

/// The named method alone, or for "auto" all that the objective allows, from cheap to thorough.
/// throws std::invalid_argument if no method has this name, or the objective lacks the complex cost that it needs.
std::vector<const numeric::Method*> choose_methods(const std::string& name, const Objective& objective);

/// A point, and the differences of the cost around it.
struct Point {
  const Objective& objective;
  const DifferenceFunction& differences;
  const arma::vec& theta;
  Domain domain = {};  ///< what a user knows of theta
};

/// One thread unless the objective is concurrent.
using DifferentiateOptions = in_parallel::Options;

/// The derivatives by theta(entries[i]), one for each i. Where the method tells its steps beforehand and the model can,
/// all differences are computed together. Entries that Options::keep_going leaves out have no evaluations.
/// The first exception of any thread is thrown on.
std::vector<numeric::Estimate> differentiate(const Point& around, const std::vector<arma::uword>& entries,
                                             const numeric::Method& method, const DifferentiateOptions& options);

/// Improves estimates[i], for each i of `open`, by the methods in turn until `judge_entry` says agree or disagree.
/// `methods` begins with the one that gave the estimates. See refine_entry.hpp for the rules: an estimate that shorter
/// steps contradict is dropped, and where doubt is left the function's own length is looked for.
/// Entries that disagree are looked at twice, of very many a part: the rest only where none of the part stays wrong.
/// Where Options::keep_going ends it, entries of `open` that do not agree lose their evaluations.
/// Returns the names of the methods that were used.
std::set<std::string_view> refine(const Point& around, const std::vector<arma::uword>& entries,
                                  const std::vector<std::size_t>& open,
                                  const std::vector<const numeric::Method*>& methods,
                                  const std::function<Verdict(std::size_t i, const numeric::Estimate&)>& judge_entry,
                                  const DifferentiateOptions& options, std::vector<numeric::Estimate>& estimates);

}  // namespace gradlab::check
