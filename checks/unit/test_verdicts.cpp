// Verdicts on functions outside any catalogue: narrow features, steep slopes, stairs, jumps, edges, shared kinks,
// hidden entries, few digits. Each right gradient has a wrong twin beside it.
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace test_verdicts {

using gradlab::GradientOptions, gradlab::Result;
using gradlab::check::Verdict;
using arma::vec;

namespace {

using Cost = std::function<double(const vec&)>;

Result check(const Cost& cost, const vec& claimed, const vec& theta, const GradientOptions& options = {}) {
  return gradlab::check_gradient([cost](const vec& t) { return cost(t); },
                                 [claimed](const vec&) -> vec { return claimed; }, theta, options);
}

Verdict verdict(const Cost& cost, const vec& claimed, const vec& theta, const GradientOptions& options = {}) {
  return check(cost, claimed, theta, options).verdict;
}

// Of one implementation's entry i.
Verdict verdict_of_entry(const Result& result, std::size_t i) { return result.implementations[0].verdicts[i]; }

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

}  // namespace

TEST_SUITE_BEGIN("verdicts");

TEST_CASE("a narrow term that the gradient forgot is found, whatever its width") {
  for (const double width : {3e-4, 1e-6, 1e-9}) {
    CAPTURE(width);
    const double x = 0.5 + 0.7 * width, u = (x - 0.5) / width;
    const Cost cost = [width](const vec& t) {
      const double v = (t(0) - 0.5) / width;
      return 0.05 * t(0) * t(0) + t(1) * t(1) + std::exp(-v * v);
    };
    CHECK(verdict(cost, {0.1 * x - 2 * u / width * std::exp(-u * u), 0.6}, {x, 0.3}) == Verdict::agree);
    CHECK(verdict(cost, {0.1 * x, 0.6}, {x, 0.3}) == Verdict::disagree);
  }
}

TEST_CASE("peaks in their usual units: a forgotten center is found") {
  struct Peak {
    double center, width, amplitude;
  };
  for (const Peak& peak :
       {Peak{2349.1, 0.5, 0.8}, Peak{500.25, 0.01, 1e4}, Peak{2024.3, 1, 40}, Peak{2048.3, 2, 200},
        Peak{1.42e9, 3e3, 1}, Peak{3.1e-9, 2e-10, 1e-3}, Peak{273.16, 0.02, 5}, Peak{38.47, 0.03, 900},
        Peak{1.72e9, 3600, 12}, Peak{6.328e-7, 1e-12, 2}, Peak{7.26, 0.002, 30}, Peak{6562.8, 0.6, 3},
        Peak{0.02512, 1e-4, 4}, Peak{60345.2, 0.3, 2}, Peak{1.12, 1e-3, 0.5}}) {
    CAPTURE(peak.center);
    const double center = peak.center, width = peak.width, amplitude = peak.amplitude;
    const Cost cost = [=](const vec& t) {
      double sum = 0;
      for (int i = -7; i <= 7; ++i) {
        const double at = center + 0.3 * i * width, u = (at - t(0)) / t(2), v = 0.3 * i;
        const double residual = t(1) * std::exp(-u * u) - amplitude * std::exp(-v * v);
        sum += residual * residual / 2;
      }
      return sum;
    };
    const vec theta = {center + 0.4 * width, 1.1 * amplitude, 0.9 * width};
    vec gradient(3, arma::fill::zeros);
    for (int i = -7; i <= 7; ++i) {
      const double at = center + 0.3 * i * width, u = (at - theta(0)) / theta(2), v = 0.3 * i, e = std::exp(-u * u);
      const double residual = theta(1) * e - amplitude * std::exp(-v * v);
      gradient += residual * vec{theta(1) * e * 2 * u / theta(2), e, theta(1) * e * 2 * u * u / theta(2)};
    }
    CHECK(verdict(cost, gradient, theta) == Verdict::agree);
    gradient(0) = 0;
    CHECK(verdict(cost, gradient, theta) == Verdict::disagree);
  }
}

TEST_CASE("a steep slope is no noise") {
  const Cost cost = [](const vec& t) {
    double s = 0;
    for (int i = 0; i < 20; ++i) {
      const double x = 1e8 * (0.5 + 0.05 * i), y = (i % 3) - 1;
      s += std::pow(t(2) * std::tanh(t(0) * x + t(1)) - y, 2);
    }
    return s / 20;
  };
  const vec t = {0.5e-8, 0.1, 1.3};
  vec g(3, arma::fill::zeros);
  for (int i = 0; i < 20; ++i) {
    const double x = 1e8 * (0.5 + 0.05 * i), y = (i % 3) - 1, h = std::tanh(t(0) * x + t(1));
    const double d = 2 * (t(2) * h - y) / 20, u = t(2) * d * (1 - h * h);
    g += vec{u * x, u, d * h};
  }
  CHECK(verdict(cost, g, t) == Verdict::agree);
  g(0) = 0;
  CHECK(verdict(cost, g, t) == Verdict::disagree);
}

TEST_CASE("the course's own cost, where log(1-h) moves in stairs") {
  const arma::mat X = {{-0.3, 1.8}, {-0.9, 0.8}};
  const vec y = {0, 1}, theta = {8, 10};
  const Cost cost = [&](const vec& t) {
    const vec h = 1 / (1 + arma::exp(-X * t));
    return -arma::mean(y % arma::log(h) + (1 - y) % arma::log(1 - h));
  };
  const vec h = 1 / (1 + arma::exp(-X * theta));
  const vec gradient = X.t() * (h - y) / 2;
  CHECK(verdict(cost, gradient, theta) == Verdict::agree);
  CHECK(verdict(cost, -gradient, theta) == Verdict::disagree);
}

TEST_CASE("random right logistic costs are never called wrong, wrong ones never right") {
  std::uint64_t state = 7;
  const auto uniform = [&state](double low, double high) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return low + (high - low) * static_cast<double>(state >> 11) * 0x1p-53;
  };
  // With features up to 3 some h are within a few units of 1: their logarithm jumps by a tenth, and stays for long.
  for (const auto& drawn : std::vector<std::pair<double, double>>{{6, 1}, {8, 1}, {11, 1}, {6, 3}, {11, 3}}) {
    const double size = drawn.first, reach = drawn.second;  // no binding: doctest's CAPTURE is a lambda
    int called_wrong = 0, called_right = 0;
    for (int k = 0; k < 40; ++k) {
      arma::mat X(4, 3);
      vec y(4), theta(3);
      X.transform([&](double) { return uniform(-reach, reach); });
      y.transform([&](double) { return uniform(0, 1) < 0.5 ? 0.0 : 1.0; });
      theta.transform([&](double) { return uniform(-size, size); });
      const Cost cost = [&](const vec& t) {
        const vec h = 1 / (1 + arma::exp(-X * t));
        return -arma::mean(y % arma::log(h) + (1 - y) % arma::log(1 - h));
      };
      const vec gradient = X.t() * (1 / (1 + arma::exp(-X * theta)) - y) / 4;
      called_wrong += verdict(cost, gradient, theta) == Verdict::disagree;
      called_right += verdict(cost, 1.01 * gradient, theta) == Verdict::agree;
    }
    CAPTURE(size);
    CAPTURE(reach);
    CHECK(called_wrong == 0);
    CHECK(called_right == 0);
  }
}

TEST_CASE("a low term under terms that cancel: right is not called wrong, and forgotten not right") {
  for (const double height : {1e-6, 2e-8}) {
    constexpr double width = 3e-8, center = 0.4;
    // (x + 40)^2 - x^2 - 80 x - 1600 is nothing but rounding, some 1e-12.
    const Cost cost = [height](const vec& t) {
      const double x = t(0), u = (x - center) / width;
      return (x + 40) * (x + 40) - x * x - 80 * x - 1600 + height * std::tanh(u) + 1e-4 * x;
    };
    const vec theta = {center + 0.4 * width};
    const double slope = height / width / std::pow(std::cosh(0.4), 2);
    CAPTURE(height);
    CHECK(verdict(cost, {1e-4 + slope}, theta) != Verdict::disagree);
    CHECK(verdict(cost, {1e-4}, theta) != Verdict::agree);
    CHECK(verdict(cost, {1e-4 - slope}, theta) == Verdict::disagree);
  }
  // Of (x + 900)^2 more rounding is left, some 2e-10.
  const auto rounding = [](double x) { return (x + 900) * (x + 900) - x * x - 1800 * x - 810000; };
  const Cost cost = [=](const vec& t) { return rounding(t(0)) + 3e-8 * std::tanh((t(0) - 0.4) / 4e-8) + 1e-4 * t(0); };
  CHECK(verdict(cost, {1e-4}, {0.4 + 0.5 * 4e-8}) != Verdict::agree);
}

TEST_CASE("a low narrow term that a longer step agrees without is found") {
  // The step of 1e-5 is too long for the peak, and one of 3e-3 passes over it.
  const double width = 1.7e-5, height = 5e-8, center = -0.75;
  const auto f = [=](double x) { return 1e-3 * x * x + height / (1 + std::pow((x - center) / width, 2)); };
  const Cost cost = [=](const vec& t) { return f(t(0)) + t(1) * t(1); };
  const vec theta = {center - 0.5 * width, 0.8};
  const double peak = 2 * height * 0.5 / width / (1.25 * 1.25);
  CHECK(verdict(cost, {2e-3 * theta(0) + peak, 1.6}, theta) != Verdict::disagree);
  CHECK(verdict(cost, {2e-3 * theta(0), 1.6}, theta) == Verdict::disagree);
}

TEST_CASE("doubt of short steps outlives a longer scale that agrees without a low peak") {
  const auto peak = [](double u) { return 5e-8 / (1 + u * u); };
  const Cost cost = [=](const vec& t) { return 0.3 * t(0) * t(0) + t(1) * t(1) + peak((t(0) + 0.75) / 1.7e-5); };
  const vec theta = {-0.75 - 1.7e-5, 0.8};
  CHECK(verdict(cost, {0.6 * theta(0), 1.6}, theta) != Verdict::agree);
  CHECK(verdict(cost, {0.6 * theta(0) + 5e-8 / 2 / 1.7e-5, 1.6}, theta) != Verdict::disagree);
}

TEST_CASE("a root whose end lies closer than all steps is not called by the slope of long ones") {
  const Cost root = [](const vec& t) { return std::sqrt(std::sqrt(t(0))); };
  for (const double x : {1e-16, 1.2e-14, 1e-12}) {
    CAPTURE(x);
    CHECK(verdict(root, {0.25 * std::pow(x, -0.75)}, {x}) != Verdict::disagree);
    CHECK(verdict(root, {29}, {x}) != Verdict::agree);
  }
}

TEST_CASE("a stair is no dead unit, though the cost stands still on both") {
  const Cost stairs = [](const vec& t) { return std::pow(std::round(t(0)) - 190.386 - 0.3, 2); };
  const Cost dead = [](const vec& t) { return std::max(0.0, t(0) - 191); };
  CHECK(verdict(stairs, {0}, {190.386}) != Verdict::agree);
  CHECK(verdict(dead, {0}, {190.386}) == Verdict::agree);
}

TEST_CASE("a jump at the point: the other entries are judged, and of its own nothing is known") {
  const Cost cost = [](const vec& t) { return double(t(0) >= 0) + arma::dot(t, t); };
  const vec theta = {0, 1, 2, 3, 4};
  const Result wrong = check(cost, {1, -2, 3, -4, 5}, theta);
  CHECK(wrong.verdict == Verdict::disagree);
  CHECK(verdict_of_entry(wrong, 0) == Verdict::undecided);
  CHECK(wrong.numerical[0].feature == gradlab::numeric::Feature::jump);
  for (std::size_t i = 1; i < 5; ++i) CHECK(verdict_of_entry(wrong, i) == Verdict::disagree);
  const Result right = check(cost, 2 * theta, theta);
  CHECK(right.verdict == Verdict::undecided);
  for (std::size_t i = 1; i < 5; ++i) CHECK(verdict_of_entry(right, i) == Verdict::agree);
  CHECK(verdict([](const vec& t) { return std::floor(t(0)); }, {3}, {4}) == Verdict::undecided);
}

TEST_CASE("one floor for a block hides no small entry") {
  const auto noise = [](double x) { return 4e-9 * std::sin(1e9 * x + 1e6 * std::cos(1e7 * x)); };
  const Cost cost = [noise](const vec& t) { return 1.1 * t(0) + 3.1e-6 * t(1) + noise(t(0) + t(1)) + t(0) * t(0); };
  CHECK(verdict(cost, {1.1 + 0.4, 0}, {0.2, 0.3}) != Verdict::agree);
  const Cost offset = [](const vec& t) { return 1e14 + arma::accu(arma::sin(t)); };
  const vec theta = {0.3, 1.1, -0.7};
  CHECK(verdict(offset, 1.3 * arma::cos(theta), theta) != Verdict::agree);
  CHECK(verdict(offset, arma::cos(theta), theta) != Verdict::disagree);
}

TEST_CASE("entries that share a kink are judged together") {
  const Cost largest = [](const vec& t) { return t.max(); };
  const vec ones = {1, 1, 1};
  CHECK(verdict(largest, {1, 0, 0}, ones) == Verdict::agree);
  CHECK(verdict(largest, {0.25, 0.5, 0.25}, ones) == Verdict::agree);
  CHECK(verdict(largest, {0, 0, 0}, ones) == Verdict::disagree);
  CHECK(verdict(largest, {1, 1, 1}, ones) == Verdict::disagree);
  const Cost apart = [](const vec& t) { return std::abs(t(0) - t(1)); };
  CHECK(verdict(apart, {0.5, -0.5}, {2, 2}) == Verdict::agree);
  CHECK(verdict(apart, {1, 1}, {2, 2}) == Verdict::disagree);
  const Cost unit = [](const vec& t) { return 3 * std::max(0.0, t(0) + 2 * t(1)); };
  CHECK(verdict(unit, {0, 0}, {0, 0}) == Verdict::agree);
  CHECK(verdict(unit, {3, 6}, {0, 0}) == Verdict::agree);
  CHECK(verdict(unit, {3, 0}, {0, 0}) == Verdict::disagree);
  const Cost norm = [](const vec& t) { return arma::norm(t); };
  CHECK(verdict(norm, {0, 0}, {0, 0}) == Verdict::agree);
  CHECK(verdict(norm, {1, 1}, {0, 0}) == Verdict::disagree);
}

TEST_CASE("kinks close beside the point do not hide its slope") {
  const Cost cost = [](const vec& t) {
    const double u = t(0) - 0.3;
    return std::abs(u - 1e-5) + std::abs(u + 1e-5) - 2 * std::abs(u - 4e-5) + t(1) * t(0);
  };
  CHECK(verdict(cost, {2.3, 0.3}, {0.3, 0.3}) == Verdict::agree);
  CHECK(verdict(cost, {0.3, 0.3}, {0.3, 0.3}) == Verdict::disagree);
  const Cost power = [](const vec& t) { return std::pow(std::abs(t(0)), 1.01); };
  CHECK(verdict(power, {1.01 * std::pow(1e-5, 0.01)}, {1e-5}) == Verdict::agree);
  CHECK(verdict(power, {0}, {0}) != Verdict::disagree);
}

TEST_CASE("a cost that throws, is NaN or infinite away from theta has an edge there, and is judged inside") {
  const auto logs = [](const vec& t, int beyond) {
    double sum = 0;
    for (const double x : t) {
      if (x <= 0 && beyond == 0) throw std::domain_error("x must be positive");
      if (x <= 0) return beyond == 1 ? std::nan("") : std::numeric_limits<double>::infinity();
      sum += std::log(x);
    }
    return sum;
  };
  for (const int beyond : {0, 1, 2}) {
    CAPTURE(beyond);
    const Cost cost = [=](const vec& t) { return logs(t, beyond); };
    const vec theta = {0.8, 0.5, 0.01};
    CHECK(verdict(cost, 1 / theta, theta) == Verdict::agree);
    CHECK(verdict(cost, -1 / theta, theta) == Verdict::disagree);
  }
  const Cost edge = [](const vec& t) { return t(0) >= 0 ? std::exp(2 * t(0)) : std::nan(""); };
  const Result at_edge = check(edge, {2}, {0});
  CHECK(at_edge.verdict == Verdict::agree);
  CHECK(at_edge.numerical[0].feature == gradlab::numeric::Feature::edge);
  CHECK(verdict(edge, {1}, {0}) == Verdict::disagree);
}

TEST_CASE("directions see two exchanged entries, and parameters of any scale") {
  GradientOptions along;
  along.directions = 3;
  const vec c = arma::linspace(0.1, 1, 200), x = arma::sin(arma::linspace(1, 90, 200)), right = c % arma::cos(x);
  const Cost cost = [c](const vec& t) { return arma::dot(c, arma::sin(t)); };
  int missed = 0;
  for (arma::uword k = 0; k < 20; ++k) {
    vec exchanged = right;
    std::swap(exchanged((7 * k) % 200), exchanged((13 * k + 101) % 200));
    along.seed = k + 1;
    missed += verdict(cost, exchanged, x, along) == Verdict::agree;
  }
  CHECK(missed == 0);
  CHECK(verdict(cost, right, x, along) == Verdict::agree);
  const vec s = arma::logspace(-6, 6, 25), v = arma::cos(arma::linspace(0, 40, 25)) * 1.7;
  const Cost scaled = [s](const vec& t) {
    const vec u = t / s;
    return arma::accu(arma::square(u - 0.5) + arma::cos(u));
  };
  const vec gradient = (2 * (v - 0.5) - arma::sin(v)) / s;
  CHECK(verdict(scaled, gradient, s % v, along) == Verdict::agree);
  CHECK(verdict(scaled, -gradient, s % v, along) == Verdict::disagree);
}

TEST_CASE("costs of 1e-300 to 1e300, and costs of few digits") {
  const vec theta = {0.4, -1.2};
  for (const double factor : {1e-300, 1e-180, 1e200, 1e300}) {
    CAPTURE(factor);
    const Cost cost = [factor](const vec& t) { return factor * (std::sin(t(0)) * std::exp(0.3 * t(1)) + 2); };
    const vec gradient = {factor * std::cos(0.4) * std::exp(-0.36), factor * std::sin(0.4) * 0.3 * std::exp(-0.36)};
    CHECK(verdict(cost, gradient, theta) == Verdict::agree);
    CHECK(verdict(cost, 1.001 * gradient, theta) == Verdict::disagree);
  }
  const auto half = [](double x) {
    int exponent = 0;
    const double mantissa = std::frexp(x, &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(mantissa, 11)), exponent - 11);
  };
  const Cost cost = [half](const vec& t) { return half(half(std::sin(half(t(0)))) + half(t(1) * t(1))); };
  CHECK(verdict(cost, {std::cos(0.4), -2.4}, theta) != Verdict::disagree);
  CHECK(verdict(cost, {0, 0}, theta) != Verdict::agree);
}

TEST_CASE("the last digits of a sigmoid") {
  const Cost cost = [](const vec& t) { return -std::log(sigmoid(t(0))); };
  CHECK(verdict(cost, {-1 / (1 + std::exp(40.0))}, {40}) != Verdict::disagree);
  CHECK(verdict(cost, {0.5}, {40}) == Verdict::disagree);
}

TEST_SUITE_END();

}  // namespace test_verdicts
