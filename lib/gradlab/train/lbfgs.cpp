#include "gradlab/train/lbfgs.hpp"

#include <lbfgs.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <vector>

namespace gradlab::train {

namespace {

constexpr int remembered = 10;  // steps; the library's 6 saves memory that is no concern here

// The state behind the library's C callbacks, through which no exception may pass: it is kept, and thrown after.
struct Run {
  const CostAndGradientFunction& function;
  std::optional<Evaluation> start;  // the library asks for it once more
  const MinimizeOptions& options;
  Minimum minimum;
  std::vector<double> history;
  bool saw_not_finite = false;
  std::exception_ptr error;
};

double evaluate(void* instance, const double* x, double* g, int n, double) {
  Run& run = *static_cast<Run*>(instance);
  std::fill(g, g + n, arma::datum::nan);
  if (run.error) return arma::datum::nan;
  try {
    run.minimum.evaluations += !run.start;
    const Evaluation here = run.start ? *run.start : run.function(arma::vec(x, static_cast<arma::uword>(n)));
    run.start.reset();
    std::copy(here.gradient.begin(), here.gradient.end(), g);
    run.saw_not_finite = !std::isfinite(here.cost);
    return here.cost;
  } catch (...) {
    run.error = std::current_exception();
    return arma::datum::nan;
  }
}

int take_iteration(void* instance, const double* x, const double*, double cost, double, double, double, int n,
                   int k, int) {
  Run& run = *static_cast<Run*>(instance);
  try {
    if (!std::isfinite(cost)) return LBFGSERR_CANCELED;
    run.minimum.theta = arma::vec(x, static_cast<arma::uword>(n));
    run.history.push_back(cost);
    if (run.options.reached) run.options.reached(run.minimum.theta, static_cast<arma::uword>(k));
    const bool stop = run.options.keep_going && !run.options.keep_going(static_cast<arma::uword>(k));
    return stop ? static_cast<int>(LBFGS_STOP) : 0;
  } catch (...) {
    run.error = std::current_exception();
    return LBFGSERR_CANCELED;
  }
}

Ending ending_of(int status, const Run& run) {
  switch (status) {
    case LBFGS_SUCCESS:
    case LBFGS_ALREADY_MINIMIZED: return Ending::converged;
    case LBFGS_STOP: return Ending::stopped;
    case LBFGSERR_MAXIMUMITERATION: return Ending::iterations_done;
    case LBFGSERR_OUTOFMEMORY: throw std::bad_alloc();
    default: break;
  }
  // What is left are the ways in which a line search gives up.
  return run.saw_not_finite ? Ending::not_finite : Ending::no_lower_cost;
}

lbfgs_parameter_t parameters(const MinimizeOptions& options) {
  constexpr arma::uword most = std::numeric_limits<int>::max();
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.m = remembered;
  parameters.epsilon = options.tolerance;
  parameters.max_iterations = static_cast<int>(std::min(options.iterations, most));
  return parameters;
}

}  // namespace

Minimum minimize_by_lbfgs(const CostAndGradientFunction& function, const arma::vec& theta,
                          const MinimizeOptions& options) {
  const Evaluation start = evaluate_start(function, theta, options);
  Run run{function, start, options, {theta, {}, 1, Ending::iterations_done}, {start.cost}, false, nullptr};
  if (options.iterations > 0) {
    const int n = static_cast<int>(theta.n_elem);
    const std::unique_ptr<double, decltype(&lbfgs_free)> x(lbfgs_malloc(n), &lbfgs_free);
    if (!x) throw std::bad_alloc();
    std::copy(theta.begin(), theta.end(), x.get());
    lbfgs_parameter_t wanted = parameters(options);
    const int status = lbfgs(n, x.get(), nullptr, evaluate, take_iteration, &run, &wanted);
    if (run.error) std::rethrow_exception(run.error);
    run.minimum.ending = ending_of(status, run);
  }
  run.minimum.cost_history = arma::vec(run.history);
  return run.minimum;
}

}  // namespace gradlab::train
