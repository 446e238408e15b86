// Two results side by side: distances in representable numbers, and the verdict on matrices.
#include "gradlab/check/compare_outputs.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace test_twins {

using namespace gradlab::check;
using arma::mat;

namespace {

using Limits = std::numeric_limits<double>;

constexpr std::uint64_t most_ulps = std::numeric_limits<std::uint64_t>::max();
constexpr double infinity = Limits::infinity();
constexpr double not_a_number = Limits::quiet_NaN();

const mat right = {{1, -2}, {3, 4e-3}};

mat with(double value) {
  mat changed = right;
  changed(1, 1) = value;
  return changed;
}

}  // namespace

TEST_SUITE_BEGIN("twins");

TEST_CASE("representable numbers are counted") {
  CHECK(count_ulps(1, 1) == 0);
  CHECK(count_ulps(1, std::nextafter(1, 2)) == 1);
  CHECK(count_ulps(1, std::nextafter(1, 0)) == 1);
  CHECK(count_ulps(1, 1 + 4 * Limits::epsilon()) == 4);
  CHECK(count_ulps(1, 2) == std::uint64_t(1) << 52);
  CHECK(count_ulps(-1, std::nextafter(-1, 0)) == 1);
  CHECK(count_ulps(2, 1) == count_ulps(1, 2));
}

TEST_CASE("zero, the smallest and the largest numbers are neighbors where they should be") {
  CHECK(count_ulps(0.0, -0.0) == 0);
  CHECK(count_ulps(0, Limits::denorm_min()) == 1);
  CHECK(count_ulps(-Limits::denorm_min(), Limits::denorm_min()) == 2);
  CHECK(count_ulps(Limits::max(), infinity) == 1);
  CHECK(count_ulps(infinity, infinity) == 0);
  CHECK(count_ulps(-infinity, infinity) > count_ulps(-Limits::max(), Limits::max()));
  CHECK(count_ulps(-infinity, infinity) < most_ulps);
}

TEST_CASE("no number is near to what is none") {
  CHECK(count_ulps(not_a_number, 1) == most_ulps);
  CHECK(count_ulps(1, not_a_number) == most_ulps);
  CHECK(count_ulps(not_a_number, not_a_number) == most_ulps);
}

TEST_CASE("equal matrices agree, and so do those within the tolerance of the largest entry") {
  const OutputDifference same = compare_outputs(right, right);
  CHECK(same.verdict == Verdict::agree);
  CHECK(same.largest_absolute == 0);
  CHECK(same.largest_relative == 0);
  CHECK(same.largest_ulps == 0);
  CHECK(compare_outputs(right, with(4e-3 + 0.9 * 3 * output_tolerance)).verdict == Verdict::agree);
  CHECK(compare_outputs(right, with(4e-3 + 1.1 * 3 * output_tolerance)).verdict == Verdict::disagree);
  CHECK(compare_outputs(mat(), mat()).verdict == Verdict::agree);
  CHECK(compare_outputs(mat(2, 2, arma::fill::zeros), mat(2, 2, arma::fill::zeros)).verdict == Verdict::agree);
}

TEST_CASE("the differences are those of the worst entries") {
  mat other = right;
  other(1, 0) = 3.5;
  other(1, 1) = 8e-3;
  const OutputDifference difference = compare_outputs(right, other);
  CHECK(difference.largest_absolute == 0.5);
  CHECK(difference.largest_relative == 0.5);  // (8e-3 - 4e-3) / 8e-3
  CHECK(difference.largest_ulps == std::uint64_t(1) << 52);
  CHECK(difference.verdict == Verdict::disagree);
}

TEST_CASE("a flipped sign, an entry off by a millionth and a transposed block are seen") {
  CHECK(compare_outputs(right, with(-4e-3)).verdict == Verdict::disagree);
  CHECK(compare_outputs(right, with(4e-3 + 1e-6)).verdict == Verdict::disagree);
  CHECK(compare_outputs(right, mat(right.st())).verdict == Verdict::disagree);
}

TEST_CASE("what is not finite never agrees, and its difference stays") {
  for (const double value : {not_a_number, infinity, -infinity}) {
    for (const OutputDifference& difference :
         {compare_outputs(right, with(value)), compare_outputs(with(value), right)}) {
      CHECK(difference.verdict == Verdict::undecided);
      CHECK_FALSE(std::isfinite(difference.largest_absolute));
    }
  }
  CHECK(std::isnan(compare_outputs(with(not_a_number), with(not_a_number)).largest_absolute));
  CHECK(compare_outputs(with(not_a_number), with(not_a_number)).verdict != Verdict::agree);
  mat wrong_too = with(not_a_number);
  wrong_too(0, 0) = 2;
  CHECK(compare_outputs(right, wrong_too).verdict == Verdict::disagree);
  CHECK(std::isnan(compare_outputs(right, wrong_too).largest_absolute));
}

TEST_CASE("shapes that differ are refused") {
  CHECK_THROWS_WITH_AS(compare_outputs(mat(2, 3), mat(3, 2)), "the second twin's output should be 2 x 3, but is 3 x 2",
                       std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_twins
