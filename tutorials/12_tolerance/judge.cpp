// Judges the exercise of lesson 12: when two numbers agree.
#include "teach/exercises/values.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::tutorials::lesson_12 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  struct Pair {
    std::string words;
    double analytic, numeric, error;
  };
  constexpr double tolerance = 1e-7;
  const std::vector<Pair> inputs = {{"1 and 1.00000005", 1, 1.00000005, 0},
                                    {"1000 and 1000.00005: 5e-8 of their size", 1000, 1000.00005, 0},
                                    {"1e-9 and 2e-9: one is twice the other", 1e-9, 2e-9, 0},
                                    {"-1 and 1", -1, 1, 0},
                                    {"1 and -1", 1, -1, 0},
                                    {"1 and 1.00001, known to 1e-4 only", 1, 1.00001, 1e-4},
                                    {"0 and 3e-12, known to 1e-11 only", 0, 3e-12, 1e-11},
                                    {"NaN and 1", arma::datum::nan, 1, 0},
                                    {"0 and 0", 0, 0, 0},
                                    {"-5 and -5.0000001", -5, -5.0000001, 0}};
  ExerciseTest test{exercise.function, {"agrees"}, {}, {}, "All ten pairs are judged right, NaN among them."};
  const auto distance = [](const Pair& p) { return std::abs(p.analytic - p.numeric); };
  const auto size = [](const Pair& p) { return std::max(std::abs(p.analytic), std::abs(p.numeric)); };
  const auto right = [&](const Pair& p) { return distance(p) <= tolerance * size(p) + p.error; };
  const auto as_json = [](double value) { return number(value); };
  for (const Pair& p : inputs) {
    test.cases.push_back({p.words,
                              list_of(as_json(p.analytic), as_json(p.numeric), p.error, tolerance),
                              {scalar(right(p) ? 1 : 0)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Pair& p) { return Matrices{scalar(function(p) ? 1 : 0)}; });
  };
  test.rivals = {
      {"nan-agrees", "NaN counts as agreement: every comparison with it is false, also `difference > tolerance`.", "",
       "Ask whether the distance is small enough (<=), not whether it is too large.",
       rival([&](const Pair& p) { return !(distance(p) > tolerance * size(p) + p.error); })},
      {"absolute", "The tolerance is absolute: numbers below it all agree, large ones hardly ever.", "",
       "Multiply it by the larger of |analytic| and |numeric|.",
       rival([&](const Pair& p) { return distance(p) <= tolerance + p.error; })},
      {"missing-abs", "The difference has no absolute value: where it is negative, anything agrees.", "",
       "Take std::abs, or abs in Python, of the difference.",
       rival([&](const Pair& p) { return p.analytic - p.numeric <= tolerance * size(p) + p.error; })},
      {"error-ignored", "The error of the numerical side is ignored, so right code is called wrong.", "",
       "Add it to what is allowed: a numerical derivative is only known to within its error.",
       rival([&](const Pair& p) { return distance(p) <= tolerance * size(p); })},
      {"signed-size", "The size has no absolute value: negative numbers never agree.", "",
       "Take the larger of |analytic| and |numeric|.", rival([&](const Pair& p) {
         return distance(p) <= tolerance * std::max(p.analytic, p.numeric) + p.error;
       })},
      {"always", "Everything agrees.", "", "Compare the distance with what is allowed.",
       rival([](const Pair&) { return true; })},
      {"never", "Nothing agrees.", "", "Compare the distance with what is allowed.",
       rival([](const Pair&) { return false; })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_12
