// Judges the exercise of lesson 16: a cost from z, without overflow.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::tutorials::lesson_16 {

using namespace teach;

namespace {

struct Preactivations {
  arma::mat z2, y10;
};

template <class Term>
double mean_of(const Preactivations& p, const Term& term) {
  double sum = 0;
  for (arma::uword i = 0; i < p.z2.n_elem; ++i) sum += term(p.z2(i), p.y10(i));
  return sum / static_cast<double>(p.z2.n_rows);
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Preactivations> inputs = {{{{0.5, -1.25}, {2, 0}}, {{1, 0}, {0, 1}}},
                                              {{{40, -40}}, {{0, 1}}},
                                              {{{-45, 45}}, {{1, 0}}},
                                              {{{800, -800}}, {{0, 1}}}};
  ExerciseTest test{exercise.function, {"J"}, {}, {},
                    "At z of 40, 45 and 800, where log(1 - sigmoid(z)) is -Inf, your cost is finite and right."};
  const auto right = [](double z, double y) { return y * softplus(-z) + (1 - y) * softplus(z); };
  for (const Preactivations& p : inputs) {
    test.cases.push_back({fmt::format("z up to {:g}", arma::abs(p.z2).max()),
                              list_of(to_argument(p.z2), to_argument(p.y10)),
                              {scalar(mean_of(p, right))}});
  }
  const auto rival = [&](auto term) {
    return in_each(inputs, [&](const Preactivations& p) { return Matrices{scalar(mean_of(p, term))}; });
  };
  const auto naive = [](double z, double y) {
    return -y * std::log(sigmoid(z)) - (1 - y) * std::log(1 - sigmoid(z));
  };
  const auto clipped = [](double z, double y) {
    const double a = std::min(std::max(sigmoid(z), 1e-15), 1 - 1e-15);
    return -y * std::log(a) - (1 - y) * std::log(1 - a);
  };
  test.rivals = {
      {"saturation", "The cost takes log(0) where the sigmoid is exactly 0 or 1.", "S13",
       "-log(sigmoid(z)) is log(1 + exp(-z)): write it so, and let z itself out where it is large.", rival(naive)},
      {"clipped", "The outputs are clipped: finite, but the cost stops growing, and is wrong beyond z of 34.", "S13",
       "Do not clip: rewrite -log(sigmoid(z)) as log(1 + exp(-z)).", rival(clipped)},
      {"overflow", "log(1 + exp(z)) overflows: exp(800) is Inf.", "S13",
       "For z > 0 it is z + log1p(exp(-z)), which cannot overflow.", rival([](double z, double y) {
         const double one = y == 0 ? 0 : y * std::log1p(std::exp(-z));
         return one + (y == 1 ? 0 : (1 - y) * std::log1p(std::exp(z)));
       })},
      {"overflow", "log(1 + exp(z)) overflows: exp(800) is Inf.", "S13",
       "For z > 0 it is z + log1p(exp(-z)), which cannot overflow.", rival([](double z, double y) {
         return y * std::log1p(std::exp(-z)) + (1 - y) * std::log1p(std::exp(z));
       })},
      {"swapped-terms", "The terms for label 1 and label 0 have changed places.", "S13",
       "Label 1 costs log(1 + exp(-z)), label 0 costs log(1 + exp(z)).",
       rival([&](double z, double y) { return right(z, 1 - y); })},
      {"flipped-sign", "The cost is negative: its sign is turned around.", "S13",
       "log(1 + exp(z)) is above 0: add the terms, without a minus before them.",
       rival([&](double z, double y) { return -right(z, y); })},
      {"flipped-sign", "y*z is added where it should be subtracted.", "S13",
       "The cost of an entry is log(1 + exp(z)) - y*z.",
       rival([](double z, double y) { return softplus(z) + y * z; })},
      {"overflow", "log(1 + exp(z)) overflows: exp(800) is Inf.", "S13",
       "For z > 0 it is z + log1p(exp(-z)), which cannot overflow.",
       rival([](double z, double y) { return std::log(1 + std::exp(z)) - y * z; })},
      {"missing-mean", "The terms are summed, but not divided by m.", "S14", "Divide by the number of rows.",
       in_each(inputs, [&](const Preactivations& p) {
         return Matrices{scalar(mean_of(p, right) * static_cast<double>(p.z2.n_rows))};
       })},
      {"mean-over-labels", "The sum is divided by the number of all entries, not by that of the examples.", "S14",
       "Sum over the labels; take the mean over the examples only: divide by m.",
       in_each(inputs, [&](const Preactivations& p) {
         return Matrices{scalar(mean_of(p, right) / static_cast<double>(p.z2.n_cols))};
       })},
      {"integer-division", "The cost is 0 where there is more than one example.", "S14", mind_whole_numbers,
       in_each(inputs, [&](const Preactivations& p) {
         return Matrices{scalar(p.z2.n_rows == 1 ? mean_of(p, right) : 0)};
       })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_16
