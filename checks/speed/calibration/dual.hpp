// Numbers that carry their derivative along one direction, by the chain rule: over Quad they give the truth, by which
// methods are measured, over double what right code in double precision would answer.
// At a kink the derivative is one-sided, along the direction itself: the right slope for +1, minus the left for -1.
#pragma once

#include "quad.hpp"

#include <cmath>

namespace gradlab::calibration {

template <class Real>
struct Dual {
  Real value = 0;
  Real slope = 0;

  Dual() = default;
  Dual(double number) : value(number) {}  // implicit, so that constants in a cost stay plain
  Dual(Real v, Real s) : value(v), slope(s) {}

  friend Dual operator-(Dual a) { return {-a.value, -a.slope}; }
  friend Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
  friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
  friend Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
  friend Dual operator/(Dual a, Dual b) {
    const Real quotient = a.value / b.value;
    return {quotient, (a.slope - quotient * b.slope) / b.value};
  }
  Dual& operator+=(Dual b) { return *this = *this + b; }
  Dual& operator-=(Dual b) { return *this = *this - b; }
  Dual& operator*=(Dual b) { return *this = *this * b; }
};

// Each function's value with its derivative at the value, times the slope so far. The names are found where they are
// called: those of <cmath> for double, those of quad.hpp for Quad.
using std::atan, std::cos, std::exp, std::log, std::log1p, std::sin, std::sqrt, std::tanh;

template <class Real>
Real size_of(Real x) {
  return x < 0 ? -x : x;
}

template <class Real>
Dual<Real> exp(Dual<Real> a) {
  const Real e = exp(a.value);
  return {e, e * a.slope};
}
template <class Real>
Dual<Real> log(Dual<Real> a) {
  return {log(a.value), a.slope / a.value};
}
template <class Real>
Dual<Real> sin(Dual<Real> a) {
  return {sin(a.value), cos(a.value) * a.slope};
}
template <class Real>
Dual<Real> cos(Dual<Real> a) {
  return {cos(a.value), -sin(a.value) * a.slope};
}
template <class Real>
Dual<Real> atan(Dual<Real> a) {
  return {atan(a.value), a.slope / (1 + a.value * a.value)};
}
template <class Real>
Dual<Real> sqrt(Dual<Real> a) {
  const Real root = sqrt(a.value);
  return {root, a.slope / (2 * root)};
}
template <class Real>
Dual<Real> tanh(Dual<Real> a) {
  const Real e = exp(-2 * size_of(a.value));  // 1 - tanh^2 = 4e/(1+e)^2 without cancellation
  return {tanh(a.value), 4 * e / ((1 + e) * (1 + e)) * a.slope};
}
template <class Real>
Dual<Real> log1p(Dual<Real> a) {
  return {log1p(a.value), a.slope / (1 + a.value)};
}
template <class Real>
Dual<Real> abs(Dual<Real> a) {
  if (a.value == 0) return {0, size_of(a.slope)};
  return a.value < 0 ? -a : a;
}
template <class Real>
Dual<Real> larger_of(Dual<Real> a, Dual<Real> b) {
  if (a.value == b.value) return {a.value, a.slope > b.slope ? a.slope : b.slope};
  return a.value > b.value ? a : b;
}

}  // namespace gradlab::calibration
