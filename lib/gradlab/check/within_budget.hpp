// The check of a cost that is dear, within a budget of seconds. See plan.hpp for what is spent, and frugal.hpp for how.
#pragma once

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/domain.hpp"
#include "gradlab/check/evaluate.hpp"
#include "gradlab/check/plan.hpp"

#include <armadillo>

#include <atomic>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace gradlab::check {

struct BudgetOptions {
  double budget = 0;                 ///< seconds; 0 or infinity: none
  arma::uword parameters = 0;        ///< how many entries are wanted; 0: all
  Tolerance tolerance;
  std::uint64_t seed = 1;
  DifferentiateOptions how;
  Clock clock;
  std::function<void(const Plan& plan)> forecast;  ///< may be empty

  bool has_budget() const { return budget > 0 && std::isfinite(budget); }
};

/// Times the first costs of a full check, and says what the check will take.
class Forecast : public std::enable_shared_from_this<Forecast> {
 public:
  Forecast(arma::uword parameters, const BudgetOptions& options);

  /// The objective as it is where nobody wants the forecast, or a budget makes its own.
  Objective time_first(Objective objective);

  const Plan& plan() const { return plan_; }

 private:
  void add(double cost_seconds);

  Price price_;
  const std::function<void(const Plan& plan)> tell_;
  const Clock clock_;
  std::mutex adding_;
  std::vector<double> first_seconds_;
  std::atomic<bool> is_told_ = false;
  Plan plan_;
};

/// Times one cost and each implementation at theta, makes the plan, and follows it if it is not the full check.
/// False: the full check is to be made, because it fits, or because a call at theta fails, which the full check
/// explains. `objective`: guarded, and kept within the domain.
bool check_within_budget(const Objective& objective, const std::vector<Implementation>& implementations,
                         const arma::vec& theta, const Domain& domain, const BudgetOptions& options,
                         CheckResult& result);

}  // namespace gradlab::check
