#include "gradlab/check/preconditions.hpp"

#include "gradlab/check/repeated_calls.hpp"
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
  Domain domain = {};
  bool is_pure = false;  // see Implementation
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
  if (!function.domain.contains(elsewhere)) return std::nullopt;
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

// Two numbers with as many digits as it takes to tell them apart.
std::string show_apart(double one, double other) {
  for (int digits = 10; digits < 17; ++digits) {
    const std::string text = fmt::format("{:.{}g}", one, digits), another = fmt::format("{:.{}g}", other, digits);
    if (text != another) return text + ", then " + another;
  }
  return fmt::format("{:.17g}, then {:.17g}", one, other);
}

std::string describe_difference(const Function& function, const vec& one, const vec& other, arma::uword i) {
  const std::string what = i == 0 ? "cost" : fmt::format("gradient({})", i - 1);
  return fmt::format("{}: {} is {} at the same theta", function.name, what, show_apart(one(i), other(i)));
}

// theta a little way off, by a different amount in each entry.
vec move_away(const vec& theta, std::uint64_t seed, double distance, const Domain& domain) {
  Random random(seed);
  vec moved = theta;
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    const double size = std::isnan(domain.size_of(k)) ? std::max(1.0, std::abs(theta(k))) : domain.size_of(k);
    moved(k) += distance * random.uniform(-1, 1) * size;
  }
  return moved;
}

// What is known of the objective's cost is not said again.
std::optional<Trouble> find_not_finite(const Function& function, const vec& numbers, const Behavior* of_objective) {
  const bool is_told = of_objective && !of_objective->has_cost;
  const arma::uvec all = arma::find_nonfinite(numbers), bad = is_told ? arma::uvec(all(arma::find(all > 0))) : all;
  if (bad.is_empty()) return std::nullopt;
  const std::string at_theta = fmt::format("at theta is {}", numbers(bad(0)));
  if (!of_objective) return Trouble{"not_finite", fmt::format("{} {}", function.name, at_theta), Severity::fatal};
  const std::string what = bad(0) == 0 ? "the cost" : fmt::format("gradient({})", bad(0) - 1);
  return Trouble{"not_finite", fmt::format("{}: {} {}", function.name, what, at_theta), Severity::note};
}

// ---- Answers that change ----

using Answers = std::vector<vec>;

// Number i of each answer.
std::vector<double> follow(const Answers& answers, arma::uword i) {
  std::vector<double> numbers;
  for (const vec& answer : answers) numbers.push_back(answer(i));
  return numbers;
}

// Answers may be the same though their last digits are not.
double allowed_of(const Answers& answers, arma::uword i) {
  const arma::uword first = i == 0 ? 0 : 1, last = i == 0 ? 0 : answers.front().n_elem - 1;
  const vec numbers = answers.front().subvec(first, last);
  const vec finite = numbers(arma::find_finite(numbers));
  return finite.is_empty() ? 0 : few_ulps * arma::abs(finite).max();
}

// How far apart the answers lie, number by number. Where one has no value nothing is known.
vec spread_of(const Answers& answers) {
  vec low = answers.front(), high = answers.front();
  for (const vec& answer : answers) {
    low = arma::min(low, answer);
    high = arma::max(high, answer);
  }
  vec spread = high - low;
  spread.elem(arma::find_nonfinite(spread)).zeros();
  return spread;
}

// A cost that settles by the same share at each call is off by all that is left to go.
double bound_lag(double back, double settled, double rate, double allowed) {
  const double off = std::abs(back - settled);
  return off <= allowed ? 0 : off / (1 - std::min(rate, 0.99));
}

// Answers that differ from call to call. `back` was given after a call elsewhere.
Trouble judge_changes(const Function& function, const Answers& in_a_row, const vec& back, arma::uword i,
                      Behavior& behavior) {
  const std::vector<double> numbers = follow(in_a_row, i);
  const double allowed = allowed_of(in_a_row, i);
  const std::string evidence = describe_difference(function, in_a_row[0], in_a_row[1], i);
  if (find_order(numbers, allowed) == Order::scattered) {
    constexpr double bound = 2;  // so many times as far chance may go that has been seen a few times
    behavior.is_random = true;
    behavior.change = bound * spread_of(in_a_row);
    return {"not_deterministic", evidence + fmt::format(", and has no order in {} calls", numbers.size()),
            Severity::doubt};
  }
  behavior.keeps_state = true;
  behavior.change = spread_of({in_a_row.end()[-3], in_a_row.end()[-2], in_a_row.back(), back});
  const double step = std::abs(numbers.back() - numbers.end()[-2]);
  if (std::abs(back(i) - numbers.back()) > 3 * step) {
    behavior.lag = bound_lag(back(i), numbers.back(), rate_of_settling(numbers, allowed), allowed);
  }
  return {"keeps_state", evidence + ": it goes by the calls before", Severity::doubt};
}

// Answers that differ after a call elsewhere only: {before, after it, once more, after a call elsewhere, once more}.
Trouble judge_effect(const Function& function, const Answers& answers, arma::uword i, Behavior& behavior) {
  const std::vector<double> numbers = follow(answers, i);
  const double allowed = allowed_of(answers, i);
  const std::string evidence = describe_difference(function, answers[0], answers[1], i);
  behavior.change = spread_of(answers);
  if (find_order(numbers, allowed) == Order::scattered && !follows_calls(numbers, allowed)) {
    behavior.is_random = true;
    return {"not_deterministic", evidence + ", and comes and goes", Severity::doubt};
  }
  behavior.keeps_state = true;
  const double rate = std::abs((numbers[2] - numbers[0]) / (numbers[1] - numbers[0]));
  behavior.lag = bound_lag(numbers[1], numbers[0], rate, allowed);
  return {"keeps_state", evidence + ", after a call at another", Severity::doubt};
}

// ---- Answers of few bits ----

// Where few bits make a function flat, farther points tell more.
vec gather_numbers(const Function& function, const vec& theta, std::uint64_t seed, const Answers& known,
                   arma::uword from, arma::uword to) {
  vec numbers;
  for (const vec& answer : known) numbers = arma::join_cols(numbers, answer.subvec(from, to));
  const Format* format = find_format(numbers);
  if (!format || format->bits >= 24) return numbers;
  for (const double distance : {0.05, 0.2, 0.5}) {
    const auto answer = ask_away(function, move_away(theta, ++seed, distance, function.domain));
    if (answer && answer->numbers.is_finite()) numbers = arma::join_cols(numbers, answer->numbers.subvec(from, to));
  }
  return numbers;
}

// Numbers of very few bits that are the same at all points may be what they are meant to be.
const Format* find_format_of(const vec& numbers, arma::uword at_one_point) {
  const Format* format = find_format(numbers);
  if (!format || format->bits >= 24) return format;
  const arma::mat by_point = arma::reshape(numbers, at_one_point, numbers.n_elem / at_one_point);
  const bool moves = arma::any(arma::vectorise(by_point.each_col() - by_point.col(0)));
  return moves && numbers.is_finite() && arma::vec(arma::unique(numbers)).n_elem >= 3 ? format : nullptr;
}

void find_formats(const Function& function, const vec& theta, std::uint64_t seed, const Answers& known,
                  Behavior& behavior) {
  const arma::uword last = known.front().n_elem - 1;
  behavior.of_cost = find_format_of(gather_numbers(function, theta, seed, known, 0, 0), 1);
  if (last > 0) behavior.of_gradient = find_format_of(gather_numbers(function, theta, seed, known, 1, last), last);
}

std::string describe_format(const Format& format) { return fmt::format("the {} bits of {}", format.bits, format.name); }

// What is known of the objective's cost is not said again.
std::optional<Trouble> name_format(const std::string& name, const Behavior& behavior, const Behavior* of_objective) {
  const Format* worst = behavior.of_gradient ? behavior.of_gradient : behavior.of_cost;
  if (!worst) return std::nullopt;
  if (of_objective && !behavior.of_gradient && of_objective->of_cost == behavior.of_cost) return std::nullopt;
  std::string what = "its cost has ";
  if (!of_objective) what = "it has ";
  else if (behavior.of_gradient == behavior.of_cost) what = "its cost and its gradient have ";
  else if (behavior.of_gradient) what = "its gradient has ";
  std::string evidence = fmt::format("{}: {}{}", name, what, describe_format(*worst));
  if (behavior.of_gradient) {
    evidence += fmt::format(", so that its entries may be off by {:.1e} of themselves, and by {:.1e} of the largest",
                            worst->share, worst->floor);
  }
  return Trouble{std::string(worst->kind), evidence, Severity::note};
}

// ---- One function ----

// All that a few calls around theta show. The first call, at theta, may throw; so may any other. `of_objective`: null
// for the objective itself.
std::vector<Trouble> examine(const Function& function, const vec& theta, const vec& elsewhere, std::uint64_t seed,
                             const Behavior* of_objective, Behavior& behavior) {
  std::vector<Trouble> troubles;
  try {
    const Answer first = ask(function, theta);
    behavior.has_cost = std::isfinite(first.numbers(0));
    if (const auto trouble = find_not_finite(function, first.numbers, of_objective)) troubles.push_back(*trouble);
    if (function.is_pure) return troubles;
    Answers in_a_row = {first.numbers, ask(function, theta).numbers};
    const auto changing = find_difference(in_a_row[0], in_a_row[1]);
    for (int more = 0; changing && more < 4; ++more) in_a_row.push_back(ask(function, theta).numbers);
    const vec away = ask_away(function, elsewhere).value_or(Answer{in_a_row.back()}).numbers;
    const vec back = ask(function, theta).numbers;

    if (!first.argument_kept) {
      troubles.push_back({"changes_argument", function.name + ": theta is another one after the call; it gets copies",
                          Severity::note});
    }
    if (changing) {
      troubles.push_back(judge_changes(function, in_a_row, back, *changing, behavior));
    } else if (const auto i = find_difference(in_a_row[1], back)) {
      Answers answers = {in_a_row[1], back, ask(function, theta).numbers};
      ask_away(function, elsewhere);
      answers.push_back(ask(function, theta).numbers);
      answers.push_back(ask(function, theta).numbers);
      troubles.push_back(judge_effect(function, answers, *i, behavior));
    }
    find_formats(function, theta, seed, {away, back}, behavior);
    if (const auto trouble = name_format(function.name, behavior, of_objective)) troubles.push_back(*trouble);
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
                                           const vec& elsewhere, Behavior& behavior) try {
  objective.cost(vec(theta));
  const vec fresh = function.call(vec(theta));
  ask_away({"the cost", [&](const vec& t) { return vec{objective.cost(t)}; }}, elsewhere);
  const vec stale = function.call(vec(theta));
  const auto i = find_difference(fresh, stale);
  if (!i) return std::nullopt;
  behavior.keeps_state = true;
  behavior.change = spread_of({fresh, stale});
  const std::string evidence = describe_difference(function, fresh, stale, *i);
  return Trouble{"keeps_state", evidence + ", after the cost was asked for elsewhere", Severity::doubt};
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

Preconditions check_preconditions(const Objective& objective, const std::vector<Implementation>& implementations,
                                  const vec& theta, std::uint64_t seed, const Domain& domain, const Clock& clock) {
  const vec elsewhere = turn_back(domain, theta, move_away(theta, seed, step_away, domain));
  const Function cost = {"the cost", [&](const vec& t) { return vec{objective.cost(t)}; }, domain};
  Preconditions found;
  found.troubles = examine(cost, theta, elsewhere, seed, nullptr, found.cost);
  if (has(found.troubles, {"throws", "does_not_return", "not_scalar"})) return found;

  for (const Implementation& implementation : implementations) {
    Evaluation last;
    double seconds = 0;
    const auto call = [&](const vec& t) {
      const double start = clock();
      last = implementation.evaluate(t);
      seconds = clock() - start;
      return numbers_of(last);
    };
    const Function function = {implementation.name, call, domain, implementation.is_pure};
    Behavior behavior;
    std::vector<Trouble> troubles = examine(function, theta, elsewhere, seed, &found.cost, behavior);
    const auto is_steady = [&] {
      return !has(troubles, {"throws", "does_not_return", "not_scalar", "not_deterministic", "keeps_state"});
    };
    if (!function.is_pure && is_steady()) {
      if (const auto stale = find_stale_gradient(objective, function, theta, elsewhere, behavior)) {
        troubles.push_back(*stale);
      }
    }
    if (is_steady()) {
      behavior.at_theta = std::move(last);
      behavior.seconds = seconds;
    }
    found.troubles.insert(found.troubles.end(), troubles.begin(), troubles.end());
    found.implementations.push_back(behavior);
  }
  return found;
}

}  // namespace gradlab::check
