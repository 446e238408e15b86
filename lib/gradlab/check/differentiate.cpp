#include "gradlab/check/differentiate.hpp"

#include "gradlab/check/refine_entry.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/numeric/order_six.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;
using numeric::Method;

// Several threads only where the objective allows them.
in_parallel::Options allowed_by(const Objective& objective, DifferentiateOptions options) {
  if (!objective.concurrent) options.threads = 1;
  return options;
}

numeric::AlongOneParameter slice_along(const Point& around, arma::uword k) {
  return numeric::slice_along(around.objective, around.differences, around.theta, k, around.domain.size_of(k));
}

// ---- Many entries together ----

// The method's estimate from differences that are ready, in the order of its moves.
Estimate estimate_from(const Method& method, numeric::AlongOneParameter slice, const Move* moves,
                       const Difference* ready, std::size_t count) {
  slice.difference = [&, plain = slice.difference](double step) {
    for (std::size_t i = 0; i < count; ++i) {
      if (moves[i].step == step) return ready[i];
    }
    return plain(step);
  };
  return method.estimate(slice);
}

// estimates[begin], ..., estimates[end - 1].
void differentiate_together(const Point& around, const std::vector<arma::uword>& entries, std::size_t begin,
                            std::size_t end, const Method& method, const in_parallel::Options& options,
                            std::vector<Estimate>& estimates) {
  std::vector<Move> moves;
  std::vector<std::size_t> first_move;
  for (std::size_t i = begin; i < end; ++i) {
    first_move.push_back(moves.size());
    for (const double step : method.steps(slice_along(around, entries[i]))) moves.push_back({entries[i], step});
  }
  first_move.push_back(moves.size());
  const std::vector<Difference> ready = around.differences.many(moves, options);
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t first = first_move[i - begin], count = first_move[i - begin + 1] - first;
    if (std::isnan(ready[first].rounding)) continue;  // it was left out
    estimates[i] = estimate_from(method, slice_along(around, entries[i]), &moves[first], &ready[first], count);
    estimates[i].scale = around.domain.size_of(entries[i]);
  }
}

// So many entries at once: their moves and differences take a few megabytes.
constexpr std::size_t entries_together = std::size_t{1} << 16;

std::vector<Estimate> differentiate_together(const Point& around, const std::vector<arma::uword>& entries,
                                             const Method& method, const in_parallel::Options& options) {
  std::vector<Estimate> estimates(entries.size());
  for (std::size_t begin = 0; begin < entries.size(); begin += entries_together) {
    const std::size_t end = std::min(begin + entries_together, entries.size());
    in_parallel::Options part = options;
    part.progress = [&](double fraction) {
      const double done = static_cast<double>(begin) + fraction * static_cast<double>(end - begin);
      if (options.progress) options.progress(done / static_cast<double>(entries.size()));
    };
    differentiate_together(around, entries, begin, end, method, part, estimates);
  }
  return estimates;
}

// ---- Long steps ----

// Long steps reduce the noise of an estimate: for noisy functions and flat ones. Where the function's length is not
// known the steps are absolute: divided by |x| here, because order_six multiplies its step by |x|.
template <int thousandths>
Estimate order_six_at(const numeric::AlongOneParameter& slice) {
  const bool is_usual = !slice.scale_is_given && slice.scale == numeric::usual_scale(slice.x);
  return numeric::order_six(slice, thousandths / 1000.0 / (is_usual ? slice.scale : 1.0));
}

const std::vector<Method>& long_steps() {
  static const std::vector<Method> rows = {
      {"order_six", "at 0.006", order_six_at<6>}, {"order_six", "at 0.02", order_six_at<20>},
      {"order_six", "at 0.05", order_six_at<50>}, {"order_six", "at 0.1", order_six_at<100>},
      {"order_six", "at 0.3", order_six_at<300>},
  };
  return rows;
}

// A gradient of which so many entries all stay wrong at a second look is wrong: the rest need none.
constexpr std::size_t most_looked_at = 8;

// Up to most_looked_at, spread evenly; the others go into `rest`.
std::vector<std::size_t> take_some(const std::vector<std::size_t>& all, std::vector<std::size_t>& rest) {
  const std::size_t stride = (all.size() + most_looked_at - 1) / most_looked_at;
  std::vector<std::size_t> some;
  for (std::size_t a = 0; a < all.size(); ++a) (a % stride == 0 ? some : rest).push_back(all[a]);
  return some;
}

// throws std::invalid_argument, listing the names there are and auto, if there is none of this name.
const Method& find_single_method(const std::string& name) try {
  return numeric::find_method(name);
} catch (const std::invalid_argument& error) {
  throw std::invalid_argument(std::string(error.what()) + ", and auto, which chooses among them");
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
  const Method& method = find_single_method(name);
  if (method.needs_complex_cost && !objective.complex_cost) {
    throw std::invalid_argument(
        fmt::format("the method '{}' needs a cost that takes complex parameters; try ridders", name));
  }
  return {&method};
}

std::vector<Estimate> differentiate(const Point& around, const std::vector<arma::uword>& entries,
                                    const Method& method, const DifferentiateOptions& options) {
  const in_parallel::Options allowed = allowed_by(around.objective, options);
  if (method.steps && around.differences.many) return differentiate_together(around, entries, method, allowed);
  std::vector<Estimate> estimates(entries.size());
  in_parallel::for_each(entries.size(), allowed, [&](std::size_t i) {
    estimates[i] = method.estimate(slice_along(around, entries[i]));
    estimates[i].scale = around.domain.size_of(entries[i]);
  });
  return estimates;
}

std::set<std::string_view> refine(const Point& around, const std::vector<arma::uword>& entries,
                                  const std::vector<std::size_t>& open, const std::vector<const Method*>& methods,
                                  const std::function<Verdict(std::size_t i, const Estimate&)>& judge_entry,
                                  const DifferentiateOptions& options, std::vector<Estimate>& estimates) {
  const std::vector<Estimate> firsts = estimates;
  std::set<std::string_view> all;
  const auto refine_these = [&](const std::vector<std::size_t>& these, bool look_twice) {
    std::vector<std::set<std::string_view>> used(these.size());
    const auto refine_one = [&](std::size_t t) {
      const std::size_t i = these[t];
      const auto judge_here = [&](const Estimate& estimate) { return judge_entry(i, estimate); };
      const Refined refined =
          refine_entry(slice_along(around, entries[i]), firsts[i], methods, judge_here, look_twice);
      const std::size_t earlier = estimates[i].evaluations - firsts[i].evaluations;
      estimates[i] = refined.estimate;
      estimates[i].evaluations += earlier;
      used[t] = refined.used;
    };
    in_parallel::for_each(these.size(), allowed_by(around.objective, options), refine_one);
    for (const auto& names : used) all.insert(names.begin(), names.end());
  };
  const auto disagrees = [&](std::size_t i) { return judge_entry(i, estimates[i]) == Verdict::disagree; };

  // What no agreement has settled may still be called wrong by mistake.
  const auto drop_unsettled = [&] {
    for (const std::size_t i : open) {
      if (judge_entry(i, estimates[i]) != Verdict::agree) estimates[i].evaluations = 0;
    }
  };
  refine_these(open, false);
  std::vector<std::size_t> wrong, rest;
  std::copy_if(open.begin(), open.end(), std::back_inserter(wrong), disagrees);
  const std::vector<std::size_t> some = take_some(wrong, rest);
  refine_these(some, true);
  if (!std::all_of(some.begin(), some.end(), disagrees)) refine_these(rest, true);
  if (options.keep_going && !options.keep_going()) drop_unsettled();
  return all;
}

}  // namespace gradlab::check
