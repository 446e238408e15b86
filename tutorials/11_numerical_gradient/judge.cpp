// Judges the exercise of lesson 11: the numerical gradient.
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_11 {

using namespace teach;

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

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Point> inputs = {{{0.5, 1, -2}, 1e-3}, {{-1, 0.25, 3}, 1e-2}};
  ExerciseTest test{exercise.function, {"gradient"}, {}, {},
                    "Two central differences: exact to h^2, where one-sided ones are to h."};
  const auto central = [](const Point& p, double factor) {
    return each_entry(p, [&](const arma::vec& theta, arma::uword i) {
      return factor * (moved_cost(theta, i, p.h) - moved_cost(theta, i, -p.h)) / (2 * p.h);
    });
  };
  for (const Point& p : inputs) {
    const arma::vec& t = p.theta;
    test.cases.push_back({fmt::format("theta = ({:g}, {:g}, {:g}), h = {:g}", t(0), t(1), t(2), p.h),
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
  test.rivals = {
      {"one-sided", "The difference is one-sided: J(theta + h) - J(theta).", "",
       "Step to both sides: (J(theta + h) - J(theta - h)) / (2h) is far more exact at the same h.",
       rival([&](const Point& p) { return one_sided(p, p.h); })},
      {"one-sided", "The difference is one-sided: J(theta) - J(theta - h).", "",
       "Step to both sides: (J(theta + h) - J(theta - h)) / (2h).",
       rival([&](const Point& p) { return one_sided(p, -p.h); })},
      {"divided-by-h", "The difference over both sides is divided by h: twice too large.", "",
       "The two points are 2h apart: divide by 2h.", rival([&](const Point& p) { return central(p, 2); })},
      {"halved", "The derivatives are half of the right ones.", "", "The two points are 2h apart: divide by 2h.",
       rival([&](const Point& p) { return central(p, 0.5); })},
      {"brackets", "The derivatives are h*h times the right ones.", "",
       "Mind the brackets: / 2 * h divides by 2 and then multiplies by h. Write / (2 * h).",
       rival([&](const Point& p) { return central(p, p.h * p.h); })},
      {"integer-division", "All derivatives are 0, though J changes.", "",
       "Does the formula divide whole numbers? In C++ whole numbers divide to a whole number, so 1 / 2 is 0; in Python "
       "1 // 2 is.",
       rival([&](const Point& p) { return central(p, 0); })},
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
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_11
