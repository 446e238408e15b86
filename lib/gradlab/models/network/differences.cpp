#include "gradlab/models/network/differences.hpp"

#include "gradlab/models/network/differences_by_column.hpp"
#include "gradlab/models/network/forward_pass.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

// Marks a function that the compiler builds for registers of 128, 256 and 512 bits. The processor picks one.
// All give the same figures: no operations are fused.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define GRADLAB_TARGET_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define GRADLAB_TARGET_CLONES
#endif

namespace gradlab::neural_network {

namespace {

// Examples handled together: their working arrays stay in the first-level cache.
constexpr arma::uword chunk = 256;

// Up to this size of an exponent, the series of expm1 below is exact to the last bit. Larger steps take the general
// road, one example at a time. The limit lies beyond 0.02, the longest step of a measurement of noise.
constexpr double series_limit = 1.0 / 32;

// The product of a chunk's factors stays far from overflow: so many labels share an exponent of 16.
double limit_of(arma::uword labels) { return std::min(series_limit, 16.0 / static_cast<double>(labels)); }

// A sum of differences of the cost's terms, and the sum of their sizes, which its rounding error goes with.
struct Sum {
  double value = 0;
  double magnitude = 0;

  Sum& operator+=(const Sum& other) {
    value += other.value;
    magnitude += other.magnitude;
    return *this;
  }
};

// ---- Small steps: a chunk of examples at a time ----

using Chunk = std::array<double, chunk>;

// e^d - 1 for |d| <= series_limit: the next term, d^9/9!, is below 3e-18 of it.
inline double expm1_series(double d) {
  return d * (1 + d * (1 / 2. + d * (1 / 6. + d * (1 / 24. + d * (1 / 120. + d * (1 / 720. + d * (1 / 5040. +
         d / 40320.)))))));
}

// sigmoid(z + step*x) - sigmoid(z) = s(1-s)E/(1+sE) with E = exp(step*x) - 1.
GRADLAB_TARGET_CLONES
void move_activations(double step, const double* x, const double* s, const double* slope, arma::uword count,
                      double* moved) {
  for (arma::uword i = 0; i < count; ++i) {
    const double E = expm1_series(step * x[i]);
    moved[i] = slope[i] * E / (1 + s[i] * E);
  }
}

// A term softplus(z) moves to softplus(z + d): by log(1 + sigmoid(z)*(exp(d) - 1)). The arguments of the logarithms are
// multiplied up, and the logarithm is taken once, by add_logarithms: growth = product - 1.
GRADLAB_TARGET_CLONES
void multiply_factors(const double* moved, double weight, const double* sign, const double* distance, arma::uword count,
                      double* growth, double* magnitude) {
  for (arma::uword i = 0; i < count; ++i) {
    const double factor = distance[i] * expm1_series(sign[i] * moved[i] * weight);
    growth[i] += factor + growth[i] * factor;
    magnitude[i] += std::abs(factor);
  }
}

Sum add_logarithms(Chunk& growth, const Chunk& magnitude) {
  constexpr arma::uword lanes = 8;
  for (arma::uword half = chunk / 2; half >= lanes; half /= 2) {
    for (arma::uword i = 0; i < half; ++i) growth[i] += growth[i + half] + growth[i] * growth[i + half];
  }
  Sum sum;
  for (arma::uword i = 0; i < lanes; ++i) sum.value += std::log1p(growth[i]);
  for (const double size : magnitude) sum.magnitude += size;
  return sum;
}

Sum move_Theta1_a_little(const ForwardPass& pass, arma::uword j, arma::uword c, double step) {
  const arma::uword m = pass.examples();
  Sum sum;
  for (arma::uword first = 0; first < m; first += chunk) {
    const arma::uword count = std::min(chunk, m - first);
    Chunk moved;
    Chunk growth{};
    Chunk magnitude{};
    move_activations(step, pass.input(c) + first, pass.a1.colptr(j + 1) + first, pass.slope1.colptr(j) + first,
                     count, moved.data());
    for (arma::uword k = 0; k < pass.labels(); ++k) {
      multiply_factors(moved.data(), pass.weights.Theta2(k, j + 1), pass.sign.colptr(k) + first,
                       pass.distance.colptr(k) + first, count, growth.data(), magnitude.data());
    }
    sum += add_logarithms(growth, magnitude);
  }
  return sum;
}

Sum move_Theta2_a_little(const ForwardPass& pass, arma::uword k, arma::uword c, double step) {
  const arma::uword m = pass.examples();
  Sum sum;
  for (arma::uword first = 0; first < m; first += chunk) {
    Chunk growth{};
    Chunk magnitude{};
    multiply_factors(pass.a1.colptr(c) + first, step, pass.sign.colptr(k) + first, pass.distance.colptr(k) + first,
                     std::min(chunk, m - first), growth.data(), magnitude.data());
    sum += add_logarithms(growth, magnitude);
  }
  return sum;
}

// ---- Any step: an example at a time ----

// Beyond this size of an exponent expm1 may overflow in a product, and the plain difference loses nothing.
constexpr double largest_exponent = 30;

double softplus_step(double z, double d) {
  if (std::abs(d) > largest_exponent) return softplus(z + d) - softplus(z);
  return std::log1p(sigmoid(z) * std::expm1(d));
}

double sigmoid_step(double z, double d) {
  if (std::abs(d) > largest_exponent) return sigmoid(z + d) - sigmoid(z);
  const double E = std::expm1(d);
  return sigmoid(z) * sigmoid(-z) * E / (1 + sigmoid(z) * E);
}

Sum move_output(const ForwardPass& pass, arma::uword i, arma::uword k, double by) {
  const double term = softplus_step(pass.z2(i, k), pass.sign(i, k) * by);
  return {term, std::abs(term)};
}

Sum move_Theta1_far(const ForwardPass& pass, arma::uword j, arma::uword c, double step) {
  Sum sum;
  for (arma::uword i = 0; i < pass.examples(); ++i) {
    const double moved = sigmoid_step(pass.z1(i, j), step * pass.input(c)[i]);
    for (arma::uword k = 0; k < pass.labels(); ++k) {
      sum += move_output(pass, i, k, moved * pass.weights.Theta2(k, j + 1));
    }
  }
  return sum;
}

Sum move_Theta2_far(const ForwardPass& pass, arma::uword k, arma::uword c, double step) {
  Sum sum;
  for (arma::uword i = 0; i < pass.examples(); ++i) sum += move_output(pass, i, k, step * pass.a1(i, c));
  return sum;
}

// ---- Either ----

Sum move_Theta1(const ForwardPass& pass, arma::uword j, arma::uword c, double step) {
  const double into_hidden = std::abs(step) * pass.largest_inputs(c);
  const bool little = std::max(into_hidden, into_hidden / 4 * pass.largest_Theta2(j + 1)) <= limit_of(pass.labels());
  return little ? move_Theta1_a_little(pass, j, c, step) : move_Theta1_far(pass, j, c, step);
}

Sum move_Theta2(const ForwardPass& pass, arma::uword k, arma::uword c, double step) {
  return std::abs(step) <= series_limit ? move_Theta2_a_little(pass, k, c, step) : move_Theta2_far(pass, k, c, step);
}

Difference difference(const ForwardPass& pass, arma::uword index, double step) {
  const auto& [Theta1, Theta2] = pass.weights;
  const bool in_Theta1 = index < Theta1.n_elem;
  const arma::mat& Theta = in_Theta1 ? Theta1 : Theta2;
  const arma::uword place = in_Theta1 ? index : index - Theta1.n_elem;
  const arma::uword row = place / Theta.n_cols;  // unrolled row by row
  const arma::uword column = place % Theta.n_cols;

  const double m = static_cast<double>(pass.examples());
  const Sum terms = in_Theta1 ? move_Theta1(pass, row, column, step) : move_Theta2(pass, row, column, step);
  const double penalty = move_penalty(pass, Theta(row, column), column, step);
  return {terms.value / m + penalty, pass.rounding * (terms.magnitude / m + std::abs(penalty))};
}

}  // namespace

DifferenceFunction differences_around(const std::shared_ptr<const Problem>& problem, const arma::vec& theta) {
  const auto pass = std::make_shared<const ForwardPass>(run_forward(problem, theta));
  DifferenceFunction around = [pass](arma::uword k, double step) { return difference(*pass, k, step); };
  around.many = [pass, one = around](const std::vector<Move>& moves, const in_parallel::Options& options) {
    return differences_by_column(*pass, moves, one, options);
  };
  return around;
}

}  // namespace gradlab::neural_network
