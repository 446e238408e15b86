// Poles and branch points near by, on the real axis and beside it: a step that is too long reaches past them.
#include "rows.hpp"

namespace gradlab::calibration {

std::vector<Row> pole_rows() {
  const std::string kind = "poles";
  return {
      near_row(kind, "1/x", analytic([](auto x) { return 1.0 / x[0]; }), 0, 1e-3, 1),
      near_row(kind, "1/(x-2)^2", analytic([](auto x) { return 1.0 / square(x[0] - 2.0); }), 2, 1e-3, 1),
      above_row(kind, "log near 0", analytic([](auto x) { return log(x[0]); }), 0, 1e-4, 0.5),
      above_row(kind, "root near 0", analytic([](auto x) { return sqrt(x[0]); }), 0, 1e-4, 0.5),
      above_row(kind, "fourth root near 0", analytic([](auto x) { return sqrt(sqrt(x[0])); }), 0, 1e-14, 1e-8),
      above_row(kind, "x log x near 0", analytic([](auto x) { return x[0] * log(x[0]); }), 0, 1e-4, 0.5),
      near_row(kind, "tangent near pi/2", analytic([](auto x) { return sin(x[0]) / cos(x[0]); }), 1.5707963267948966,
               1e-3, 1),
      uniform_row(kind, "Runge 1/(1+25x^2)", analytic([](auto x) { return 1.0 / (1.0 + 25.0 * square(x[0])); }), 1, -1,
                  1),
      uniform_row(kind, "narrow Lorentz curve", analytic([](auto x) { return 1e-4 / (1e-4 + square(x[0])); }), 1, -0.05,
                  0.05),
      uniform_row(kind, "exp(x)/(sin x - x^2)",
                  analytic([](auto x) { return exp(x[0]) / (sin(x[0]) - square(x[0])); }), 1, 0.9, 1.1),
      {kind, "log barrier",
       [](Generator& generator) {
         // x > 0 and sum of x < 1, close to the walls
         const auto cost = analytic([](auto x) {
           ScalarOf<decltype(x)> sum = 0.0;
           ScalarOf<decltype(x)> left = 1.0;
           for (const auto& entry : x) {
             sum -= log(entry);
             left -= entry;
           }
           return sum - log(left);
         });
         arma::vec theta(5);
         for (double& entry : theta) entry = log_uniform(generator, 1e-3, 0.19);
         return Instance{cost, theta};
       }},
  };
}

}  // namespace gradlab::calibration
