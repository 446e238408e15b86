// Exercise 17: the complex step.
//
// A difference loses digits because two nearly equal numbers are subtracted. A
// step into the imaginary direction needs no subtraction:
// f(x + ih) = f(x) + ih f'(x) - ... So the derivative stands in the imaginary
// part.
//
//   x:       where
//   h:       the step, which may be as small as 1e-200
//   result:  f'(x)
#include <gradlab/exercise.hpp>

template <class Number>
Number f(Number x) {
  const Number s = std::sin(x), c = std::cos(x);
  return std::exp(x) / std::sqrt(s * s * s + c * c * c);
}

double complex_step(double x, double h) {
  // std::complex<double>(x, h) is x + ih
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
