// Exponentials, logarithms and trigonometric functions where they are harmless, and where they oscillate.
#include "rows.hpp"

namespace gradlab::calibration {

std::vector<Row> elementary_rows() {
  const std::string kind = "exp, log, trig";
  return {
      uniform_row(kind, "exp", analytic([](auto x) { return exp(x[0]); }), 1, -5, 5),
      uniform_row(kind, "bell", analytic([](auto x) { return exp(-square(x[0])); }), 1, -3, 3),
      uniform_row(kind, "log", analytic([](auto x) { return log(x[0]); }), 1, 0.5, 20),
      uniform_row(kind, "x log x", analytic([](auto x) { return x[0] * log(x[0]); }), 1, 0.5, 10),
      uniform_row(kind, "x^x", analytic([](auto x) { return exp(x[0] * log(x[0])); }), 1, 0.5, 3),
      uniform_row(kind, "sine", analytic([](auto x) { return sin(x[0]); }), 1, -10, 10),
      uniform_row(kind, "cos 20x", analytic([](auto x) { return cos(20.0 * x[0]); }), 1, -3, 3),
      uniform_row(kind, "sin 300x", analytic([](auto x) { return sin(300.0 * x[0]); }), 1, -3, 3),
      uniform_row(kind, "sin x / x", analytic([](auto x) { return sin(x[0]) / x[0]; }), 1, 0.1, 10),
      uniform_row(kind, "exp sin", analytic([](auto x) { return exp(sin(3.0 * x[0])); }), 1, -3, 3),
      uniform_row(kind, "arc tangent", analytic([](auto x) { return atan(x[0]); }), 1, -5, 5),
      uniform_row(kind, "hyperbola", analytic([](auto x) { return sqrt(1.0 + square(x[0])); }), 1, -5, 5),
      uniform_row(kind, "log of sum of exp", analytic([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    for (const auto& entry : x) sum += exp(entry);
                    return log(sum);
                  }),
                  6, -4, 4),
      uniform_row(kind, "sines of sums", analytic([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += sin(x[i] + 2.0 * x[i + 1]) * cos(x[i]);
                    return sum;
                  }),
                  8, -3, 3),
  };
}

}  // namespace gradlab::calibration
