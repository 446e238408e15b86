// Numerical derivatives of a cost that is dear: two or four costs an entry, and more for entries that do not agree.
// No entry is called wrong unless steps of six lengths tell one slope, and what stays open is undecided.
#pragma once

#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/plan.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/central.hpp"

#include <armadillo>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace gradlab::check {

struct FrugalOptions {
  DifferentiateOptions how;
  std::uint64_t seed = 1;         ///< of the order in which entries are looked at
  std::function<bool()> is_over;  ///< the time is; empty: never
};

class FrugalDerivatives {
 public:
  /// `around` must outlive it. Spends at most plan.most_costs.
  FrugalDerivatives(const Point& around, const Plan& plan, FrugalOptions options);

  /// Spends the plan's two or four costs on each entry. Leaves out those for which the time does not suffice.
  void look(const std::vector<arma::uword>& entries);

  /// Ascending, as their estimates.
  const std::vector<arma::uword>& entries() const { return entries_; }
  const std::vector<numeric::Estimate>& estimates() const { return estimates_; }

  /// Spends what is left on entries that do not agree. `judge_entry`: the worst verdict of all implementations.
  void refine(const std::function<Verdict(std::size_t i, const numeric::Estimate& estimate)>& judge_entry);

  std::size_t evaluations() const { return evaluations_; }

 private:
  // Central differences at three steps, as far as they were asked for; the shortest comes first, and is `step` long.
  struct Look {
    std::array<std::optional<numeric::Quotient>, 3> at;
    double step = arma::datum::nan;
  };

  numeric::AlongOneParameter slice_at(std::size_t i) const;
  void for_each(std::size_t count, const std::function<void(std::size_t)>& visit) const;
  void look_at_step(std::size_t i, std::size_t number);
  bool look_first(std::size_t i);
  void measure_truncation();
  double bend_of(std::size_t i) const;
  numeric::Estimate estimate(std::size_t i) const;
  void settle(std::size_t i, const std::function<Verdict(const numeric::Estimate&)>& judge);

  const Point& around_;
  const Plan& plan_;
  const FrugalOptions options_;
  DifferenceFunction paid_;  // differences that throw where nothing is left to spend
  std::atomic<std::size_t> evaluations_ = 0;
  double truncation_ = 0;  // the most that was seen, as a share of bend_of()
  std::vector<arma::uword> entries_;
  std::vector<Look> looks_;
  std::vector<numeric::Estimate> estimates_;
};

}  // namespace gradlab::check
