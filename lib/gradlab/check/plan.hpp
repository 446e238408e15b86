// What a check will cost, said before it begins, and what it gives up to stay within a budget. A pure function of the
// price of one cost. See frugal.hpp for the check that spends less.
#pragma once

#include <armadillo>

#include <cstddef>
#include <string>
#include <vector>

namespace gradlab::check {

/// From most to least.
enum class Effort {
  full,        ///< all that the checker can do
  four_costs,  ///< for each parameter, at two steps; more for entries that do not agree
  two_costs,   ///< for each parameter, at one step; the error is that of the entries where more is spent
  sample,      ///< two costs for each of some parameters
};

/// What is known before the check.
struct Price {
  arma::uword parameters = 1;  ///< to be checked
  double cost_seconds = 0;     ///< of one cost
  double gradient_seconds = 0; ///< of one cost and gradient, all implementations together
  int threads = 1;             ///< that call the cost at once
  double budget = 0;           ///< seconds; 0 or infinity: none
};

struct Plan {
  Effort effort = Effort::full;
  arma::uword parameters = 0;  ///< that are checked
  std::size_t costs = 0;       ///< about so many are expected
  std::size_t most_costs = 0;  ///< no more than so many are asked for; 0: no limit
  double cost_seconds = arma::datum::nan;  ///< NaN: not timed
  double seconds = arma::datum::nan;       ///< expected
  double budget = 0;
  std::vector<std::string> given_up;  ///< one sentence each
};

/// The most thorough plan that is expected to fit; where none fits, two costs of one parameter.
/// Example: 3 parameters at 1 s a cost take 9 minutes in full, and 15 s with a budget of 20 s.
Plan make_plan(const Price& price);

/// Entries of which the frugal check asks for two steps more, so that they tell the error of the others.
arma::uword count_probes(arma::uword parameters);

/// Costs that one entry takes whose disagreement is borne out, besides the first two.
inline constexpr std::size_t costs_of_disagreement = 8;

}  // namespace gradlab::check
