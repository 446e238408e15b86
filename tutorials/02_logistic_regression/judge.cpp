// Judges the exercise of lesson 2: the cost of logistic regression.
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_02 {

using namespace teach;

namespace {

struct Regression {
  arma::mat X;
  arma::vec y, theta;
};

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 0.5}, {1, -1.5}, {1, 2}, {1, -0.25}};
  const arma::vec y = {1, 0, 1, 0};
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X, y, {0.5, -1}}, {X, y, {0.3, 0.1}}};
  ExerciseTest test{exercise.function, {"J"}, {}, {}, "At theta = 0 your cost is ln 2 = .693147, whatever the data."};
  const auto total = [](const Regression& r) {
    const arma::vec h = sigmoid(arma::vec(r.X * r.theta));
    return arma::accu(-r.y % arma::log(h) - (1 - r.y) % arma::log(1 - h));
  };
  for (const Regression& r : inputs) {
    test.cases.push_back({fmt::format("4 examples, theta = ({:g}, {:g})", r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta)),
                              {scalar(total(r) / 4)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) {
      return Matrices{scalar(function(r, arma::vec(sigmoid(arma::vec(r.X * r.theta)))))};
    });
  };
  using arma::vec;
  test.rivals = {
      {"half-cross-entropy", "Only the term for y = 1 is there.", "", "Subtract (1 - y) times log(1 - h) too, entry by entry.",
       rival([](const Regression& r, const vec& h) { return arma::accu(-r.y % arma::log(h)) / 4; })},
      {"missing-mean", "The terms are summed, but not divided by m.", "", "Divide by the number of examples.",
       rival([&](const Regression& r, const vec&) { return total(r); })},
      {"flipped-sign", "The cost is negative: the minus before the logarithms is missing.", "",
       "Both terms have a minus.", rival([&](const Regression& r, const vec&) { return -total(r) / 4; })},
      {"flipped-term", "The second term is added where it should be subtracted.", "", "Both terms have a minus.",
       rival([](const Regression& r, const vec& h) {
         return arma::accu(-r.y % arma::log(h) + (1 - r.y) % arma::log(1 - h)) / 4;
       })},
      {"halved", "The cost is half of the right one.", "",
       "1/(2m) belongs to the squared error; the cross-entropy has 1/m.",
       rival([&](const Regression& r, const vec&) { return total(r) / 8; })},
      {"brackets", "The cost is m*m/2 times too large.", "", mind_the_brackets,
       rival([&](const Regression& r, const vec&) { return total(r) / 2 * 4; })},
      {"integer-division", "The cost is 0, whatever theta is.", "", mind_whole_numbers,
       rival([](const Regression&, const vec&) { return 0; })},
      {"squared-error", "This is half the squared error, as in linear regression.", "",
       "Take the logarithms: the cross-entropy.",
       rival([](const Regression& r, const vec& h) { return arma::accu(arma::square(h - r.y)) / 8; })},
      {"missing-sigmoid", "X*theta itself is in the logarithm.", "", "h = sigmoid(X*theta).",
       rival([](const Regression& r, const vec&) {
         const vec z = r.X * r.theta;
         return arma::accu(-r.y % arma::log(z) - (1 - r.y) % arma::log(1 - z)) / 4;
       })},
  };
  return judge_values(attempt, test);
}

}  // namespace gradlab::tutorials::lesson_02
