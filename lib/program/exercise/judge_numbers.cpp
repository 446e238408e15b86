// The judges of the exercises without a network: regression, a derivative by hand, the sigmoid's, numerical ones.
// Judging by the results is done in values.hpp.
#include "gradlab/models/sigmoid.hpp"
#include "program/exercise/judges.hpp"
#include "program/exercise/values.hpp"

#include <fmt/format.h>

#include <cmath>
#include <complex>

namespace gradlab::program::exercise {

// ---- Lessons 1 to 3: regression and descent ----

namespace {

struct Regression {
  arma::mat X;
  arma::vec y, theta;
};

arma::vec mean_gradient(const Regression& r) {
  return r.X.t() * (r.X * r.theta - r.y) / static_cast<double>(r.X.n_rows);
}

constexpr double alpha = 0.05;

}  // namespace

Outcome judge_gradient_step(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 2}, {1, 3.5}, {1, 5}, {1, 6}};
  const arma::vec y = {1, 3, 4.5, 7};
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X, y, {-1, 2}}};
  Question question{exercise.function, {"theta"}, {}, {}, "From two starting points, the step goes where it should."};
  for (const Regression& r : inputs) {
    question.cases.push_back({fmt::format("4 examples, from theta = ({:g}, {:g})", r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta), alpha),
                              {r.theta - alpha * mean_gradient(r)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) { return Matrices{arma::vec(function(r))}; });
  };
  question.rivals = {
      {"uphill", "The step goes uphill: J grows.", "", "Subtract alpha times the gradient, with X*theta - y in it.",
       rival([](const Regression& r) -> arma::vec { return r.theta + alpha * mean_gradient(r); })},
      {"missing-mean", "The gradient is a sum over the examples, not their mean.", "",
       "Divide it by m, the number of rows of X.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * 4.0 * mean_gradient(r); })},
      {"doubled", "The gradient is twice too large.", "", "J has 1/(2m), whose 2 cancels against that of the square.",
       rival([](const Regression& r) -> arma::vec { return r.theta - alpha * 2.0 * mean_gradient(r); })},
      {"one-after-the-other", "theta(1) was computed with the new theta(0): the two must change together.", "",
       "Compute the whole gradient first, then change theta.", rival([](Regression r) -> arma::vec {
         r.theta(0) -= alpha * mean_gradient(r)(0);
         r.theta(1) -= alpha * mean_gradient(r)(1);
         return r.theta;
       })},
      {"missing-alpha", "The step lacks the learning rate.", "", "Multiply the gradient by alpha.",
       rival([](const Regression& r) -> arma::vec { return r.theta - mean_gradient(r); })},
      {"gradient-for-step", "This is the gradient, not theta after the step.", "", "Return theta - alpha * gradient.",
       rival([](const Regression& r) -> arma::vec { return mean_gradient(r); })},
  };
  return judge_values(attempt, question);
}

Outcome judge_logistic_cost(Attempt& attempt, const Exercise& exercise) {
  const arma::mat X = {{1, 0.5}, {1, -1.5}, {1, 2}, {1, -0.25}};
  const arma::vec y = {1, 0, 1, 0};
  const std::vector<Regression> inputs = {{X, y, {0, 0}}, {X, y, {0.5, -1}}};
  Question question{exercise.function, {"J"}, {}, {}, "At theta = 0 your cost is ln 2 = .693147, whatever the data."};
  const auto total = [](const Regression& r) {
    const arma::vec h = sigmoid(arma::vec(r.X * r.theta));
    return arma::accu(-r.y % arma::log(h) - (1 - r.y) % arma::log(1 - h));
  };
  for (const Regression& r : inputs) {
    question.cases.push_back({fmt::format("4 examples, theta = ({:g}, {:g})", r.theta(0), r.theta(1)),
                              list_of(to_argument(r.X), to_argument(r.y), to_argument(r.theta)),
                              {scalar(total(r) / 4)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Regression& r) {
      return Matrices{scalar(function(r, arma::vec(sigmoid(arma::vec(r.X * r.theta)))))};
    });
  };
  using arma::vec;
  question.rivals = {
      {"half-cross-entropy", "Only the term for y = 1 is there.", "", "Subtract (1 - y) % log(1 - h) too.",
       rival([](const Regression& r, const vec& h) { return arma::accu(-r.y % arma::log(h)) / 4; })},
      {"missing-mean", "The terms are summed, but not divided by m.", "", "Divide by the number of examples.",
       rival([&](const Regression& r, const vec&) { return total(r); })},
      {"flipped-sign", "The cost is negative: the minus before the logarithms is missing.", "",
       "Both terms have a minus.", rival([&](const Regression& r, const vec&) { return -total(r) / 4; })},
      {"flipped-term", "The second term is added where it should be subtracted.", "", "Both terms have a minus.",
       rival([](const Regression& r, const vec& h) {
         return arma::accu(-r.y % arma::log(h) + (1 - r.y) % arma::log(1 - h)) / 4;
       })},
      {"squared-error", "This is half the squared error, as in linear regression.", "",
       "Take the logarithms: the cross-entropy.",
       rival([](const Regression& r, const vec& h) { return arma::accu(arma::square(h - r.y)) / 8; })},
      {"missing-sigmoid", "X*theta itself is in the logarithm.", "", "h = sigmoid(X*theta).",
       rival([](const Regression& r, const vec&) {
         const vec z = r.X * r.theta;
         return arma::accu(-r.y % arma::log(z) - (1 - r.y) % arma::log(1 - z)) / 4;
       })},
  };
  return judge_values(attempt, question);
}

Outcome judge_minimize(Attempt& attempt, const Exercise& exercise) {
  struct Descent {
    arma::mat A;
    arma::vec b, theta;
    int steps;
  };
  const std::vector<Descent> inputs = {{{{2, 0.5}, {0.5, 1}}, {1, -1}, {0, 0}, 5},
                                       {{{1, 0, 0}, {0, 3, 1}, {0, 1, 2}}, {0.5, 1, 2}, {1, 1, 1}, 12}};
  const auto run = [](const Descent& d, int steps, double rate, bool fresh) {
    arma::vec theta = d.theta;
    arma::vec gradient = d.A * theta - d.b;
    for (int i = 0; i < steps; ++i) {
      if (fresh) gradient = d.A * theta - d.b;
      theta -= rate * gradient;
    }
    return theta;
  };
  constexpr double rate = 0.1;
  Question question{exercise.function, {"theta"}, {}, {}, "Your optimizer goes down with gradients it has never seen."};
  for (const Descent& d : inputs) {
    question.cases.push_back({fmt::format("{} steps of 0.1 in {} dimensions", d.steps, d.theta.n_elem),
                              list_of(to_argument(arma::mat(arma::join_rows(d.A, d.b))), to_argument(d.theta), rate,
                                      d.steps),
                              {run(d, d.steps, rate, true)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Descent& d) { return Matrices{arma::vec(function(d))}; });
  };
  question.rivals = {
      {"uphill", "The steps go uphill.", "", "Subtract alpha times the gradient.",
       rival([&](const Descent& d) { return run(d, d.steps, -rate, true); })},
      {"stale-gradient", "The gradient was computed once, at the start, and used in every step.", "",
       "Ask for the gradient inside the loop: it changes with theta.",
       rival([&](const Descent& d) { return run(d, d.steps, rate, false); })},
      {"one-step", "Only one step was made.", "", "Repeat it, `steps` times; is the return inside the loop?",
       rival([&](const Descent& d) { return run(d, 1, rate, true); })},
      {"off-by-one", "One step is missing.", "", "Count from 0 up to, but not including, `steps`.",
       rival([&](const Descent& d) { return run(d, d.steps - 1, rate, true); })},
      {"off-by-one", "There is one step too many.", "", "Count from 0 up to, but not including, `steps`.",
       rival([&](const Descent& d) { return run(d, d.steps + 1, rate, true); })},
      {"missing-alpha", "The step lacks the learning rate.", "", "Multiply the gradient by alpha.",
       rival([&](const Descent& d) { return run(d, d.steps, 1, true); })},
      {"no-step", "theta is returned as it came.", "", "Change theta in each step.",
       rival([&](const Descent& d) { return d.theta; })},
  };
  return judge_values(attempt, question);
}

// ---- Lesson 6: one derivative by hand ----

Outcome judge_by_hand(Attempt& attempt, const Exercise& exercise) {
  struct Unit {
    double hidden, output, target;
  };
  const std::vector<Unit> inputs = {{0.59326999210718, 0.75136506955232, 0.01},
                                    {0.59688437825977, 0.77292846532146, 0.99}};
  const auto right = [](const Unit& u) { return (u.output - u.target) * u.output * (1 - u.output) * u.hidden; };
  Question question{exercise.function, {"dE/dw"}, {}, {}, "For w5 of the 2-2-2 example you have .08216704."};
  for (const Unit& u : inputs) {
    question.cases.push_back({fmt::format("hidden {:.6f}, output {:.6f}, target {:g}", u.hidden, u.output, u.target),
                              list_of(u.hidden, u.output, u.target),
                              {scalar(right(u))}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Unit& u) { return Matrices{scalar(function(u))}; });
  };
  question.rivals = {
      {"flipped-sign", "The sign is wrong: target - output instead of output - target.", "",
       "E has (target - output)^2/2, whose derivative after the output is output - target.",
       rival([&](const Unit& u) { return -right(u); })},
      {"missing-derivative", "The factor output*(1 - output), the sigmoid's derivative, is missing.", "",
       "The output is sigmoid(z): multiply by output*(1 - output).",
       rival([](const Unit& u) { return (u.output - u.target) * u.hidden; })},
      {"missing-input", "The last factor is missing: what the weight is multiplied by.", "",
       "z = w*hidden + ..., so dz/dw is the hidden unit's activation.",
       rival([](const Unit& u) { return (u.output - u.target) * u.output * (1 - u.output); })},
      {"wrong-derivative", "The sigmoid's derivative is taken of the hidden unit, not of the output.", "",
       "E depends on w through the output: output*(1 - output).",
       rival([](const Unit& u) { return (u.output - u.target) * u.hidden * (1 - u.hidden) * u.hidden; })},
      {"doubled", "The derivative is twice too large.", "", "The 1/2 in E cancels the 2 of the square.",
       rival([&](const Unit& u) { return 2 * right(u); })},
      {"sigmoid-twice", "The sigmoid is taken of the output, which is a sigmoid already.", "",
       "The derivative in terms of the output is output*(1 - output).",
       rival([](const Unit& u) {
         const double again = sigmoid(u.output);
         return (u.output - u.target) * again * (1 - again) * u.hidden;
       })},
  };
  return judge_values(attempt, question);
}

// ---- Lesson 7: the sigmoid's derivative ----

Outcome judge_sigmoid_gradient(Attempt& attempt, const Exercise& exercise) {
  const std::vector<arma::mat> inputs = {scalar(0), scalar(0.5), scalar(1), {{-2, 3}, {0.25, -0.75}}};
  Question question{exercise.function, {"g"}, {}, {}, "At z = 0, .5 and 1 you have .25, .235004 and .196612."};
  for (const arma::mat& z : inputs) {
    question.cases.push_back({z.n_elem == 1 ? fmt::format("z = {:g}", z(0)) : "z of 2 x 2",
                              list_of(to_argument(z)),
                              {sigmoid_gradient(z)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const arma::mat& z) { return Matrices{arma::mat(function(z, sigmoid(z)))}; });
  };
  using arma::mat;
  question.rivals = {
      {"sigmoid-for-derivative", "This is the sigmoid itself, not its derivative.", "S23",
       "The derivative is sigmoid(z) times (1 - sigmoid(z)).", rival([](const mat&, const mat& s) { return s; })},
      {"z-for-activation", "This is z*(1 - z): z was taken for an activation, but it is what goes into the sigmoid.",
       "S23", "Take the sigmoid of z first, then s*(1 - s).",
       rival([](const mat& z, const mat&) { return mat(z % (1 - z)); })},
      {"derivative-of-activation", "The sigmoid was taken twice: this is the derivative at sigmoid(z), not at z.",
       "S23", "Take the sigmoid once, s = sigmoid(z), then s*(1 - s).",
       rival([](const mat&, const mat& s) { return sigmoid_gradient(s); })},
      {"matrix-product", "The product is one of matrices; it should go entry by entry.", "S23",
       "In C++ that is s % (1 - s), in Python s * (1 - s).",
       rival([](const mat&, const mat& s) { return mat(s * (1 - s)); })},
      {"flipped-sign", "There is a plus where a minus belongs: s*(1 + s).", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(s % (1 + s)); })},
      {"derivative-of-tanh", "1 - s^2 is the derivative of tanh, not of the sigmoid.", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(1 - s % s); })},
      {"missing-factor", "The factor sigmoid(z) is missing: this is 1 - sigmoid(z).", "S23", "s*(1 - s).",
       rival([](const mat&, const mat& s) { return mat(1 - s); })},
  };
  return judge_values(attempt, question);
}

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
