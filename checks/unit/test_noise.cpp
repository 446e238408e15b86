// The noise of a cost, measured at a point and carried away from it: as large as it is, wherever the point lies among
// the steps of a function in single precision, and however little of the cost cancellation has left there.
#include "gradlab/check/cost_noise.hpp"
#include "gradlab/check_gradient.hpp"
#include "gradlab/numeric/noise.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>

namespace test_noise {

using namespace gradlab;
using arma::vec;

namespace {

// Between -1 and 1, another for each x, as rounding is, but of a size that is known.
double tremble(double x) {
  std::mt19937_64 generator(std::bit_cast<std::uint64_t>(x));
  generator.discard(1);
  return std::uniform_real_distribution<double>(-1, 1)(generator);
}

template <class Function>
numeric::Noise noise_of(Function f, double x, double stretch = 1) {
  Objective objective;
  objective.cost = [f](const vec& theta) { return f(theta(0)); };
  const vec theta = {x};
  const DifferenceFunction differences = differences_around(objective, theta);
  return numeric::measure_noise(numeric::slice_along(objective, differences, theta, 0), stretch);
}

template <class Function>
double rounding_around(Function f, double x, double step) {
  Objective objective;
  objective.cost = [f](const vec& theta) { return f(theta(0)); };
  return check::measure_cost_noise(objective, vec{x}, 1).differences(0, step).rounding;
}

// Two hidden units and an output in single precision, fitted to 20 examples; x is a weight of the first unit.
float single_network(double x) {
  const auto weight = static_cast<float>(x);
  float sum = 0;
  for (int i = 0; i < 20; ++i) {
    const float input = 0.37f * static_cast<float>(i) - 3;
    const float output = 0.8f * std::tanh(weight * input + 0.1f) - 0.5f * std::tanh(0.3f * input);
    sum += (output - 1.3f) * (output - 1.3f);
  }
  return sum / 40;
}

}  // namespace

TEST_SUITE_BEGIN("noise");

TEST_CASE("single precision is some units in the last place of a float, at every point and spacing") {
  constexpr double unit = 0x1p-24;  // of the cost, which is about 1
  for (int i = 0; i < 300; ++i) {
    for (const double stretch : {1.0, 1.3077, 0.7319}) {
      const double x = -1 + i * 0.00712345;
      CAPTURE(x);
      CHECK(noise_of(single_network, x, stretch).at(0.05) < 50 * unit);
    }
  }
}

TEST_CASE("noise of a known size is measured, whether it is small or large") {
  for (const double size : {1e-10, 1e-7, 1e-4}) {
    for (int i = 0; i < 50; ++i) {
      const double x = 0.3 + i * 0.0171;
      CAPTURE(x);
      CAPTURE(size);
      const numeric::Noise noise = noise_of([size](double t) { return std::exp(t) + size * tremble(t); }, x);
      CHECK(noise.level > size / 8);
      CHECK(noise.at(0.05) < 8 * size);
    }
  }
}

TEST_CASE("noise that is not there at the point grows with the distance") {
  for (int i = 0; i < 50; ++i) {
    const double x = 0.3 + i * 0.0171;
    CAPTURE(x);
    const numeric::Noise noise = noise_of([x](double t) { return std::exp(t) + 1e-4 * (t - x) * tremble(t); }, x);
    CHECK(noise.at(0.02) > 1e-4 * 0.02 / 8);
    CHECK(noise.at(0.02) < 8 * 1e-4 * 0.02);
    CHECK(noise.at(1e-5) < 8 * 1e-4 * 1e-5 + 1e-7);  // four of the eight points at theta lie a little away from it
  }
}

// A tread of 2^-33 is as long as the shortest spacing, whose slope is then that of the whole staircase.
TEST_CASE("stairs that a spacing falls in with are noise at one of two spacings") {
  const auto stairs = [](double x) { return std::sqrt((1e6 + x) * (1e6 + x)) - 1e6 + std::cos(x); };
  const auto smooth = [](double x) { return x + std::cos(x); };
  const auto larger_of_two = [](auto f, double x) {
    return std::max(noise_of(f, x).at(0.05), noise_of(f, x, 1.3077).at(0.05));
  };
  for (const double x : {2.8915101048669136, 2.5980452830966776, 2.0797594482760156, 1.0, 1.3, 2.5}) {
    CAPTURE(x);
    CHECK(larger_of_two(stairs, x) > 1e-11);
    CHECK(larger_of_two(stairs, x) < 1e-8);
    CHECK(larger_of_two(smooth, x) < 1e-14);
  }
}

TEST_CASE("a smooth function, or one with a kink, has none to speak of") {
  for (const double x : {0.0, 0.3, 0.1 + 0.2, 0.7}) {
    CHECK(noise_of([](double t) { return std::exp(t); }, x).at(0.05) < 1e-15);
    CHECK(noise_of([](double t) { return std::abs(t - 0.3); }, x).at(0.05) < 1e-15);
  }
  // Beyond the kink this cost is rounded, here it is exactly 0.
  for (const double x : {-1e-6, -1e-9}) CHECK(noise_of([](double t) { return std::max(t, 0.0); }, x).level == 0);
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("cost noise");

TEST_CASE("a bump narrower than all spacings is no noise, and noise under it is measured alone") {
  const auto bump = [](double x) { return 1e-8 / (1 + std::pow((x - 0.7) / 3e-8, 2)); };
  CHECK(noise_of([=](double x) { return x * x + bump(x); }, 0.7).level < 1e-15);
  const auto level = noise_of([=](double x) { return x * x + bump(x) + 1e-12 * tremble(x); }, 0.7).level;
  CHECK(level > 1e-13);
  CHECK(level < 1e-11);
}

TEST_CASE("a cost that is nearly 0 by cancellation is checked like any other") {
  const vec theta = arma::linspace(-1, 1, 100);
  int calls = 0;
  const auto sum = [&calls](const vec& t) {
    ++calls;
    return arma::accu(t);
  };
  CHECK(std::abs(sum(theta)) < 1e-12);
  calls = 0;
  const auto ones = [](const vec& t) { return vec(t.n_elem, arma::fill::ones); };
  CHECK(check_gradient(sum, ones, theta));
  CHECK(calls < 1600);

  const auto one_wrong = [](const vec& t) {
    vec g(t.n_elem, arma::fill::ones);
    g(70) += 1e-6;
    return g;
  };
  CHECK(check_gradient(sum, one_wrong, theta).verdict == check::Verdict::disagree);
  const auto sine = [](const vec& t) { return arma::accu(arma::sin(t)); };
  CHECK(check_gradient(sine, [](const vec& t) { return vec(arma::cos(t)); }, theta));
  CHECK(check_gradient(sine, [](const vec& t) { return vec(arma::cos(t) + 1e-6); }, theta).verdict ==
        check::Verdict::disagree);
}

TEST_CASE("noise of terms that cancel is found away from theta too, and no larger than the cost may have made it") {
  const auto f = [](double t) { return (t - 0.3) + 1e-9 * tremble(t) + 1e-20; };
  const double x = 0.3;
  for (const double step : {1e-5, 0.02, 0.3, 1.0}) {
    CAPTURE(step);
    CHECK(rounding_around(f, x, step) > 1e-9);
    CHECK(rounding_around(f, x, step) < 1e-9 * 4 * 8 * std::max(1.0, 8 * step / 0.02));
  }
}

TEST_CASE("noise that is a share of the cost grows with the cost, from 1 and from 0") {
  const auto steep = [](double t) { return std::exp(20 * t) * (1 + 1e-7 * tremble(t)); };
  const auto bowl = [](double t) { return t * t * (1 + 1e-7 * tremble(t)); };
  for (const double step : {0.1, 0.3, 1.0}) {
    CAPTURE(step);
    CHECK(rounding_around(steep, 0, step) > 1e-7 * std::exp(20 * step));
    CHECK(rounding_around(bowl, 0, step) > 1e-7 * step * step);
    CHECK(rounding_around(steep, 0, step) < 1e-7 * 256 * std::exp(20 * step));
    CHECK(rounding_around(bowl, 0, step) < 1e-7 * 256 * step * step);
  }
}

TEST_SUITE_END();

}  // namespace test_noise
