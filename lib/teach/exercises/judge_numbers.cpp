// The judges of lessons 11, 12 and 17: numerical derivatives, when two numbers agree, the complex step.
// Judging by the results is done in values.hpp.
#include "teach/exercises/judges.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>
#include <complex>

namespace gradlab::program::exercise {

// ---- Lesson 11: the numerical gradient ----

namespace {

// The function that the exercise's file holds.
double given_cost(const arma::vec& t) { return std::exp(t(0)) * std::sin(t(1)) + t(0) * t(2) * t(2); }

struct Point {
  arma::vec theta;
  double h;
};

template <class Entry>
arma::vec each_entry(const Point& point, const Entry& entry) {
  arma::vec gradient(point.theta.n_elem);
  arma::vec theta = point.theta;
  for (arma::uword i = 0; i < theta.n_elem; ++i) gradient(i) = entry(theta, i);
  return gradient;
}

double moved_cost(arma::vec theta, arma::uword i, double step) {
  theta(i) += step;
  return given_cost(theta);
}

}  // namespace

Outcome judge_numerical_gradient(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Point> inputs = {{{0.5, 1, -2}, 1e-3}, {{-1, 0.25, 3}, 1e-2}};
  Question question{exercise.function, {"gradient"}, {}, {},
                    "Two central differences: exact to h^2, where one-sided ones are to h."};
  const auto central = [](const Point& p, double factor) {
    return each_entry(p, [&](const arma::vec& theta, arma::uword i) {
      return factor * (moved_cost(theta, i, p.h) - moved_cost(theta, i, -p.h)) / (2 * p.h);
    });
  };
  for (const Point& p : inputs) {
    const arma::vec& t = p.theta;
    question.cases.push_back({fmt::format("theta = ({:g}, {:g}, {:g}), h = {:g}", t(0), t(1), t(2), p.h),
                              list_of(to_argument(p.theta), p.h),
                              {central(p, 1)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Point& p) { return Matrices{arma::vec(function(p))}; });
  };
  const auto one_sided = [](const Point& p, double h) {
    return each_entry(p, [&](const arma::vec& theta, arma::uword i) {
      return (moved_cost(theta, i, h) - given_cost(theta)) / h;
    });
  };
  question.rivals = {
      {"one-sided", "The difference is one-sided: J(theta + h) - J(theta).", "",
       "Step to both sides: (J(theta + h) - J(theta - h)) / (2h) is far more exact at the same h.",
       rival([&](const Point& p) { return one_sided(p, p.h); })},
      {"one-sided", "The difference is one-sided: J(theta) - J(theta - h).", "",
       "Step to both sides: (J(theta + h) - J(theta - h)) / (2h).",
       rival([&](const Point& p) { return one_sided(p, -p.h); })},
      {"divided-by-h", "The difference over both sides is divided by h: twice too large.", "",
       "The two points are 2h apart: divide by 2h.", rival([&](const Point& p) { return central(p, 2); })},
      {"not-undone", "theta was not put back after a step: the later entries are taken at another point.", "",
       "Step with a copy of theta, or put the saved value back.", rival([](const Point& p) {
         arma::vec theta = p.theta, gradient(theta.n_elem);
         for (arma::uword i = 0; i < theta.n_elem; ++i) {
           theta(i) += p.h;
           const double plus = given_cost(theta);
           theta(i) -= 2 * p.h;
           gradient(i) = (plus - given_cost(theta)) / (2 * p.h);
         }
         return gradient;
       })},
      {"all-at-once", "All entries were moved at once: this is the slope along (1, 1, 1), not the gradient.", "",
       "Move one entry at a time; the others stay.", rival([](const Point& p) {
         const double slope = (given_cost(p.theta + p.h) - given_cost(p.theta - p.h)) / (2 * p.h);
         return arma::vec(arma::vec(p.theta.n_elem).fill(slope));
       })},
      {"flipped-sign", "The sign is wrong: J(theta - h) - J(theta + h).", "", "Subtract the lower side from the upper.",
       rival([&](const Point& p) { return central(p, -1); })},
  };
  return judge_values(attempt, question);
}

// ---- Lesson 12: when do two numbers agree ----

Outcome judge_tolerance(Attempt& attempt, const Exercise& exercise) {
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
  Question question{exercise.function, {"agrees"}, {}, {}, "All ten pairs are judged right, NaN among them."};
  const auto distance = [](const Pair& p) { return std::abs(p.analytic - p.numeric); };
  const auto size = [](const Pair& p) { return std::max(std::abs(p.analytic), std::abs(p.numeric)); };
  const auto right = [&](const Pair& p) { return distance(p) <= tolerance * size(p) + p.error; };
  const auto as_json = [](double value) { return number(value); };
  for (const Pair& p : inputs) {
    question.cases.push_back({p.words,
                              list_of(as_json(p.analytic), as_json(p.numeric), p.error, tolerance),
                              {scalar(right(p) ? 1 : 0)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Pair& p) { return Matrices{scalar(function(p) ? 1 : 0)}; });
  };
  question.rivals = {
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
  return judge_values(attempt, question);
}

// ---- Lesson 17: the complex step ----

namespace {

template <class Scalar>
Scalar given_function(const Scalar& x) {
  const Scalar s = std::sin(x), c = std::cos(x);
  return std::exp(x) / std::sqrt(s * s * s + c * c * c);
}

}  // namespace

Outcome judge_complex_step(Attempt& attempt, const Exercise& exercise) {
  struct Step {
    double x, h;
  };
  const std::vector<Step> inputs = {{1.5, 1e-200}, {0.75, 1e-200}, {0.25, 1e-3}};
  Question question{exercise.function, {"derivative"}, {}, {},
                    "At h = 1e-200, where every difference is 0, your derivative is right to the last digits."};
  const auto at = [](const Step& s) { return given_function(std::complex<double>(s.x, s.h)); };
  for (const Step& s : inputs) {
    question.cases.push_back(
        {fmt::format("x = {:g}, h = {:g}", s.x, s.h), list_of(s.x, s.h), {scalar(at(s).imag() / s.h)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Step& s) { return Matrices{scalar(function(s))}; });
  };
  question.rivals = {
      {"real-difference", "This is a difference of real numbers: at h = 1e-200, x + h is x, and nothing is left.", "",
       "Step into the imaginary direction, x + ih: then nothing is subtracted.",
       rival([](const Step& s) { return (given_function(s.x + s.h) - given_function(s.x)) / s.h; })},
      {"real-difference", "This is a difference of real numbers: at h = 1e-200, x + h is x, and nothing is left.", "",
       "Step into the imaginary direction, x + ih: then nothing is subtracted.",
       rival([](const Step& s) { return (given_function(s.x + s.h) - given_function(s.x - s.h)) / (2 * s.h); })},
      {"missing-division", "The imaginary part is not divided by h.", "", "Divide by h.",
       rival([&](const Step& s) { return at(s).imag(); })},
      {"real-part", "The real part is taken: that is about f(x) itself.", "",
       "The derivative is in the imaginary part.",
       rival([&](const Step& s) { return at(s).real() / s.h; })},
      {"real-part", "The real part is taken: that is about f(x) itself.", "",
       "The derivative is in the imaginary part.",
       rival([&](const Step& s) { return at(s).real(); })},
      {"divided-by-2h", "There is one step only, of h: dividing by 2h makes it half.", "", "Divide by h.",
       rival([&](const Step& s) { return at(s).imag() / (2 * s.h); })},
      {"modulus", "The modulus is taken; it hides the imaginary part, which is tiny.", "",
       "Take the imaginary part, divided by h.", rival([&](const Step& s) { return std::abs(at(s)) / s.h; })},
  };
  return judge_values(attempt, question);
}

}  // namespace gradlab::program::exercise
