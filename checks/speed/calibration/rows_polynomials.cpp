// Polynomials: no method has an excuse on them but rounding.
#include "rows.hpp"

namespace gradlab::calibration {

namespace {

// Chebyshev's T(n): 2x T(n-1) - T(n-2), steep towards both ends of [-1, 1].
template <class Scalar>
Scalar chebyshev(Scalar x, int degree) {
  Scalar before = 1.0;
  Scalar last = x;
  for (int n = 2; n <= degree; ++n) {
    const Scalar next = 2.0 * x * last - before;
    before = last;
    last = next;
  }
  return last;
}

}  // namespace

std::vector<Row> polynomial_rows() {
  const std::string kind = "polynomials";
  return {
      uniform_row(kind, "plane", analytic([](auto x) { return 3.0 * x[0] - 2.0 * x[1] + 0.1 * x[2] - 2.0; }), 3, -5, 5),
      uniform_row(kind, "square", analytic([](auto x) { return square(x[0]); }), 1, -10, 10),
      uniform_row(kind, "cubic", analytic([](auto x) { return power(x[0], 3) - 2.0 * x[0] + 1.0; }), 1, -3, 3),
      uniform_row(kind, "degree 9", analytic([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    for (const double c : {0.3, -1.1, 0.7, 2.0, -0.9, 0.4, 1.3, -2.2, 0.8, -0.5}) sum = sum * x[0] + c;
                    return sum;
                  }),
                  1, -1.5, 1.5),
      uniform_row(kind, "Chebyshev T10", analytic([](auto x) { return chebyshev(x[0], 10); }), 1, -1, 1),
      uniform_row(kind, "x^20", analytic([](auto x) { return power(x[0], 20); }), 1, 0.5, 1.5),
      uniform_row(kind, "product of 5", analytic([](auto x) { return x[0] * x[1] * x[2] * x[3] * x[4]; }), 5, -2, 2),
      uniform_row(kind, "mixed cubic", analytic([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += x[i] * square(x[i + 1]) - 0.5 * x[i] + 1.0;
                    return sum;
                  }),
                  6, -2, 2),
  };
}

}  // namespace gradlab::calibration
