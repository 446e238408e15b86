// Flat places: derivatives far smaller than the cost, or than the parameter, or none at all.
#include "rows.hpp"

namespace gradlab::calibration {

std::vector<Row> flat_rows() {
  const std::string kind = "flat";
  return {
      uniform_row(kind, "x^8 near 0", analytic([](auto x) { return power(x[0], 8); }), 1, -0.1, 0.1),
      uniform_row(kind, "exp(-1/x^2)", analytic([](auto x) { return exp(-1.0 / square(x[0])); }), 1, 0.1, 0.4),
      uniform_row(kind, "1 + 1e-9 sin", analytic([](auto x) { return 1.0 + 1e-9 * sin(x[0]); }), 1, -3, 3),
      uniform_row(kind, "logistic tail", analytic([](auto x) { return logistic(x[0]); }), 1, 10, 35),
      uniform_row(kind, "logistic tail, left", analytic([](auto x) { return logistic(x[0]); }), 1, -35, -10),
      uniform_row(kind, "tanh, saturated", analytic([](auto x) { return tanh(x[0]); }), 1, 5, 20),
      uniform_row(kind, "exp(-x) far out", analytic([](auto x) { return exp(-x[0]); }), 1, 20, 300),
      uniform_row(kind, "constant", analytic([](auto x) { return 7.0 + 0.0 * x[0]; }), 2, -3, 3),
      uniform_row(kind, "one of two has no say", analytic([](auto x) { return square(x[0]) + 0.0 * x[1]; }), 2, -3, 3),
      {kind, "x^4 at 0",
       [](Generator& generator) {
         const double factor = log_uniform(generator, 1e-3, 1e3);
         return Instance{analytic([factor](auto x) { return factor * power(x[0], 4); }), {0.0}};
       }},
  };
}

}  // namespace gradlab::calibration
