// A second look before a claim is called wrong: jumps, low features and noise speak for what is claimed, and a smooth
// function does not.
#include "gradlab/numeric/second_look.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace test_second_look {

using namespace gradlab;
using namespace gradlab::numeric;

namespace {

template <class Function>
AlongOneParameter slice_of(Function f, double x) {
  AlongOneParameter slice;
  slice.x = x;
  slice.scale = usual_scale(x);
  slice.difference = [f, x](double step) {
    const double there = f(x + step), here = f(x);
    return Difference{there - here, std::numeric_limits<double>::epsilon() * (std::abs(there) + std::abs(here))};
  };
  return slice;
}

MayBe claim(double claimed) {
  return [claimed](double value, double slack) { return std::abs(claimed - value) <= slack; };
}

double stairs(double x) { return std::floor(10 * x) / 10 + x / 2; }
double cube(double x) { return x * x * x + x / 2; }
double ledge(double x) { return x * x + 1e-9 * std::tanh(x / 1e-8); }
double cancelling(double x) { return (1e6 + x) * (1e6 + x) - 1e12 - 2e6 * x; }

const Estimate tread = {0.5, 1e-9, 1e-5, 2};

}  // namespace

TEST_SUITE_BEGIN("second look");

TEST_CASE("stairs speak for the slope across them, a smooth function for no slope of long steps") {
  CHECK(speaks_across_jumps(slice_of(stairs, 0.55), 1, tread, claim(1.5)));
  CHECK_FALSE(speaks_across_jumps(slice_of(stairs, 0.55), 1, tread, claim(0.4)));
  CHECK_FALSE(speaks_across_jumps(slice_of(cube, 0), 1, tread, claim(1.5)));
}

TEST_CASE("stairs that end in no value on one side speak on the other") {
  const auto ending = [](double x) { return x > 0.65 ? std::numeric_limits<double>::infinity() : stairs(x); };
  CHECK(speaks_across_jumps(slice_of(ending, 0.55), 1, tread, claim(1.5)));
}

TEST_CASE("on the last stair before a cost ends nothing is called wrong that a longer tread would bear out") {
  const auto stair = [](double x) { return x / 2 - (x < -0.9 ? 0.05 : 0); };
  const auto last = [=](double x) { return x > 0.3 ? std::numeric_limits<double>::infinity() : stair(x); };
  CHECK(speaks_across_jumps(slice_of(last, 0), 1, tread, claim(0.62)));
  CHECK_FALSE(speaks_across_jumps(slice_of(stair, 0), 1, tread, claim(0.62)));
  CHECK_FALSE(speaks_across_jumps(slice_of(last, 0), 1, tread, claim(1)));
}

TEST_CASE("a low feature speaks for its own slope only") {
  const Estimate passing = {0, 1e-9, 1e-2, 2};
  CHECK(speaks_close_by(slice_of(ledge, 0), passing, claim(0.1)));
  CHECK_FALSE(speaks_close_by(slice_of(ledge, 0), passing, claim(0.4)));
  CHECK_FALSE(speaks_close_by(slice_of(cube, 0), {0.5, 1e-9, 1e-2, 2}, claim(0.1)));
}

TEST_CASE("at the top of a spike nothing is called wrong, at a kink it is") {
  const auto spike = [](double x) { return x * x + 1e-8 / (1 + std::pow(x / 1e-5, 2)); };
  const auto kink = [](double x) { return x * x + std::abs(x); };
  const Estimate passing = {0, 1e-9, 0.3, 2};
  CHECK(speaks_close_by(slice_of(spike, 0), passing, claim(1e-6)));
  CHECK_FALSE(speaks_close_by(slice_of(kink, 0), passing, claim(1e-6)));
}

TEST_CASE("the noise of terms that cancel is seen, where the differences claim none") {
  const Estimate estimate = {1, 0, 1e-4, 2};
  CHECK(noise_in(slice_of(cancelling, 0.3), estimate) > 1);
  CHECK(noise_in(slice_of(cube, 0.3), estimate) < 1e-9);
}

TEST_SUITE_END();

}  // namespace test_second_look
