// Points at which a wrong gradient may look right, the point beside them that is tried, and several points in one call.
#include "gradlab/check/points.hpp"
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>

namespace test_points {

using namespace gradlab;
using arma::vec;
using check::Verdict;

namespace {

const vec zeros(4, arma::fill::zeros);

double squares(const vec& t) { return arma::dot(t, t); }

// Beside a penalty of lambda / 2m.
double penalized(const vec& t) { return arma::accu(arma::log1p(arma::exp(t - 0.3))) + 0.05 * arma::dot(t, t); }
vec of_penalized(const vec& t) { return 1 / (1 + arma::exp(0.3 - t)) + 0.1 * t; }
vec without_penalty(const vec& t) { return 1 / (1 + arma::exp(0.3 - t)); }

std::string report_of(const Result& result) { return (std::ostringstream() << result).str(); }

Result check_times(double factor, const vec& theta, const GradientOptions& options = {}) {
  return check_gradient(squares, [=](const vec& t) -> vec { return factor * t; }, theta, options);
}

}  // namespace

TEST_SUITE_BEGIN("points");

TEST_CASE("at a theta of zeros a wrong factor is found at a second point, and that point is named") {
  const Result wrong = check_times(-3, zeros);
  CHECK(wrong.verdict == Verdict::disagree);
  CHECK(wrong.blind == "theta is all 0");
  REQUIRE(wrong.points.size() == 1);
  CHECK(wrong.points[0].verdict == Verdict::disagree);
  CHECK(wrong.implementations[0].verdict == Verdict::agree);
  CHECK(report_of(wrong).find("  point 2     disagree at theta = (") != std::string::npos);
  CHECK(report_of(wrong).find("  at point 2\n") != std::string::npos);
  const Result right = check_times(2, zeros);
  CHECK(right.verdict == Verdict::agree);
  CHECK(right.points.size() == 1);
  CHECK(report_of(right).find("at 2 points.") != std::string::npos);
}

TEST_CASE("a forgotten penalty does not agree at zeros") {
  CHECK(check_gradient(penalized, without_penalty, zeros).verdict == Verdict::disagree);
  CHECK(check_gradient(penalized, of_penalized, zeros).verdict == Verdict::agree);
}

TEST_CASE("entries that are all equal hide exchanged ones") {
  const vec equal = {0.5, 0.5, 0.5, 0.5};
  const auto cubes = [](const vec& t) { return arma::accu(arma::pow(t, 3)); };
  const auto reversed = [](const vec& t) -> vec { return 3 * arma::square(arma::reverse(t)); };
  const Result wrong = check_gradient(cubes, reversed, equal);
  CHECK(wrong.blind == "all entries of theta are equal");
  CHECK(wrong.verdict == Verdict::disagree);
  const auto right = [](const vec& t) -> vec { return 3 * arma::square(t); };
  CHECK(check_gradient(cubes, right, equal).verdict == Verdict::agree);
}

TEST_CASE("at a minimum elsewhere any factor looks right") {
  const vec bottom = {1, -2, 3};
  const auto bowl = [=](const vec& t) { return arma::accu(arma::cosh(t - bottom)); };
  const auto claim = [=](double factor) {
    return [=](const vec& t) -> vec { return factor * arma::sinh(t - bottom); };
  };
  const Result wrong = check_gradient(bowl, claim(5), bottom);
  CHECK(wrong.blind == "the gradient is 0");
  CHECK(wrong.verdict == Verdict::disagree);
  CHECK(check_gradient(bowl, claim(1), bottom).verdict == Verdict::agree);
}

TEST_CASE("where nothing is blind no further point is tried, and what disagrees at theta needs none") {
  const Result result = check_times(2, {0.1, 0.2, 0.3});
  CHECK(result.blind.empty());
  CHECK(result.points.empty());
  CHECK(report_of(result).find("blind") == std::string::npos);
  const Result wrong = check_gradient(squares, [](const vec& t) -> vec { return 2 * t + 1; }, zeros);
  CHECK(wrong.verdict == Verdict::disagree);
  CHECK(wrong.points.empty());
}

TEST_CASE("a gradient that is the same beside the point is one of that point alone, unless the caller says otherwise") {
  const auto zero = [](const vec& t) -> vec { return 0 * t; };
  CHECK(check_gradient(squares, zero, zeros).verdict == Verdict::agree);
  GradientOptions options;
  options.trust_constant = false;
  CHECK(check_gradient(squares, zero, zeros, options).verdict == Verdict::disagree);
  options.beside_blind = false;
  CHECK(check_times(-3, zeros, options).verdict == Verdict::agree);
}

TEST_CASE("the second point keeps to where the cost has a value") {
  const auto logs = [](const vec& t) { return -arma::accu(arma::log(0.01 - arma::square(t))); };
  const auto gradient = [](const vec& t) -> vec { return 2 * t / (0.01 - arma::square(t)); };
  const Result right = check_gradient(logs, gradient, zeros);
  CHECK(right.verdict == Verdict::agree);
  REQUIRE(right.points.size() == 1);
  CHECK(arma::abs(right.points[0].theta).max() < 0.1);
  CHECK(check_gradient(logs, [](const vec& t) -> vec { return t / (0.01 - arma::square(t)); }, zeros).verdict ==
        Verdict::disagree);
}

TEST_CASE("several points in one call give one result, the worst of all") {
  GradientOptions options;
  options.points = 3;
  const vec theta = {0.4, -1.2};
  const auto hinge = [](const vec& t) { return arma::accu(arma::square(arma::clamp(t, 0.0, 1e9))); };
  const auto gradient = [](const vec& t) -> vec { return 2 * arma::clamp(t, 0.0, 1e9); };
  const Result right = check_gradient(hinge, gradient, theta, options);
  CHECK(right.verdict == Verdict::agree);
  REQUIRE(right.points.size() == 2);
  CHECK(arma::abs(right.points[0].theta - right.points[1].theta).min() > 0);
  // Right at theta, where the first entry is 0.4.
  const auto lucky = [](const vec& t) -> vec { return {0.8, 2 * std::max(t(1), 0.0)}; };
  CHECK(check_gradient(hinge, lucky, theta).verdict == Verdict::agree);
  CHECK(check_gradient(hinge, lucky, theta, options).verdict == Verdict::disagree);
  options.points = 0;
  CHECK_THROWS_WITH_AS(check_gradient(hinge, lucky, theta, options), "points should be 1 or more, but is 0",
                       std::invalid_argument);
}

TEST_CASE("the same seed draws the same points") {
  GradientOptions options;
  options.points = 2;
  const vec theta = {0.4, -1.2};
  const auto point = [&](std::uint64_t seed) {
    options.seed = seed;
    return check_times(2, theta, options).points.at(0).theta;
  };
  CHECK(arma::approx_equal(point(1), point(1), "absdiff", 0));
  CHECK_FALSE(arma::approx_equal(point(1), point(2), "absdiff", 1e-3));
}

TEST_SUITE_END();

}  // namespace test_points
