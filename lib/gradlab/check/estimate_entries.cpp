#include "gradlab/check/estimate_entries.hpp"

#include "gradlab/check/judgement.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gradlab::check {

namespace {

using numeric::Estimate;

// A cost of exactly 0 that stands still claims no rounding, but a slope may be hidden below a unit in its last place.
bool stands_still_at_zero(const Estimate& estimate) { return estimate.value == 0 && estimate.error == 0; }

// Entries that the first method leaves undecided, calls wrong or finds rough, with a tolerance that allows for no
// noise.
std::vector<std::size_t> find_open(const CheckResult& result,
                                   const std::function<Verdict(std::size_t, const Estimate&)>& judge_strictly) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const Estimate& first = result.numerical[i];
    if (first.rough || stands_still_at_zero(first) || judge_strictly(i, first) != Verdict::agree) open.push_back(i);
  }
  return open;
}

// "central, ridders": the used methods in the order in which they are tried, each once.
std::string join_names(const std::vector<const numeric::Method*>& methods, std::set<std::string_view> used) {
  std::string names;
  for (const numeric::Method* method : methods) {
    if (used.erase(method->name) == 0) continue;
    names += (names.empty() ? "" : ", ") + std::string(method->name);
  }
  return names;
}

// By what length each entry is judged.
void set_lengths(const arma::vec& theta, CheckResult& result) {
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    Estimate& estimate = result.numerical[i];
    const double usual = numeric::usual_scale(theta(result.entries[i]));
    estimate.length = std::isfinite(estimate.scale) ? estimate.scale : usual;
  }
}

// Keeps the entries that have an estimate.
void drop_left_out(std::vector<BlockResult>& parts, CheckResult& result) {
  const std::vector<arma::uword> all = std::move(result.entries);
  const std::vector<Estimate> estimates = std::move(result.numerical);
  result.entries.clear();
  result.numerical.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (estimates[i].evaluations == 0) continue;
    result.entries.push_back(all[i]);
    result.numerical.push_back(estimates[i]);
  }
  std::vector<Block> blocks;
  for (const BlockResult& part : parts) blocks.push_back(part.block);
  parts = split_into_blocks(blocks, result.entries);
}

}  // namespace

void estimate_entries(const Point& point, const std::string& method, const Tolerance& tolerance, double noise,
                      const DifferentiateOptions& how, const Spread& spread, std::vector<BlockResult>& parts,
                      CheckResult& result) {
  std::vector<const numeric::Method*> methods = choose_methods(method, point.objective);
  std::set<std::string_view> used = {methods.front()->name};
  const auto estimate = [&](const std::vector<arma::uword>& entries) {
    return differentiate(point, entries, *methods.front(), how);
  };
  result.numerical = spread ? spread(result.entries, estimate) : estimate(result.entries);
  const auto is_interrupted = [&] { return how.keep_going && !how.keep_going(); };
  if (spread || is_interrupted()) drop_left_out(parts, result);
  set_lengths(point.theta, result);

  if (methods.size() > 1) {
    Tolerance strict = tolerance;
    strict.noise = 0;
    set_floors(parts, result.numerical, strict, 0);
    const std::vector<const BlockResult*> block_of = block_of_each(parts);
    const auto judge_strictly = [&](std::size_t i, const Estimate& estimate) {
      return judge_entry(*block_of[i], result, i, estimate, strict);
    };
    const std::vector<std::size_t> open = find_open(result, judge_strictly);
    used.merge(refine(point, result.entries, open, methods, judge_strictly, how,
                      result.numerical));
    if (is_interrupted()) drop_left_out(parts, result);
    set_lengths(point.theta, result);
  }
  set_floors(parts, result.numerical, tolerance, noise);
  result.method = join_names(methods, used);
}

}  // namespace gradlab::check
