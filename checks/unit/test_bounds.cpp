// What a user says of the parameters: typical_size, lower, upper, and a time limit for one cost.
#include "gradlab/check/time_limit.hpp"
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>

namespace test_bounds {

using gradlab::GradientOptions, gradlab::Result;
using gradlab::check::Verdict;
using arma::vec;

namespace {

using Cost = std::function<double(const vec&)>;

Result check(const Cost& cost, const vec& claimed, const vec& theta, const GradientOptions& options = {}) {
  return gradlab::check_gradient([cost](const vec& t) { return cost(t); },
                                 [claimed](const vec&) -> vec { return claimed; }, theta, options);
}

std::string refusal(const GradientOptions& options, const vec& theta = {1, 2}) {
  try {
    check([](const vec& t) { return arma::dot(t, t); }, 2 * theta, theta, options);
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

bool has(const Result& result, const std::string& kind) {
  for (const auto& trouble : result.troubles) {
    if (trouble.kind == kind) return true;
  }
  return false;
}

// Where the cost was asked for.
struct Range {
  vec lowest, highest;

  void note(const vec& t) {
    lowest = lowest.is_empty() ? t : arma::min(lowest, t);
    highest = highest.is_empty() ? t : arma::max(highest, t);
  }
};

Range watch(const vec& theta, const vec& claimed, const GradientOptions& options, Verdict expected) {
  Range range;
  const Cost cost = [&range](const vec& t) {
    range.note(t);
    return std::exp(t(0)) + t(0) * t(1) + std::sin(t(1));
  };
  CHECK(check(cost, claimed, theta, options).verdict == expected);
  return range;
}

}  // namespace

TEST_SUITE_BEGIN("bounds");

TEST_CASE("a typical size is the length that the steps are shares of, found or not") {
  // A ripple of 1e-9 on a slope: at theta the ripple's own slope is all that counts, and a hint where to look.
  const auto cost = [](const vec& t) { return 1e-3 * std::sin(t(0) / 1e-9) + t(1) * t(1); };
  const vec theta = {0.3e-9, 0.5}, right = {1e6 * std::cos(0.3), 1};
  GradientOptions options;
  options.typical_size = {1e-9, arma::datum::nan};
  const Result result = check(cost, right, theta, options);
  CHECK(result.verdict == Verdict::agree);
  CHECK(result.numerical[0].scale == 1e-9);
  CHECK(result.numerical[0].step < 1e-10);
  CHECK(std::isnan(result.numerical[1].scale));
  CHECK(check(cost, {1.001 * right(0), 1}, theta, options).verdict == Verdict::disagree);
  // Without the hint, at the usual steps, central() tells nothing of the slope.
  options.typical_size = {};
  options.method = "central";
  CHECK(check(cost, right, theta, options).verdict != Verdict::agree);
}

TEST_CASE("no cost is asked for outside of the bounds, whatever is checked") {
  const vec theta = {0, 2}, right = {1 + 2, 0 + std::cos(2)};
  GradientOptions options;
  options.lower = {0};
  options.upper = {arma::datum::inf, 2};
  for (const int directions : {0, 2}) {
    options.directions = directions;
    CAPTURE(directions);
    const Range inside = watch(theta, right, options, directions == 0 ? Verdict::agree : Verdict::undecided);
    CHECK(inside.lowest(0) >= 0);
    CHECK(inside.lowest(1) >= 0);
    CHECK(inside.highest(1) <= 2);
  }
  const Range outside = watch(theta, right, {}, Verdict::agree);
  CHECK(outside.lowest(0) < 0);
  CHECK(outside.highest(1) > 2);
}

TEST_CASE("at a bound the slope of the inner side is used, and said") {
  const auto cost = [](const vec& t) { return std::sqrt(1 + t(0)) * std::exp(t(1)); };
  const vec theta = {0, 0.5}, right = {0.5 * std::exp(0.5), std::exp(0.5)};
  GradientOptions options;
  options.lower = {0, arma::datum::nan};
  const Result result = check(cost, right, theta, options);
  CHECK(result.verdict == Verdict::agree);
  CHECK(result.implementations[0].blocks[0].edges == 1);
  CHECK(describe(result).find("one side only") != std::string::npos);
  CHECK(check(cost, {1.01 * right(0), right(1)}, theta, options).verdict == Verdict::disagree);
  CHECK(check(cost, right, theta).implementations[0].blocks[0].edges == 0);
}

TEST_CASE("what cannot be meant is refused in one line") {
  GradientOptions options;
  options.typical_size = {1, 2, 3};
  CHECK(refusal(options) == "typical_size should have 1 entry, or one for each of the 2 parameters, but has 3");
  options.typical_size = {1, 0};
  CHECK(refusal(options) == "typical_size(1) should be above 0, but is 0");
  options.typical_size = {-1};
  CHECK(refusal(options) == "typical_size(0) should be above 0, but is -1");
  options.typical_size = {};
  options.lower = {0, 3};
  options.upper = {5, 2.5};
  CHECK(refusal(options) == "lower(1) should be at most upper(1), which is 2.5, but is 3");
  options.upper = {5};
  CHECK(refusal(options) == "theta(1) should lie from 3 (lower) to 5 (upper), but is 2");
  options.lower = {arma::datum::nan, -arma::datum::inf};
  options.upper = {arma::datum::inf};
  options.typical_size = {arma::datum::nan, arma::datum::inf};
  CHECK(refusal(options).empty());

  options.tolerance.max_hidden_share = arma::datum::nan;
  CHECK(refusal(options).find("tolerance.max_hidden_share should be a finite number, 0 or more") == 0);
  options.tolerance.max_hidden_share = -1;
  CHECK(refusal(options).find("tolerance.max_hidden_share should be a finite number, 0 or more") == 0);
}

TEST_CASE("a budget and a time limit are seconds") {
  GradientOptions options;
  options.budget = -1;
  CHECK(refusal(options) == "budget should be seconds, 0 or more, but is -1");
  options.budget = arma::datum::nan;
  CHECK(refusal(options) == "budget should be seconds, 0 or more, but is nan");
  options.budget = arma::datum::inf;
  options.time_limit = -0.5;
  CHECK(refusal(options) == "time_limit should be seconds, 0 or more, but is -0.5");
  options.time_limit = 60;
  CHECK(refusal(options).empty());
}

TEST_CASE("the message on an unknown method lists auto too") {
  GradientOptions options;
  options.method = "rider";
  CHECK(refusal(options).find("ridders") != std::string::npos);
  CHECK(refusal(options).find("auto") != std::string::npos);
  options.method = "ridders";
  CHECK(refusal(options).empty());
}

TEST_CASE("a single method says that it stands alone, auto does not") {
  const auto cost = [](const vec& t) { return arma::dot(t, t); };
  GradientOptions options;
  options.method = "ridders";
  CHECK(describe(check(cost, {2, 4}, {1, 2}, options)).find("ridders alone") != std::string::npos);
  CHECK(describe(check(cost, {2, 4}, {1, 2})).find("alone") == std::string::npos);
}

namespace {

// Sleeps beyond an edge, as a solver that never ends; what is left behind needs no more than this.
struct Sleeper {
  std::shared_ptr<std::atomic<int>> calls = std::make_shared<std::atomic<int>>(0);
  double edge = 0;

  double operator()(const vec& t) const {
    if (t(0) < edge) {
      ++*calls;
      std::this_thread::sleep_for(std::chrono::seconds(2));
    }
    return std::exp(t(0)) + t(1) * t(1);
  }
};

}  // namespace

TEST_CASE("a cost that does not return away from theta counts as outside, and is said; at theta it is fatal") {
  Sleeper sleeper;
  sleeper.edge = -1e-3;
  const vec theta = {0, 0.5}, right = {1, 1};
  GradientOptions options;
  options.time_limit = 0.05;
  // The few calls beyond the edge: of the preconditions, of the search for noise.
  const Result many = check(sleeper, right, theta, options);
  CHECK(*sleeper.calls > 0);
  CHECK(*sleeper.calls <= gradlab::check::most_left_behind);
  CHECK(has(many, "does_not_return"));
  CHECK(many.verdict == Verdict::undecided);  // the limit of such calls is reached: the check ends

  sleeper.edge = 1;
  const Result at_theta = check(sleeper, right, theta, options);
  CHECK(has(at_theta, "does_not_return"));
  CHECK(at_theta.verdict == Verdict::undecided);
  CHECK(at_theta.implementations.empty());

  sleeper.edge = -arma::datum::inf;
  const Result none = check(sleeper, right, theta, options);
  CHECK(!has(none, "does_not_return"));
  CHECK(none.verdict == Verdict::agree);
  CHECK(check(sleeper, {1, 1.01}, theta, options).verdict == Verdict::disagree);
}

TEST_CASE("one cost that does not return leaves the other entries to be judged") {
  const auto calls = std::make_shared<std::atomic<int>>(0);
  const Cost cost = [calls](const vec& t) {
    if (++*calls == 30) std::this_thread::sleep_for(std::chrono::seconds(2));
    return std::exp(t(0)) + t(1) * t(1);
  };
  GradientOptions options;
  options.time_limit = 0.2;
  const Result result = check(cost, {1, 1}, {0, 0.5}, options);
  CHECK(has(result, "does_not_return"));
  CHECK(result.verdict == Verdict::agree);
}

TEST_SUITE_END();

}  // namespace test_bounds
