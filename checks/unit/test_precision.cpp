// Costs, gradients and parameters of few bits: each named for what it is, and judged by its own rounding.
#include "gradlab/check/precision.hpp"
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace test_precision {

using namespace gradlab;
using arma::vec;
using check::Verdict;

namespace {

const vec theta = {0.3, 1.1, -0.7, 0.45};

double smooth(const vec& t) { return arma::accu(arma::exp(t)) + 0.3; }
vec right(const vec& t) { return arma::exp(t); }

double round_to_bits(double value, int bits) {
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  return std::ldexp(std::nearbyint(std::ldexp(mantissa, bits)), exponent - bits);
}

vec rounded(vec values, int bits) { return values.transform([=](double v) { return round_to_bits(v, bits); }); }

const check::Trouble* find(const Result& result, const std::string& kind) {
  for (const check::Trouble& trouble : result.troubles) {
    if (trouble.kind == kind) return &trouble;
  }
  return nullptr;
}

struct Row {
  int bits;
  const char* kind;
  double visible;  // a relative mistake that the format's rounding does not hide
};
const Row rows[] = {{24, "single_precision", 1e-4}, {11, "half_precision", 0.1}, {8, "bfloat16", 0.5}};

}  // namespace

TEST_SUITE_BEGIN("precision");

TEST_CASE("a gradient of few bits beside a cost in double precision agrees to its own rounding, and no further") {
  for (const Row& row : rows) {
    const auto [bits, kind, visible] = row;
    CAPTURE(row.kind);
    const auto claim = [bits = bits](double factor) {
      return [=](const vec& t) -> vec { return rounded(factor * right(t), bits); };
    };
    const Result result = check_gradient(smooth, claim(1), theta);
    CHECK(result.verdict == Verdict::agree);
    REQUIRE(find(result, kind));
    CHECK(result.troubles.size() == 1);
    const std::string has = "its gradient has the " + std::to_string(bits) + " bits";
    CHECK(find(result, kind)->evidence.find(has) != std::string::npos);
    CHECK(check_gradient(smooth, claim(1 + visible), theta).verdict == Verdict::disagree);
  }
}

TEST_CASE("a gradient known at theta alone is recognized by its float32 entries, and a wrong one called wrong") {
  const auto claim = [](double factor) {
    return [given = rounded(factor * right(theta), 24)](const vec&) -> vec { return given; };
  };
  CHECK(check_gradient(smooth, claim(1), theta).verdict == Verdict::agree);
  CHECK(check_gradient(smooth, claim(1.0001), theta).verdict == Verdict::disagree);
}

TEST_CASE("one wrong entry of a float32 gradient disagrees, a small one too") {
  const auto scaled = [](const vec& t) { return 1e3 * std::sin(t(0)) + t(1) * t(1) + 1e-2 * t(2) * t(2); };
  const auto claim = [](double factor) {
    return [=](const vec& t) -> vec {
      return rounded({1e3 * std::cos(t(0)), 2 * t(1), factor * 2e-2 * t(2), 0}, 24);
    };
  };
  CHECK(check_gradient(scaled, claim(1), theta).verdict == Verdict::agree);
  CHECK(check_gradient(scaled, claim(0.9), theta).verdict == Verdict::disagree);
}

TEST_CASE("a cost of few bits is named, its right gradient never called wrong") {
  for (const Row& row : rows) {
    const auto [bits, kind, visible] = row;
    CAPTURE(row.kind);
    const auto cost = [bits = bits](const vec& t) { return round_to_bits(smooth(t), bits); };
    const Result result = check_gradient(cost, right, theta);
    REQUIRE(find(result, kind));
    CHECK(find(result, kind)->evidence.find("the cost: it has the " + std::to_string(bits) + " bits") == 0);
    CHECK(result.troubles.size() == 1);
    CHECK(result.verdict != Verdict::disagree);
    CHECK(check_gradient(cost, [](const vec& t) -> vec { return 0 * t; }, theta).verdict != Verdict::agree);
  }
}

TEST_CASE("numbers that happen to have few bits are no format") {
  const vec c = {0.25, 0.75, 1.5, -3};
  const auto linear = [&](const vec& t) { return arma::dot(c, t); };
  const Result result = check_gradient(linear, [&](const vec&) -> vec { return c; }, theta);
  CHECK(result.troubles.empty());
  CHECK(result.verdict == Verdict::agree);
  CHECK(check_gradient(linear, [&](const vec&) -> vec { return c * (1 + 1e-6); }, theta).verdict == Verdict::disagree);
  CHECK(check::find_format({0.5, 0.25, 3, 0}) == nullptr);
  CHECK(check::find_format({0.1, 0.5}) == nullptr);
  REQUIRE(check::find_format({static_cast<double>(0.1F), 0.5}));
  CHECK(check::find_format({static_cast<double>(0.1F), 0.5})->bits == 24);
  CHECK(check_gradient(smooth, right, theta).troubles.empty());
}

TEST_CASE("parameters that pass through float32 inside the cost are named, one or all") {
  for (const bool all : {false, true}) {
    CAPTURE(all);
    const auto cost = [all](vec t) {
      for (arma::uword k = 0; k < t.n_elem; ++k) t(k) = all || k == 2 ? static_cast<float>(t(k)) : t(k);
      return smooth(t);
    };
    const Result result = check_gradient([&](const vec& t) { return cost(t); }, right, theta);
    REQUIRE(find(result, "single_precision"));
    const std::string& evidence = find(result, "single_precision")->evidence;
    CAPTURE(evidence);
    const char* which = all ? "4 entries of theta pass through" : "entry 2 of theta passes through";
    CHECK(evidence.find(which) != std::string::npos);
    CHECK(result.verdict == Verdict::agree);
    const auto wrong = [](const vec& t) -> vec { return 1.01 * right(t); };
    CHECK(check_gradient([&](const vec& t) { return cost(t); }, wrong, theta).verdict == Verdict::disagree);
  }
}

TEST_CASE("a parameter that passes through %.6g is no float32") {
  const auto cost = [](vec t) {
    t(2) = std::nearbyint(t(2) * 1e6) / 1e6;
    return smooth(t);
  };
  CHECK_FALSE(find(check_gradient([&](const vec& t) { return cost(t); }, right, theta), "single_precision"));
}

TEST_SUITE_END();

}  // namespace test_precision
