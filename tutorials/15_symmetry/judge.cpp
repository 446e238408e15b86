// Judges the exercise of lesson 15: random weights. Many answers are right: the judge tests the properties of random
// weights.
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_15 {

using namespace teach;

namespace {

std::vector<Reason> find_faults(const arma::mat& first, const arma::mat& again, const arma::mat& other,
                                double epsilon) {
  const auto same = [](const arma::mat& one, const arma::mat& two) {
    return arma::approx_equal(one, two, "absdiff", 0);
  };
  const double largest = arma::abs(first).max();
  if (!first.is_finite()) return {{"not-finite", "Some weights are NaN or infinite.", "", "", "", "Set every entry."}};
  if (largest == 0) {
    return {{"zero-weights", "All weights are 0: the hidden units stay equal for ever, however long one trains.", "",
             "", "",
             "Draw each weight for itself. And is epsilon 0? Whole numbers divide to a whole number: 6 / (in + out) is "
             "0 in C++, and 6 // (n_in + n_out) in Python."}};
  }
  if (first.n_rows > 1 && arma::abs(first.each_row() - first.row(0)).max() == 0) {
    return {{"equal-weights", "All rows are equal, so all units compute the same, and stay equal while training.", "",
             "the rank of the matrix is 1", "", "Draw each weight for itself, not one row or one number for all."}};
  }
  if (first.min() >= 0) {
    return {{"only-positive", "No weight is negative.", "", fmt::format("the smallest is {:.4g}", first.min()), "",
             "Numbers from [0, 1) become numbers from [-epsilon, epsilon) by * 2 * epsilon - epsilon."}};
  }
  if (largest > epsilon) {
    return {{"too-wide", "The range is wider than epsilon.", "",
             fmt::format("the largest is {:.4g}, epsilon is {:.4g}", largest, epsilon), "",
             "epsilon = sqrt(6) / sqrt(in + out); the weights lie between -epsilon and epsilon."}};
  }
  if (largest < epsilon / 2) {
    return {{"too-narrow", "The range is narrower than epsilon.", "",
             fmt::format("the largest is {:.4g}, epsilon is {:.4g}", largest, epsilon), "",
             "epsilon = sqrt(6) / sqrt(in + out); the weights lie between -epsilon and epsilon."}};
  }
  if (!same(first, again)) {
    return {{"seed-ignored", "The same seed gave other weights: nobody can repeat such a run.", "", "", "",
             "Make the generator inside the function, from the seed."}};
  }
  if (same(first, other)) {
    return {{"seed-ignored", "Another seed gave the same weights.", "", "", "", "Make the generator from the seed."}};
  }
  return {};
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  constexpr int out = 8, in = 10;
  const auto draw = [&](int seed) {
    const Matrices results = attempt.call(exercise.function, list_of(out, in, seed));
    require_shapes(results, {arma::mat(out, in + 1)}, {"Theta"});
    return results.front();
  };
  const arma::mat first = draw(1), again = draw(1), other = draw(2);
  const std::vector<Reason> faults = find_faults(first, again, other, std::sqrt(6.0) / std::sqrt(in + out));
  if (!faults.empty()) return {Ending::wrong, faults, "", ""};
  return {Ending::passed, {}, fmt::format("The 8 x 11 weights differ, lie within epsilon, and have rank {}.",
                                          arma::rank(first)), ""};
}

}  // namespace gradlab::tutorials::lesson_15
