// The price of a check: the plan beforehand, and the check that keeps within it. The clock is a count of costs.
#include "gradlab/check/checker.hpp"
#include "gradlab/check/plan.hpp"
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace test_plan {

using gradlab::GradientOptions, gradlab::Result;
using gradlab::check::Effort, gradlab::check::Plan, gradlab::check::Price, gradlab::check::Verdict;
using gradlab::check::make_plan;
using arma::vec, arma::uword;

namespace {

using Cost = std::function<double(const vec&)>;

Price price(uword parameters, double budget, int threads = 1) { return {parameters, 1, 1, threads, budget}; }

// One second for each cost, and for each cost and gradient.
struct Seconds {
  std::shared_ptr<double> passed = std::make_shared<double>(0);

  Result check(const Cost& cost, const vec& claimed, const vec& theta, double budget,
               GradientOptions options = {}) const {
    *passed = 0;
    options.budget = budget;
    options.clock = [now = passed] { return *now; };
    return gradlab::check_gradient(
        [now = passed, cost, claimed](const vec& t) {
          *now += 1;
          return std::pair(cost(t), claimed);
        },
        theta, options);
  }
};

double smooth(const vec& t) { return arma::accu(arma::exp(t) + arma::sin(2 * t)); }
vec slope_of_smooth(const vec& t) { return arma::exp(t) + 2 * arma::cos(2 * t); }
vec some_theta(uword size) { return arma::linspace(-0.7, 0.9, size); }

std::size_t count_words(const Plan& plan, const std::string& word) {
  std::size_t found = 0;
  for (const std::string& sentence : plan.given_up) found += sentence.find(word) != std::string::npos;
  return found;
}

}  // namespace

TEST_SUITE_BEGIN("plan");

TEST_CASE("a plan spends what the budget allows, from all to a sample") {
  CHECK(make_plan(price(3, 0)).effort == Effort::full);
  CHECK(make_plan(price(3, arma::datum::inf)).effort == Effort::full);
  CHECK(make_plan(price(3, 1000)).effort == Effort::full);
  CHECK(make_plan(price(3, 300)).effort == Effort::four_costs);
  CHECK(make_plan(price(3, 20)).effort == Effort::two_costs);
  CHECK(make_plan(price(100, 100)).effort == Effort::sample);
  for (const double budget : {20.0, 50.0, 300.0, 1000.0, 2000.0}) {
    for (const uword n : {3u, 30u, 300u}) {
      const Plan plan = make_plan(price(n, budget));
      CAPTURE(budget);
      CAPTURE(n);
      CHECK(plan.seconds <= budget);
      CHECK(plan.parameters <= n);
      CHECK(plan.given_up.empty() == (plan.effort == Effort::full));
      CHECK((plan.effort == Effort::sample) == (plan.parameters < n));
      CHECK(count_words(plan, "are checked") == (plan.effort == Effort::sample ? 1 : 0));
    }
  }
}

TEST_CASE("more time, more threads or fewer parameters never make a lesser plan") {
  for (const double budget : {15.0, 40.0, 200.0, 900.0}) {
    for (const uword n : {1u, 5u, 50u, 500u}) {
      const Plan plan = make_plan(price(n, budget));
      CHECK(make_plan(price(n, 2 * budget)).effort <= plan.effort);
      CHECK(make_plan(price(n, 2 * budget)).parameters >= plan.parameters);
      CHECK(make_plan(price(n, budget, 4)).effort <= plan.effort);
      CHECK(make_plan(price(n + 1, budget)).effort >= plan.effort);
    }
  }
}

TEST_CASE("where nothing fits one entry is checked all the same, and the forecast says how long it takes") {
  const Plan plan = make_plan(price(1000, 0.5));
  CHECK(plan.effort == Effort::sample);
  CHECK(plan.parameters == 1);
  CHECK(plan.seconds > 0.5);
  CHECK(make_plan(price(1, 0.5)).effort == Effort::two_costs);
}

TEST_CASE("three parameters at a second a cost: a verdict within 20 s, right and wrong") {
  const Seconds seconds;
  const vec theta = {0.3, -0.4, 0.8}, right = slope_of_smooth(theta);
  const Result agrees = seconds.check(smooth, right, theta, 20);
  CHECK(agrees.verdict == Verdict::agree);
  CHECK(*seconds.passed <= 12);
  for (uword k = 0; k < 3; ++k) {
    CAPTURE(k);
    vec wrong = right;
    wrong(k) *= 1.001;
    CHECK(seconds.check(smooth, wrong, theta, 20).verdict == Verdict::disagree);
    CHECK(*seconds.passed <= 20);
  }
  CHECK(seconds.check(smooth, right, theta, 0).verdict == Verdict::agree);
  CHECK(*seconds.passed > 200);  // today's, without a budget
}

TEST_CASE("a cheap function keeps its full check, whatever the budget") {
  Seconds seconds;
  GradientOptions options;
  const vec theta = {0.3, -0.4, 0.8};
  const Result result = seconds.check(smooth, slope_of_smooth(theta), theta, 1e6, options);
  CHECK(result.plan.effort == Effort::full);
  CHECK(!std::isnan(result.implementations[0].taylor_slope));
  CHECK(describe(result).find("given up") == std::string::npos);
}

TEST_CASE("the report says what was given up, and the forecast comes before the check") {
  const Seconds seconds;
  GradientOptions options;
  double said_at = 0;
  Plan said;
  options.forecast = [&](const Plan& plan) { said_at = *seconds.passed, said = plan; };
  const vec theta = some_theta(40);
  const Result result = seconds.check(smooth, slope_of_smooth(theta), theta, 60, options);
  CHECK(said_at == 2);
  CHECK(said.seconds <= 60);
  CHECK(result.plan.effort == Effort::sample);
  CHECK(result.entries.size() == said.parameters);
  CHECK(result.chance_of_missing == doctest::Approx(1 - static_cast<double>(said.parameters) / 40));
  CHECK(result.verdict == Verdict::agree);
  const std::string report = describe(result);
  for (const std::string& sentence : said.given_up) CHECK(report.find(sentence.substr(0, 30)) != std::string::npos);
  CHECK(*seconds.passed <= 60);
}

TEST_CASE("what is forecast of one of several checks is the plan of all") {
  gradlab::check::CheckOptions options;
  options.budget = 60;
  Plan said;
  options.forecast = [&](const Plan& plan) { said = plan; };
  const auto third = gradlab::check::share_budget(options, 3);
  CHECK(third.budget == 20);
  Plan plan;
  plan.costs = 5, plan.seconds = 15, plan.budget = third.budget;
  third.forecast(plan);
  CHECK(said.costs == 15);
  CHECK(said.seconds == 45);
  CHECK(said.budget == 60);
  CHECK(!gradlab::check::share_budget({}, 3).forecast);
}

TEST_CASE("a cost that is slower away from theta is stopped by the clock") {
  Seconds seconds;
  const vec theta = some_theta(10);
  const Cost slow = [now = seconds.passed, theta](const vec& t) {
    if (!arma::approx_equal(t, theta, "absdiff", 0)) *now += 9;
    return smooth(t);
  };
  const Result result = seconds.check(slow, slope_of_smooth(theta), theta, 60);
  CHECK(*seconds.passed <= 70);
  CHECK(result.entries.size() < 10);
  CHECK(!result.entries.empty());
  CHECK(result.verdict == Verdict::agree);
  CHECK(count_words(result.plan, "time was over") == 1);
}

TEST_CASE("within a budget no right gradient is called wrong, and no visible wrong one right") {
  struct Row {
    const char* name;
    Cost cost;
    std::function<vec(const vec&)> slope;
    vec theta;
  };
  const Row rows[] = {
      {"smooth", smooth, slope_of_smooth, some_theta(6)},
      {"relu at 0", [](const vec& t) { return std::max(t(0), 0.0) + t(1) * t(1); },
       [](const vec& t) { return vec{0, 2 * t(1)}; }, {0, 0.5}},
      {"edge", [](const vec& t) { return t(0) < 0 ? arma::datum::nan : std::exp(2 * t(0)) + t(1); },
       [](const vec&) { return vec{2, 1}; }, {0, 0.5}},
      {"narrow bump", [](const vec& t) { const double u = (t(0) - 0.5) / 1e-7; return std::exp(-u * u) + t(1) * t(1); },
       [](const vec& t) { const double u = (t(0) - 0.5) / 1e-7; return vec{-2e7 * u * std::exp(-u * u), 2 * t(1)}; },
       {0.5 + 0.7e-7, 0.5}},
      {"level ripple", [](const vec& t) { const double u = t(0) / 1e-7; return t(0) * std::exp(-u * u) + t(1) * t(1); },
       [](const vec& t) { return vec{1, 2 * t(1)}; }, {0, 0.5}},
      {"float", [](const vec& t) { return static_cast<double>(static_cast<float>(smooth(t))); }, slope_of_smooth,
       some_theta(4)},
      {"solver", [](const vec& t) { return smooth(t) + 1e-9 * std::sin(1e12 * arma::accu(t)); }, slope_of_smooth,
       some_theta(4)},
      {"stairs", [](const vec& t) { return std::floor(1e7 * smooth(t)) / 1e7; }, slope_of_smooth, some_theta(3)},
      {"units", [](const vec& t) { return std::exp(t(0) / 1e6) + std::sin(t(1) / 1e-6); },
       [](const vec& t) { return vec{std::exp(t(0) / 1e6) / 1e6, std::cos(t(1) / 1e-6) / 1e-6}; }, {2e5, 0.4e-6}}};
  const Seconds seconds;
  for (const Row& row : rows) {
    for (const double budget : {20.0, 40.0, 150.0}) {
      const std::string name = row.name;
      CAPTURE(name);
      CAPTURE(budget);
      CHECK(seconds.check(row.cost, row.slope(row.theta), row.theta, budget).verdict != Verdict::disagree);
      CHECK(*seconds.passed <= budget + 1);
      CHECK(seconds.check(row.cost, row.slope(row.theta) * 1.5 + 0.1, row.theta, budget).verdict != Verdict::agree);
    }
  }
}

TEST_CASE("a max at a tie, where each entry alone may be right, is not called right within a budget") {
  const Seconds seconds;
  const auto cost = [](const vec& t) { return std::max(t(0), t(1)); };
  CHECK(seconds.check(cost, {1, 1}, {0.5, 0.5}, 40).verdict != Verdict::agree);
  CHECK(seconds.check(cost, {1, 0}, {0.5, 0.5}, 40).verdict != Verdict::disagree);
  CHECK(seconds.check(cost, {1, 0}, {0.7, 0.5}, 40).verdict == Verdict::agree);
}

TEST_CASE("a budget is for single entries by all methods") {
  const Seconds seconds;
  GradientOptions options;
  options.directions = 2;
  CHECK_THROWS_WITH_AS(seconds.check(smooth, {1, 1}, {1, 1}, 20, options), doctest::Contains("directions"),
                       std::invalid_argument);
  options.directions = 0;
  options.method = "ridders";
  CHECK_THROWS_WITH_AS(seconds.check(smooth, {1, 1}, {1, 1}, 20, options), doctest::Contains("auto"),
                       std::invalid_argument);
}

TEST_CASE("a slow first call does not make the forecast") {
  const auto seconds = std::make_shared<double>(0);
  const auto first = std::make_shared<bool>(true);
  Plan said;
  GradientOptions options;
  options.forecast = [&](const Plan& plan) { said = plan; };
  options.clock = [seconds] { return *seconds; };
  const vec theta = {0.3, -0.4, 0.8};
  const auto cost_and_gradient = [=](const vec& t) {
    *seconds += std::exchange(*first, false) ? 0.1 : 0.001;
    return std::pair(smooth(t), slope_of_smooth(theta));
  };
  gradlab::check_gradient(cost_and_gradient, theta, options);
  CHECK(said.cost_seconds == doctest::Approx(0.001));
}

TEST_CASE("without a budget the first cost is timed, and the forecast said") {
  const Seconds seconds;
  GradientOptions options;
  Plan said;
  options.forecast = [&](const Plan& plan) { said = plan; };
  const vec theta = {0.3, -0.4, 0.8};
  const Result result = seconds.check(smooth, slope_of_smooth(theta), theta, 0, options);
  CHECK(said.effort == Effort::full);
  CHECK(said.cost_seconds == 1);
  CHECK(said.seconds > 60);
  CHECK(result.plan.seconds == said.seconds);
  // What is forecast is about what is spent.
  CHECK(*seconds.passed < 1.5 * said.seconds);
  CHECK(*seconds.passed > said.seconds / 3);
}

TEST_SUITE_END();

}  // namespace test_plan
