// Judges the exercise of lesson 12: whether two numbers agree, disagree, or cannot be told.
#include "teach/exercises/values.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::tutorials::lesson_12 {

using namespace teach;

namespace {

struct Pair {
  std::string words;
  double analytic, numeric, error;
  double tolerance = 1e-7;
};

double distance(const Pair& p) { return std::abs(p.analytic - p.numeric); }
double larger(const Pair& p) { return std::max(std::abs(p.analytic), std::abs(p.numeric)); }

// 1: agree, -1: disagree, 0: undecided.
double decide(double d, double error, double t) {
  if (d + error <= t) return 1;
  return d - error > t ? -1 : 0;
}

// The answer where one of them is no number, else that of the rule.
template <class Rule>
double with_numbers(const Pair& p, const Rule& rule) {
  if (!std::isfinite(p.numeric)) return 0;
  return std::isfinite(p.analytic) ? rule(p) : -1;
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Pair> inputs = {{"1 and 1.00000005, known exactly", 1, 1.00000005, 0},
                                    {"1000 and 1000.00005: 5e-8 of their size", 1000, 1000.00005, 0},
                                    {"1e-9 and 2e-9: one is twice the other", 1e-9, 2e-9, 0},
                                    {"-1 and 1", -1, 1, 0},
                                    {"1 and -1", 1, -1, 0},
                                    {"1 and 1.00000002, known to 1e-8", 1, 1.00000002, 1e-8},
                                    {"1 and 1.00001, known to 1e-4 only", 1, 1.00001, 1e-4},
                                    {"0 and 3e-12, known to 1e-11 only", 0, 3e-12, 1e-11},
                                    {"2 and 2.001, known to 1e-4", 2, 2.001, 1e-4},
                                    {"NaN and 1", arma::datum::nan, 1, 0},
                                    {"1 and NaN", 1, arma::datum::nan, 0},
                                    {"0 and 0", 0, 0, 0},
                                    {"-5 and -5.0000001", -5, -5.0000001, 0},
                                    {"1 and 1.00000002, known to 1e-6", 1, 1.00000002, 1e-6},
                                    {"1 and 1.8, at a tolerance of a half", 1, 1.8, 0, 0.5},
                                    {"1.8 and 1, at a tolerance of a half", 1.8, 1, 0, 0.5}};
  ExerciseTest test{exercise.function, {"verdict"}, {}, {}, "All pairs are judged as lesson 12 does, NaN among them."};
  const auto right = [](const Pair& p) { return decide(distance(p), p.error, p.tolerance * larger(p)); };
  for (const Pair& p : inputs) {
    test.cases.push_back({p.words,
                          list_of(number(p.analytic), number(p.numeric), p.error, p.tolerance),
                          {scalar(with_numbers(p, right))}});
  }
  const auto rival = [&](auto rule) {
    return in_each(inputs, [&](const Pair& p) { return Matrices{scalar(with_numbers(p, rule))}; });
  };
  const auto anyhow = [&](auto rule) {
    return in_each(inputs, [&](const Pair& p) { return Matrices{scalar(rule(p))}; });
  };
  test.rivals = {
      {"error-allowed",
       "The error is added to what is allowed: two numbers that nobody can tell apart are said to agree.", "",
       "Add it to the distance: agree only if they are within t even where the measurement is off the wrong way.",
       rival([](const Pair& p) {
         const double t = p.tolerance * larger(p);
         if (distance(p) <= t + p.error) return 1;
         return distance(p) - p.error > t ? -1 : 0;
       })},
      {"error-ignored", "The error of the numerical side is ignored, so right code is called wrong.", "",
       "Say that they disagree only if d - error > t: else the difference may be the measurement's.",
       rival([](const Pair& p) {
         const double t = p.tolerance * larger(p);
         return distance(p) + p.error <= t ? 1 : distance(p) > t ? -1 : 0;
       })},
      {"error-ignored", "The error of the numerical side is ignored, so right code is called wrong.", "",
       "Compare d + error and d - error with t, not d.",
       rival([](const Pair& p) { return decide(distance(p), 0, p.tolerance * larger(p)); })},
      {"error-ignored", "Where the numbers are close the error is ignored: two that nobody can tell apart agree.", "",
       "They agree only if d + error <= t.", rival([](const Pair& p) {
         const double t = p.tolerance * larger(p);
         return distance(p) <= t ? 1 : distance(p) - p.error > t ? -1 : 0;
       })},
      {"one-size", "The tolerance is a share of the first number, whichever is the larger.", "",
       "Multiply it by the larger of |analytic| and |numeric|.", rival([](const Pair& p) {
         return decide(distance(p), p.error, p.tolerance * std::abs(p.analytic));
       })},
      {"one-size", "The tolerance is a share of the second number, whichever is the larger.", "",
       "Multiply it by the larger of |analytic| and |numeric|.", rival([](const Pair& p) {
         return decide(distance(p), p.error, p.tolerance * std::abs(p.numeric));
       })},
      {"one-size", "The tolerance is a share of the smaller number.", "",
       "Multiply it by the larger of |analytic| and |numeric|.", rival([](const Pair& p) {
         return decide(distance(p), p.error, p.tolerance * std::min(std::abs(p.analytic), std::abs(p.numeric)));
       })},
      {"absolute", "The tolerance is absolute: numbers below it all agree, large ones hardly ever.", "",
       "Multiply it by the larger of |analytic| and |numeric|.",
       rival([](const Pair& p) { return decide(distance(p), p.error, p.tolerance); })},
      {"missing-abs", "The difference has no absolute value: where it is negative, anything agrees.", "",
       "Take std::abs, or abs in Python, of the difference.",
       rival([](const Pair& p) { return decide(p.analytic - p.numeric, p.error, p.tolerance * larger(p)); })},
      {"signed-size", "The size has no absolute value: negative numbers never agree.", "",
       "Take the larger of |analytic| and |numeric|.", rival([](const Pair& p) {
         return decide(distance(p), p.error, p.tolerance * std::max(p.analytic, p.numeric));
       })},
      {"nan-undecided", "NaN in the code is called undecided: every comparison with NaN is false.", "",
       "Ask before the comparisons whether both are finite: analytic not: -1; numeric not: 0.", anyhow(right)},
      {"nan-agrees", "NaN counts as agreement: every comparison with it is false, also `d > t`.", "",
       "Ask before the comparisons whether both are finite.", anyhow([](const Pair& p) {
         const double t = p.tolerance * larger(p);
         return distance(p) - p.error > t ? -1 : !(distance(p) + p.error > t) ? 1 : 0;
       })},
      {"two-answers", "It says 1 or 0, and never -1: False counts as 0, which is undecided.", "",
       "There are three answers: return -1 where d - error > t, and 0 in between.",
       rival([](const Pair& p) { return distance(p) + p.error <= p.tolerance * larger(p) ? 1 : 0; })},
      {"two-answers", "It says 1 or -1, and never 0: what nobody can tell is called wrong.", "",
       "There are three answers: return 0 where neither d + error <= t nor d - error > t.",
       rival([](const Pair& p) { return distance(p) + p.error <= p.tolerance * larger(p) ? 1 : -1; })},
      {"always", "Everything agrees.", "", "Compare the distance and the error with what is allowed.",
       rival([](const Pair&) { return 1; })},
      {"never", "Nothing agrees.", "", "Compare the distance and the error with what is allowed.",
       rival([](const Pair&) { return -1; })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_12
