#include "gradlab/numeric/sample_functions.hpp"

#include "gradlab/find_row.hpp"

#include <cmath>
#include <complex>

namespace gradlab::numeric {

namespace {

// `f` takes double and std::complex<double> alike.
template <class F>
Objective make_objective(F f) {
  Objective objective;
  objective.cost = [f](const arma::vec& theta) { return f(theta(0)); };
  objective.complex_cost = [f](const arma::cx_vec& theta) { return f(theta(0)); };
  objective.concurrent = true;
  return objective;
}

template <class F>
SampleFunction make_function(std::string_view name, std::string_view formula, double point, F f,
                       double (*derivative)(double)) {
  return {name, formula, point, derivative, make_objective(f)};
}

// The example of W. Squire and G. Trapp (1998), from whom the complex step comes, in the form that J. Martins made
// known.
template <class Scalar>
Scalar squire_trapp(Scalar x) {
  using std::cos, std::exp, std::pow, std::sin, std::sqrt;
  const Scalar s = sin(x), c = cos(x);
  return exp(x) / sqrt(s * s * s + c * c * c);
}

double squire_trapp_derivative(double x) {
  const double s = std::sin(x), c = std::cos(x), sum = s * s * s + c * c * c;
  return std::exp(x) * (1 / std::sqrt(sum) - 1.5 * s * c * (s - c) / std::pow(sum, 1.5));
}

double sigmoid_derivative(double x) {
  const double s = 1 / (1 + std::exp(-x));
  return s * (1 - s);
}

}  // namespace

const std::vector<SampleFunction>& sample_functions() {
  static const std::vector<SampleFunction> rows = {
      make_function(
          "exp", "exp(x)", 1, [](auto x) { return std::exp(x); }, [](double x) { return std::exp(x); }),
      make_function(
          "sin", "sin(x)", 1, [](auto x) { return std::sin(x); }, [](double x) { return std::cos(x); }),
      make_function(
          "square", "x^2", 1.1, [](auto x) { return x * x; }, [](double x) { return 2 * x; }),
      make_function(
          "sigmoid", "1/(1+exp(-x))", 1, [](auto x) { return 1.0 / (1.0 + std::exp(-x)); }, sigmoid_derivative),
      make_function(
          "squire_trapp", "exp(x)/sqrt(sin(x)^3+cos(x)^3)", 1.5, [](auto x) { return squire_trapp(x); },
          squire_trapp_derivative),
  };
  return rows;
}

const SampleFunction& find_sample_function(std::string_view name) {
  return find_row(sample_functions(), "function", name);
}

}  // namespace gradlab::numeric
