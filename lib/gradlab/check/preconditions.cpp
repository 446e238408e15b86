#include "gradlab/check/preconditions.hpp"

#include "gradlab/check/time_limit.hpp"
#include "gradlab/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

namespace gradlab::check {

namespace {

using arma::vec;

// Sums over several threads may differ in their last bits from call to call; that is noise, and measured elsewhere.
constexpr double few_ulps = 64 * std::numeric_limits<double>::epsilon();

// What one call gave: every number of it, in a fixed order.
struct Answer {
  vec numbers;
  bool argument_kept = true;
};

// The cost, or the cost and gradient of an implementation.
struct Function {
  std::string name;
  std::function<vec(const vec& theta)> call;
};

Answer ask(const Function& function, const vec& theta) {
  vec argument = theta;
  Answer answer;
  answer.numbers = function.call(argument);
  answer.argument_kept = arma::approx_equal(argument, theta, "absdiff", 0.0);
  return answer;
}

// Nothing where the function has no value there: theta may stand beside the edge of its domain.
std::optional<Answer> ask_away(const Function& function, const vec& elsewhere) {
  try {
    return ask(function, elsewhere);
  } catch (const NotScalar&) {
    throw;
  } catch (const WrongShape&) {
    throw;
  } catch (...) {
    return std::nullopt;
  }
}

bool differ(double one, double other, double size) {
  if (one == other || (std::isnan(one) && std::isnan(other))) return false;  // inf - inf is no 0
  return !(std::abs(one - other) <= few_ulps * size);
}

// The first number in which two answers differ by more than some units in the last place: of the cost itself, or of the
// gradient's largest entry.
std::optional<arma::uword> find_difference(const vec& one, const vec& other) {
  if (one.n_elem != other.n_elem) return 0;  // its length is judged where the gradient is used
  if (differ(one(0), other(0), std::max(std::abs(one(0)), std::abs(other(0))))) return 0;
  const vec entries = one.tail(one.n_elem - 1);
  const vec finite = entries(arma::find_finite(entries));
  const double largest = finite.is_empty() ? 0 : arma::abs(finite).max();
  for (arma::uword i = 1; i < one.n_elem; ++i) {
    if (differ(one(i), other(i), largest)) return i;
  }
  return std::nullopt;
}

std::string describe_difference(const Function& function, const vec& one, const vec& other, arma::uword i) {
  const std::string what = i == 0 ? "cost" : fmt::format("gradient({})", i - 1);
  return fmt::format("{}: {} is {:.10g}, then {:.10g}", function.name, what, one(i), other(i));
}

// How far off, in units of each entry: near enough to stay in the domain, and far enough to change every answer.
constexpr double step_away = 1e-3;

// theta a little way off, by a different amount in each entry.
vec move_away(const vec& theta, std::uint64_t seed, const Domain& domain) {
  Random random(seed);
  vec moved = theta;
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    const double size = std::isnan(domain.size_of(k)) ? std::max(1.0, std::abs(theta(k))) : domain.size_of(k);
    moved(k) += step_away * random.uniform(-1, 1) * size;
  }
  return moved;
}

bool is_single(double value) { return static_cast<double>(static_cast<float>(value)) == value; }

bool all_single(const vec& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), is_single) &&
         std::any_of(numbers.begin(), numbers.end(), [](double v) { return v != std::floor(v); });
}

std::optional<Trouble> find_not_finite(const Function& function, const vec& numbers, bool is_objective) {
  if (numbers.is_finite()) return std::nullopt;
  const arma::uword bad = arma::uvec(arma::find_nonfinite(numbers))(0);
  const std::string what = bad == 0 ? "the cost" : fmt::format("gradient({})", bad - 1);
  return Trouble{"not_finite", fmt::format("{}: {} at theta is {}", function.name, what, numbers(bad)),
                 is_objective ? Severity::fatal : Severity::note};
}

// All that a few calls around theta show. The first call, at theta, may throw; so may any other.
std::vector<Trouble> examine(const Function& function, const vec& theta, const vec& elsewhere, bool is_objective) {
  std::vector<Trouble> troubles;
  try {
    const Answer first = ask(function, theta);
    const Answer again = ask(function, theta);
    const Answer away = ask_away(function, elsewhere).value_or(again);
    const Answer back = ask(function, theta);

    if (const auto trouble = find_not_finite(function, first.numbers, is_objective)) troubles.push_back(*trouble);
    if (!first.argument_kept) {
      troubles.push_back({"changes_argument", function.name + ": theta is another one after the call; it gets copies",
                          Severity::note});
    }
    if (const auto i = find_difference(first.numbers, again.numbers)) {
      troubles.push_back({"not_deterministic",
                          describe_difference(function, first.numbers, again.numbers, *i) + " at the same theta",
                          Severity::doubt});
    } else if (const auto k = find_difference(again.numbers, back.numbers)) {
      troubles.push_back({"keeps_state",
                          describe_difference(function, again.numbers, back.numbers, *k) +
                              " at the same theta, after a call at another",
                          Severity::doubt});
    }
    if (all_single(away.numbers) && all_single(back.numbers)) {
      troubles.push_back({"single_precision", function.name + ": every number it gives has the 24 bits of a float",
                          Severity::note});
    }
  } catch (const NotScalar& error) {
    troubles.push_back({"not_scalar", function.name + ": " + error.what(), Severity::fatal});
  } catch (const WrongShape& error) {
    throw WrongShape(function.name + ": " + error.what());
  } catch (...) {
    troubles.push_back(thrown_by(function.name));
  }
  return troubles;
}

// A gradient that uses what the last call of the cost left behind, not what belongs to its own theta.
std::optional<Trouble> find_stale_gradient(const Objective& objective, const Function& function, const vec& theta,
                                           const vec& elsewhere) try {
  objective.cost(vec(theta));
  const vec fresh = function.call(vec(theta));
  ask_away({"the cost", [&](const vec& t) { return vec{objective.cost(t)}; }}, elsewhere);
  const vec stale = function.call(vec(theta));
  const auto i = find_difference(fresh, stale);
  if (!i) return std::nullopt;
  return Trouble{"keeps_state",
                 describe_difference(function, fresh, stale, *i) +
                     " at the same theta, after the cost was asked for elsewhere",
                 Severity::doubt};
} catch (...) {
  return thrown_by(function.name);
}

vec numbers_of(const Evaluation& evaluation) { return arma::join_cols(vec{evaluation.cost}, evaluation.gradient); }

bool has(const std::vector<Trouble>& troubles, std::initializer_list<const char*> kinds) {
  return std::any_of(troubles.begin(), troubles.end(), [&](const Trouble& trouble) {
    return std::find(kinds.begin(), kinds.end(), trouble.kind) != kinds.end();
  });
}

}  // namespace

Trouble thrown_by(const std::string& name) {
  try {
    throw;
  } catch (const DoesNotReturn& error) {
    return {"does_not_return", name + ": " + error.what(), Severity::fatal};
  } catch (const NeverReturns& error) {
    return {"does_not_return", name + ": " + error.what(), Severity::fatal};
  } catch (const std::exception& error) {
    return {"throws", name + ": " + error.what(), Severity::fatal};
  } catch (...) {
    return {"throws", name + ": what it throws is no std::exception", Severity::fatal};
  }
}

std::vector<Trouble> check_preconditions(const Objective& objective,
                                         const std::vector<Implementation>& implementations, const vec& theta,
                                         std::uint64_t seed, const Domain& domain) {
  const vec elsewhere = turn_back(domain, theta, move_away(theta, seed, domain));
  const Function cost = {"the cost", [&](const vec& t) { return vec{objective.cost(t)}; }};
  std::vector<Trouble> troubles = examine(cost, theta, elsewhere, true);
  if (has(troubles, {"throws", "does_not_return", "not_scalar"})) return troubles;

  for (const Implementation& implementation : implementations) {
    const Function function = {implementation.name,
                               [&](const vec& t) { return numbers_of(implementation.evaluate(t)); }};
    std::vector<Trouble> found = examine(function, theta, elsewhere, false);
    if (!has(found, {"throws", "does_not_return", "not_scalar", "not_deterministic", "keeps_state"})) {
      if (const auto stale = find_stale_gradient(objective, function, theta, elsewhere)) found.push_back(*stale);
    }
    troubles.insert(troubles.end(), found.begin(), found.end());
  }
  return troubles;
}

}  // namespace gradlab::check
