#include "gradlab/check/differentiate.hpp"

#include "gradlab/in_parallel.hpp"
#include "gradlab/numeric/order_six.hpp"
#include "gradlab/numeric/step_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;
using numeric::Method;

// Several threads only where the objective allows them.
int count_threads(const Objective& objective, const DifferentiateOptions& options) {
  return objective.concurrent ? options.threads : 1;
}

numeric::AlongOneParameter slice_along(const Point& around, arma::uword k) {
  return numeric::slice_along(around.objective, around.differences, around.theta, k);
}

// The better of two estimates of the same derivative; an unknown error never wins.
Estimate combine(const Estimate& old, const Estimate& fresh) {
  Estimate kept = fresh.error < old.error || !(old.error >= 0) ? fresh : old;
  const double gap = std::abs(old.value - fresh.value);
  if (gap > old.error + fresh.error) kept.error = gap;
  kept.evaluations = old.evaluations + fresh.evaluations;
  return kept;
}

// The estimate by many steps. Where they give none either, the old value stays, with an unknown error.
Estimate replace_by_scan(const Estimate& doubtful, const numeric::AlongOneParameter& slice) {
  Estimate scanned = numeric::scan(slice);
  scanned.evaluations += doubtful.evaluations;
  if (!std::isfinite(scanned.error)) scanned.value = doubtful.value;
  return scanned;
}

// Long steps reduce the noise of an estimate: for noisy functions and flat ones. The steps are absolute: divided by |x|
// here, because order_six multiplies its step by |x|.
template <int thousandths>
Estimate order_six_at(const numeric::AlongOneParameter& slice) {
  return numeric::order_six(slice, thousandths / 1000.0 / std::max(1.0, std::abs(slice.x)));
}

const std::vector<Method>& long_steps() {
  static const std::vector<Method> rows = {
      {"order_six", "at 0.006", order_six_at<6>}, {"order_six", "at 0.02", order_six_at<20>},
      {"order_six", "at 0.05", order_six_at<50>}, {"order_six", "at 0.1", order_six_at<100>},
      {"order_six", "at 0.3", order_six_at<300>},
  };
  return rows;
}

struct Refined {
  Estimate estimate;
  std::set<std::string_view> used;
};

// An entry is called wrong if two methods in turn say so, and shorter steps give the same estimate.
// Example: central disagrees, then order_six disagrees, then is_borne_out() decides between order_six and the scan.
Refined refine_entry(const numeric::AlongOneParameter& slice, Estimate estimate,
                     const std::vector<const Method*>& methods,
                     const std::function<Verdict(const Estimate&)>& judge_entry) {
  Refined refined;
  Verdict before = Verdict::undecided;
  for (const Method* method : methods) {
    const Verdict verdict = judge_entry(estimate);
    if (verdict == Verdict::agree) break;
    if (verdict == Verdict::disagree && before == Verdict::disagree) {
      if (!numeric::is_borne_out(slice, estimate)) {
        estimate = replace_by_scan(estimate, slice);
        refined.used.insert("scan");
      }
      break;
    }
    before = verdict;
    const Estimate fresh = method->estimate(slice);
    // A kink that the scan finds stands against all other methods: they do not look for kinks.
    estimate = fresh.has_kink() ? fresh : combine(estimate, fresh);
    refined.used.insert(method->name);
  }
  refined.estimate = estimate;
  return refined;
}

}  // namespace

std::vector<const Method*> choose_methods(const std::string& name, const Objective& objective) {
  if (name == "auto") {
    std::vector<const Method*> chosen;
    for (const char* each : {"central", "order_six", "ridders", "adaptive"}) {
      chosen.push_back(&numeric::find_method(each));
    }
    for (const Method& method : long_steps()) chosen.push_back(&method);
    chosen.push_back(&numeric::find_method("scan"));
    if (objective.complex_cost) chosen.push_back(&numeric::find_method("complex_step"));
    return chosen;
  }
  const Method& method = numeric::find_method(name);
  if (method.needs_complex_cost && !objective.complex_cost) {
    throw std::invalid_argument(
        fmt::format("the method '{}' needs a cost that takes complex parameters; try ridders", name));
  }
  return {&method};
}

std::vector<Estimate> differentiate(const Point& around, const std::vector<arma::uword>& entries,
                                    const Method& method, const DifferentiateOptions& options) {
  std::vector<Estimate> estimates(entries.size());
  in_parallel::for_each(
      entries.size(), count_threads(around.objective, options),
      [&](std::size_t i) { estimates[i] = method.estimate(slice_along(around, entries[i])); }, options.progress);
  return estimates;
}

std::set<std::string_view> refine(const Point& around, const std::vector<arma::uword>& entries,
                                  const std::vector<std::size_t>& open, const std::vector<const Method*>& methods,
                                  const std::function<Verdict(std::size_t i, const Estimate&)>& judge_entry,
                                  const DifferentiateOptions& options, std::vector<Estimate>& estimates) {
  std::vector<std::set<std::string_view>> used(open.size());
  const auto refine_one = [&](std::size_t o) {
    const std::size_t i = open[o];
    const Refined refined = refine_entry(slice_along(around, entries[i]), estimates[i], methods,
                                         [&](const Estimate& estimate) { return judge_entry(i, estimate); });
    estimates[i] = refined.estimate;
    used[o] = refined.used;
  };
  in_parallel::for_each(open.size(), count_threads(around.objective, options), refine_one, options.progress);
  std::set<std::string_view> all;
  for (const auto& names : used) all.insert(names.begin(), names.end());
  return all;
}

}  // namespace gradlab::check
