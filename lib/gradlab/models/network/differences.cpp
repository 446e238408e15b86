#include "gradlab/models/network/differences.hpp"

#include "gradlab/models/network/differences_by_column.hpp"
#include "gradlab/models/network/forward_pass.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

// Marks a function that the compiler builds for registers of 128, 256 and 512 bits. The processor picks one.
// All give the same figures: this file fuses no operations.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define GRADLAB_TARGET_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define GRADLAB_TARGET_CLONES
#endif

namespace gradlab::neural_network {

namespace {

// Examples handled together: their working arrays stay in the first-level cache.
constexpr arma::uword chunk = 256;

// How far a move goes, by the size of the largest exponent: up to these the two series of expm1 below are exact to the
// last bit. Larger steps take the general road, one example at a time. The steps of a measurement of noise are medium.
enum class Reach { little, medium, far };
constexpr double little = 1.0 / 32, medium = 0.5;

// The factors of all terms behind one logarithm share an exponent of 4: their product then rounds as the bound says.
// Little moves take a logarithm for 32 examples, medium ones for each example. `sum`: of the exponents of an example.
Reach reach_of(double largest, double sum) {
  constexpr double shared = 4, examples = 32;
  if (largest <= little && sum <= shared / examples) return Reach::little;
  return largest <= medium && sum <= shared ? Reach::medium : Reach::far;
}

// A sum of differences of the cost's terms, and the sum of their sizes, which its rounding error goes with. Equal terms
// all round to the same side; the longer type keeps that from adding up.
struct Sum {
  long double value = 0;
  double magnitude = 0;

  Sum& operator+=(const Sum& other) {
    value += other.value;
    magnitude += other.magnitude;
    return *this;
  }
};

// ---- Little and medium steps: a chunk of examples at a time ----

using Chunk = std::array<double, chunk>;

// e^d - 1 for |d| <= little: the next term, d^9/9!, is below 3e-18 of it.
inline double expm1_series(double d) {
  return d * (1 + d * (1 / 2. + d * (1 / 6. + d * (1 / 24. + d * (1 / 120. + d * (1 / 720. + d * (1 / 5040. +
         d / 40320.)))))));
}

// The same for |d| <= medium: behind the eight terms above those up to d^15/15!. The next one is below 2e-18 of it.
inline double expm1_long_series(double d) {
  const double rest = 1 / 362880. + d * (1 / 3628800. + d * (1 / 39916800. + d * (1 / 479001600. +
                      d * (1 / 6227020800. + d * (1 / 87178291200. + d / 1307674368000.)))));
  return d * (1 + d * (1 / 2. + d * (1 / 6. + d * (1 / 24. + d * (1 / 120. + d * (1 / 720. + d * (1 / 5040. +
         d * (1 / 40320. + d * rest))))))));
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
GRADLAB_TARGET_CLONES
void move_activations_medium(double step, const double* x, const double* s, const double* slope, arma::uword count,
                             double* moved) {
  for (arma::uword i = 0; i < count; ++i) {
    const double E = expm1_long_series(step * x[i]);
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
GRADLAB_TARGET_CLONES
void multiply_factors_medium(const double* moved, double weight, const double* sign, const double* distance,
                             arma::uword count, double* growth, double* magnitude) {
  for (arma::uword i = 0; i < count; ++i) {
    const double factor = distance[i] * expm1_long_series(sign[i] * moved[i] * weight);
    growth[i] += factor + growth[i] * factor;
    magnitude[i] += std::abs(factor);
  }
}

Sum add_logarithms(Chunk& growth, const Chunk& magnitude, Reach reach) {
  const arma::uword lanes = reach == Reach::little ? 8 : chunk;
  for (arma::uword half = chunk / 2; half >= lanes; half /= 2) {
    for (arma::uword i = 0; i < half; ++i) growth[i] += growth[i + half] + growth[i] * growth[i + half];
  }
  Sum sum;
  for (arma::uword i = 0; i < lanes; ++i) sum.value += std::log1p(growth[i]);
  for (const double size : magnitude) sum.magnitude += size;
  return sum;
}

Sum move_Theta1_near(const ForwardPass& pass, arma::uword j, arma::uword c, double step, Reach reach) {
  const auto move = reach == Reach::little ? move_activations : move_activations_medium;
  const auto multiply = reach == Reach::little ? multiply_factors : multiply_factors_medium;
  const arma::uword m = pass.examples();
  Sum sum;
  for (arma::uword first = 0; first < m; first += chunk) {
    const arma::uword count = std::min(chunk, m - first);
    Chunk moved;
    Chunk growth{};
    Chunk magnitude{};
    move(step, pass.input(c) + first, pass.a1.colptr(j + 1) + first, pass.slope1.colptr(j) + first, count,
         moved.data());
    for (arma::uword k = 0; k < pass.labels(); ++k) {
      multiply(moved.data(), pass.weights.Theta2(k, j + 1), pass.sign.colptr(k) + first,
               pass.distance.colptr(k) + first, count, growth.data(), magnitude.data());
    }
    sum += add_logarithms(growth, magnitude, reach);
  }
  return sum;
}

Sum move_Theta2_near(const ForwardPass& pass, arma::uword k, arma::uword c, double step, Reach reach) {
  const auto multiply = reach == Reach::little ? multiply_factors : multiply_factors_medium;
  const arma::uword m = pass.examples();
  Sum sum;
  for (arma::uword first = 0; first < m; first += chunk) {
    Chunk growth{};
    Chunk magnitude{};
    multiply(pass.a1.colptr(c) + first, step, pass.sign.colptr(k) + first, pass.distance.colptr(k) + first,
             std::min(chunk, m - first), growth.data(), magnitude.data());
    sum += add_logarithms(growth, magnitude, reach);
  }
  return sum;
}

// ---- Any step: an example at a time ----

// Further up expm1 may overflow in a product; further down digits may cancel in 1 + sigmoid*expm1. There the plain
// difference keeps them.
bool is_plain(double exponent) { return exponent > 30 || exponent < -1; }

// softplus(z + d) - softplus(z), where sigmoid_z = sigmoid(z).
double softplus_step(double z, double sigmoid_z, double d) {
  if (is_plain(d)) return softplus(z + d) - softplus(z);
  return std::log1p(sigmoid_z * std::expm1(d));
}

Sum move_output(const ForwardPass& pass, arma::uword i, arma::uword k, double by) {
  const double term = softplus_step(pass.z2(i, k), pass.distance(i, k), pass.sign(i, k) * by);
  return {term, std::abs(term)};
}

// sigmoid(z + d) - sigmoid(z) as it stands. Where both are near 1, their distances from 1 keep more digits.
double plain_sigmoid_step(double z, double d) {
  return z + d / 2 > 0 ? sigmoid(-z) - sigmoid(-z - d) : sigmoid(z + d) - sigmoid(z);
}

// The same for hidden unit j and any d.
double move_activation(const ForwardPass& pass, arma::uword i, arma::uword j, double d) {
  if (is_plain(d)) return plain_sigmoid_step(pass.z1(i, j), d);
  const double E = std::expm1(d);
  return pass.slope1(i, j) * E / (1 + pass.a1(i, j + 1) * E);
}

Sum move_Theta1_far(const ForwardPass& pass, arma::uword j, arma::uword c, double step) {
  Sum sum;
  for (arma::uword i = 0; i < pass.examples(); ++i) {
    const double moved = move_activation(pass, i, j, step * pass.input(c)[i]);
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
  const Reach reach = reach_of(into_hidden * pass.largest_exponent(j), into_hidden * pass.sum_of_exponents(j));
  return reach == Reach::far ? move_Theta1_far(pass, j, c, step) : move_Theta1_near(pass, j, c, step, reach);
}

Sum move_Theta2(const ForwardPass& pass, arma::uword k, arma::uword c, double step) {
  const Reach reach = reach_of(std::abs(step), std::abs(step));
  return reach == Reach::far ? move_Theta2_far(pass, k, c, step) : move_Theta2_near(pass, k, c, step, reach);
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
  return {static_cast<double>(terms.value / m) + penalty, pass.rounding * (terms.magnitude / m + std::abs(penalty))};
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
