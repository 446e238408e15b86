#include "gradlab/check/differentiate.hpp"

#include "gradlab/one_core.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <atomic>
#include <exception>
#include <stdexcept>

namespace gradlab::check {

namespace {

using numeric::Estimate;
using numeric::Method;

// The better of two estimates of the same derivative; an unknown error never wins.
Estimate better_of(const Estimate& old, const Estimate& fresh) {
  Estimate kept = fresh.error < old.error || !(old.error >= 0) ? fresh : old;
  kept.evaluations = old.evaluations + fresh.evaluations;
  return kept;
}

int count_threads(const Objective& objective, int wanted) {
  if (!objective.concurrent) return 1;
  return wanted > 0 ? wanted : omp_get_num_procs();
}

}  // namespace

std::vector<const Method*> choose_methods(const std::string& name, const Objective& objective) {
  std::vector<const Method*> chosen;
  if (name == "auto") {
    for (const Method& method : numeric::methods()) {
      if (objective.complex_cost || !method.needs_complex_cost) chosen.push_back(&method);
    }
    return chosen;
  }
  const Method& method = numeric::find_method(name);
  if (method.needs_complex_cost && !objective.complex_cost) {
    throw std::invalid_argument(
        fmt::format("the method '{}' needs a cost that takes complex parameters; try ridders", name));
  }
  return {&method};
}

void differentiate(const Objective& objective, const DifferenceFunction& differences, const arma::vec& theta,
                   const std::vector<arma::uword>& entries, const std::vector<std::size_t>& which,
                   const Method& method, const DifferentiateOptions& options, std::vector<Estimate>& estimates) {
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  const OneCore for_each_thread;  // the threads here have the others

#pragma omp parallel for schedule(dynamic) num_threads(count_threads(objective, options.threads))
  for (std::size_t w = 0; w < which.size(); ++w) {
    if (failed) continue;
    try {
      const std::size_t i = which[w];
      const numeric::Slice slice = numeric::slice_along(objective, differences, theta, entries[i]);
      estimates[i] = better_of(estimates[i], method.estimate(slice));
      ++done;
      if (options.progress && omp_get_thread_num() == 0) {
        options.progress(static_cast<double>(done) / static_cast<double>(which.size()));
      }
    } catch (...) {
      if (!failed.exchange(true)) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gradlab::check
