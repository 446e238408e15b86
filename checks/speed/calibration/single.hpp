// A number that is a float through and through: a cost written for it is a cost in single precision, whatever the types
// of its constants.
#pragma once

#include <cmath>

namespace gradlab::calibration {

struct Single {
  float value = 0;

  Single() = default;
  Single(double number) : value(static_cast<float>(number)) {}  // implicit, so that constants stay plain
  Single(float number) : value(number) {}

  friend Single operator-(Single a) { return -a.value; }
  friend Single operator+(Single a, Single b) { return a.value + b.value; }
  friend Single operator-(Single a, Single b) { return a.value - b.value; }
  friend Single operator*(Single a, Single b) { return a.value * b.value; }
  friend Single operator/(Single a, Single b) { return a.value / b.value; }
  Single& operator+=(Single b) { return *this = *this + b; }
  Single& operator-=(Single b) { return *this = *this - b; }
  Single& operator*=(Single b) { return *this = *this * b; }

  friend Single exp(Single a) { return std::exp(a.value); }
  friend Single log(Single a) { return std::log(a.value); }
  friend Single log1p(Single a) { return std::log1p(a.value); }
  friend Single sin(Single a) { return std::sin(a.value); }
  friend Single cos(Single a) { return std::cos(a.value); }
  friend Single atan(Single a) { return std::atan(a.value); }
  friend Single sqrt(Single a) { return std::sqrt(a.value); }
  friend Single tanh(Single a) { return std::tanh(a.value); }
  friend Single abs(Single a) { return std::abs(a.value); }
  friend Single larger_of(Single a, Single b) { return a.value > b.value ? a : b; }
};

}  // namespace gradlab::calibration
