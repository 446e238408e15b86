// The logistic function, its derivative and the logarithm that goes with them. Shared by every model here.
#pragma once

#include <armadillo>

#include <cmath>
#include <complex>

namespace gradlab {

/// sigmoid(z) = 1/(1+exp(-z)), entry by entry.
template <class Matrix>
Matrix sigmoid(const Matrix& z) {
  return 1.0 / (1.0 + arma::exp(-z));
}

inline double sigmoid(double z) { return 1.0 / (1.0 + std::exp(-z)); }

/// sigmoidGradient(z) = sigmoid(z)*(1-sigmoid(z)), entry by entry. It takes z, not the activation.
template <class Matrix>
Matrix sigmoid_gradient(const Matrix& z) {
  const Matrix s = sigmoid(z);
  return s % (1.0 - s);
}

/// log(1+exp(z)) without overflow: z itself leaves the exponential where z is large.
/// -log(sigmoid(z)) = softplus(-z) and -log(1-sigmoid(z)) = softplus(z), finite where the logarithms are not.
inline double softplus(double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }

/// The same for complex z near the real axis (the branch is chosen by the real part, so it stays analytic there).
inline std::complex<double> softplus(std::complex<double> z) {
  return z.real() > 0 ? z + std::log(1.0 + std::exp(-z)) : std::log(1.0 + std::exp(z));
}

}  // namespace gradlab
