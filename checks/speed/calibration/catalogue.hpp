// The catalogue of objectives whose derivatives are known: each cost is written once as a template, and every scalar
// type makes something else of it. Measuring methods on them is measure.hpp's business.
// Adding an objective: a row in the rows_*.cpp file of its kind. Adding a kind: its file, and its line in rows.hpp and
// catalogue.cpp.
#pragma once

#include "dual.hpp"
#include "single.hpp"

#include "gradlab/objective.hpp"

#include <armadillo>

#include <complex>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace gradlab::calibration {

using Generator = std::mt19937_64;
using Complex = std::complex<double>;
using Exact = Dual<Quad>;
using Coded = Dual<double>;

template <class Scalar>
using CostOf = std::function<Scalar(std::span<const Scalar> x)>;

/// One cost for every scalar type.
struct Cost {
  CostOf<double> real;     ///< what the methods see
  CostOf<Complex> complex; ///< empty where the cost is not analytic, or no user would have it
  CostOf<Exact> exact;     ///< the truth
  CostOf<Coded> coded;     ///< what right code in double precision answers
};

/// The cost for every scalar: f takes a span of any of them.
template <class Function>
Cost analytic(Function f) {
  return {f, f, f, f};
}

/// A cost with kinks: no complex version.
template <class Function>
Cost with_kinks(Function f) {
  return {f, nullptr, f, f};
}

/// A smooth cost of which nobody has a complex version.
template <class Function>
Cost real_only(Function f) {
  return {f, nullptr, f, f};
}

/// A cost computed in single precision, parameters and all; the truth is that of the formula.
template <class Function>
Cost in_single_precision(Function f) {
  const auto real = [f](std::span<const double> x) {
    const std::vector<Single> singles(x.begin(), x.end());
    return static_cast<double>(f(std::span<const Single>(singles)).value);
  };
  return {real, nullptr, f, f};
}

/// One objective at one point.
struct Instance {
  Cost cost;
  arma::vec theta;
  std::vector<Block> blocks = {};  ///< empty: one block called theta
  /// Where the objective is the library's own: it is used in place of one made from `cost`.
  std::function<Objective()> library = nullptr;
  arma::vec units = {};  ///< of the parameters, where they differ: what a gradient's rounding error goes with; empty: 1
  CostOf<Exact> forgotten = nullptr;  ///< the cost without one of its terms, as its gradient's author may forget it
};

struct Row {
  std::string kind;  ///< "poles"
  std::string name;  ///< "log near 0"
  std::function<Instance(Generator& generator)> make;  ///< another instance at each call
  bool is_ordinary = false;  ///< of those 146 by which prices are compared with earlier ones
};

std::vector<Row> catalogue();

/// An objective whose truth is false by a thousandth: the catalogue's own test has to find it.
Row false_row();

double uniform(Generator& generator, double low, double high);
double log_uniform(Generator& generator, double low, double high);
double random_sign(Generator& generator);
arma::vec uniform_vector(Generator& generator, arma::uword size, double low, double high);
arma::mat uniform_matrix(Generator& generator, arma::uword rows, arma::uword columns, double low, double high);

// The part of a scalar that decides about branches.
inline double real_part(double x) { return x; }
inline double real_part(Complex x) { return x.real(); }
inline double real_part(Single x) { return x.value; }
template <class Real>
double real_part(Dual<Real> x) {
  return static_cast<double>(x.value);
}

// Functions that the rows share, for each scalar.
using std::abs, std::atan, std::cos, std::exp, std::log, std::log1p, std::sin, std::sqrt, std::tanh;
inline double larger_of(double a, double b) { return a > b ? a : b; }
inline Complex log1p(Complex x) { return std::log(1.0 + x); }

template <class Scalar>
Scalar square(Scalar x) {
  return x * x;
}

template <class Scalar>
Scalar power(Scalar x, int exponent) {
  Scalar product = 1.0;
  for (int i = 0; i < exponent; ++i) product *= x;
  return product;
}

template <class Scalar>
Scalar logistic(Scalar z) {
  if (real_part(z) >= 0) return 1.0 / (1.0 + exp(-z));
  const Scalar e = exp(z);
  return e / (1.0 + e);
}

/// log(1 + exp(z)) without overflow.
template <class Scalar>
Scalar soft_plus(Scalar z) {
  return real_part(z) > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
}

}  // namespace gradlab::calibration
