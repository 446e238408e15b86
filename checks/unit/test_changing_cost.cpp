// Costs and gradients that answer otherwise when they are asked again: state and chance, told apart and judged.
#include "gradlab/check/repeated_calls.hpp"
#include "gradlab/check_gradient.hpp"
#include "gradlab/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace test_changing_cost {

using namespace gradlab;
using arma::vec;
using check::Order, check::Verdict;

namespace {

const vec theta = {0.3, 1.1, -0.7};

double smooth(const vec& t) { return arma::accu(arma::exp(t)) + 7; }
vec right(const vec& t) { return arma::exp(t); }
vec wrong(const vec& t) { return -arma::exp(t); }
vec slightly_wrong(const vec& t) { return 1.01 * arma::exp(t); }

std::string kinds_of(const Result& result) {
  std::string kinds;
  for (const check::Trouble& trouble : result.troubles) {
    if (kinds.find(trouble.kind) == kinds.npos) kinds += (kinds.empty() ? "" : " ") + trouble.kind;
  }
  return kinds;
}

// The two numbers of "cost is 1.25, then 1.26 at".
std::pair<std::string, std::string> numbers_in(const std::string& evidence) {
  const std::size_t first = evidence.find(" is ") + 4, comma = evidence.find(", then ");
  const std::size_t second = comma + 7;
  return {evidence.substr(first, comma - first), evidence.substr(second, evidence.find(" at ", second) - second)};
}

}  // namespace

TEST_SUITE_BEGIN("changing cost");

TEST_CASE("a counter keeps state: a right gradient is undecided, a wrong one disagrees beyond the seen change") {
  for (const double step : {1e-12, 1e-6, 1e-3}) {
    CAPTURE(step);
    long calls = 0;
    const auto cost = [&](const vec& t) { return smooth(t) + step * static_cast<double>(calls++); };
    const Result result = check_gradient(cost, right, theta);
    CHECK(kinds_of(result) == "keeps_state");
    CHECK(result.verdict == Verdict::undecided);
    if (step <= 1e-6) CHECK(result.implementations.front().taylor_slope == doctest::Approx(2).epsilon(0.05));
    CHECK(check_gradient(cost, wrong, theta).verdict == Verdict::disagree);
  }
}

TEST_CASE("a warm start keeps state, settled or not: a right gradient never disagrees, a wrong one never agrees") {
  for (const double rate : {0.0, 0.3, 0.9, 0.98}) {
    for (const double start : {3.0, smooth(theta)}) {
      CAPTURE(rate);
      CAPTURE(start);
      double state = start;
      const auto cost = [&](const vec& t) {
        const double before = state;
        state = rate * state + (1 - rate) * smooth(t);
        return rate == 0 ? before : state;
      };
      const Result result = check_gradient(cost, right, theta);
      CHECK(kinds_of(result) == "keeps_state");
      CHECK(result.verdict == Verdict::undecided);
      CHECK(check_gradient(cost, wrong, theta).verdict != Verdict::agree);
    }
  }
}

TEST_CASE("a power iteration that goes on at each call keeps state") {
  const arma::mat A = {{2, 1, 0}, {1, 3, 0.5}, {0, 0.5, 1}};
  vec v = {1, 1, 1}, values;
  arma::mat vectors;
  const auto cost = [&](const vec& t) {
    const arma::mat moved = A + arma::diagmat(t);
    const vec next = moved * v;
    v = arma::normalise(next);
    return arma::norm(next);
  };
  arma::eig_sym(values, vectors, A + arma::diagmat(theta));
  const vec gradient = arma::square(vectors.col(2));
  const auto claim = [&](double factor) { return [=](const vec&) -> vec { return factor * gradient; }; };
  const Result result = check_gradient(cost, claim(1), theta);
  CHECK(kinds_of(result) == "keeps_state");
  CHECK(result.verdict == Verdict::undecided);
  CHECK(check_gradient(cost, claim(-1), theta).verdict != Verdict::agree);
}

TEST_CASE("small chance is noise and leaves no doubt: right agrees, wrong by a percent disagrees") {
  for (const double size : {1e-12, 1e-9, 1e-7}) {
    CAPTURE(size);
    Random random(3);
    const auto cost = [&](const vec& t) { return smooth(t) + size * random.normal(); };
    const Result result = check_gradient(cost, right, theta);
    CHECK(kinds_of(result) == "not_deterministic");
    CHECK(result.troubles.front().severity == check::Severity::note);
    CHECK(result.verdict == Verdict::agree);
    CHECK(check_gradient(cost, slightly_wrong, theta).verdict == Verdict::disagree);
  }
}

TEST_CASE("large chance leaves a doubt, and calls nothing right") {
  for (const double size : {1e-2, 1.0}) {
    CAPTURE(size);
    Random random(3);
    const auto cost = [&](const vec& t) { return smooth(t) + size * random.normal(); };
    const Result result = check_gradient(cost, right, theta);
    CHECK(kinds_of(result) == "not_deterministic");
    CHECK(check::has_trouble(result.troubles, check::Severity::doubt));
    CHECK(result.verdict == Verdict::undecided);
    CHECK(check_gradient(cost, slightly_wrong, theta).verdict == Verdict::undecided);
  }
}

TEST_CASE("a gradient of chance: small is a remark, large a doubt") {
  for (const double size : {1e-12, 0.1}) {
    CAPTURE(size);
    Random random(5);
    const auto gradient = [&](const vec& t) -> vec { return right(t) * (1 + size * random.normal()); };
    const Result result = check_gradient(smooth, gradient, theta);
    CHECK(kinds_of(result) == "not_deterministic");
    CHECK(result.verdict == (size < 1e-6 ? Verdict::agree : Verdict::undecided));
  }
}

TEST_CASE("the digits shown differ, as many as it takes") {
  for (const double step : {1e-12, 1e-9, 1e-3}) {
    long calls = 0;
    const auto cost = [&](const vec& t) { return smooth(t) + step * static_cast<double>(calls++); };
    for (const check::Trouble& trouble : check_gradient(cost, right, theta).troubles) {
      const auto [one, other] = numbers_in(trouble.evidence);
      CAPTURE(trouble.evidence);
      CHECK(one != other);
      CHECK(std::stod(other) - std::stod(one) == doctest::Approx(step).epsilon(0.6));
    }
  }
}

TEST_CASE("a pair whose call changes theta is noticed, one that does not is not") {
  const auto changing = [](vec& t) {
    const std::pair<double, vec> both{arma::dot(t, t), 2 * t};
    t *= 2;
    return both;
  };
  const Result result = check_gradient(changing, theta);
  CHECK(kinds_of(result) == "changes_argument");
  CHECK(result.verdict == Verdict::agree);
  CHECK(check_gradient([](vec& t) { return std::pair<double, vec>{arma::dot(t, t), 2 * t}; }, theta).troubles.empty());
}

TEST_CASE("the order of answers") {
  CHECK(check::find_order({1, 1, 1, 1, 1, 1}, 0) == Order::steady);
  CHECK(check::find_order({1, 2, 3, 4, 5, 6}, 1e-12) == Order::ordered);
  CHECK(check::find_order({1, 9, 5, 7, 6, 6.5}, 0) == Order::ordered);
  CHECK(check::find_order({3, 1, 1, 1, 1, 1}, 0) == Order::ordered);
  CHECK(check::find_order({1, 2, 1, 2, 1, 2}, 0) == Order::ordered);
  CHECK(check::find_order({4, 1, 5, 2, 6, 3}, 0) == Order::scattered);
  CHECK(check::find_order({1, 2, 3, 4, 5, 4.9}, 0) == Order::scattered);
  Random random(1);
  int ordered = 0;
  for (int k = 0; k < 4000; ++k) {
    std::vector<double> answers(6);
    std::generate(answers.begin(), answers.end(), [&] { return random.normal(); });
    ordered += check::find_order(answers, 0) != Order::scattered;
  }
  CHECK(ordered < 20);
}

TEST_SUITE_END();

}  // namespace test_changing_cost
