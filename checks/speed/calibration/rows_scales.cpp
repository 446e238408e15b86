// Scales from 1e-8 to 1e8, of the cost and of the parameters: steps and tolerances that are absolute fail on them.
#include "rows.hpp"

namespace gradlab::calibration {

namespace {

// A sine that takes 1/frequency from crest to crest, at parameters of that size.
Row sine_row(std::string name, double frequency, double low, double high) {
  return uniform_row("scales", std::move(name), analytic([frequency](auto x) { return sin(frequency * x[0]); }), 1, low,
                     high);
}

}  // namespace

std::vector<Row> scale_rows() {
  const std::string kind = "scales";
  return {
      uniform_row(kind, "1e8 sin", analytic([](auto x) { return 1e8 * sin(x[0]); }), 1, -3, 3),
      uniform_row(kind, "1e-8 sin", analytic([](auto x) { return 1e-8 * sin(x[0]); }), 1, -3, 3),
      sine_row("sin 1e4 x", 1e4, -1, 1),
      sine_row("sin 1e4 x, x of 1e-4", 1e4, -1e-4, 1e-4),
      sine_row("sin 1e8 x, x of 1e-8", 1e8, -1e-8, 1e-8),
      sine_row("sin 1e-8 x, x of 1e8", 1e-8, -1e8, 1e8),
      sine_row("sin 1e-4 x, x of 1e4", 1e-4, -1e4, 1e4),
      sine_row("sin x, x of 1e6", 1, 1e6, 2e6),
      uniform_row(kind, "exp 50x", analytic([](auto x) { return exp(50.0 * x[0]); }), 1, -1, 1),
      uniform_row(kind, "(x/1e8)^3", analytic([](auto x) { return power(x[0] / 1e8, 3); }), 1, -1e8, 1e8),
      uniform_row(kind, "squares 1e-8..1e8", analytic([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    double scale = 1e-8;
                    for (const auto& entry : x) {
                      sum += scale * square(entry);
                      scale *= 10;
                    }
                    return sum;
                  }),
                  17, -1, 1),
      uniform_row(kind, "log(1 + 1e8 x^2)", analytic([](auto x) { return log1p(1e8 * square(x[0])); }), 1, -1, 1),
      {kind, "parameters 1e-6..1e6",
       [](Generator& generator) {
         const auto cost = analytic([](auto x) {
           ScalarOf<decltype(x)> sum = 0.0;
           double scale = 1e-6;
           for (const auto& entry : x) {
             sum += sin(entry / scale);
             scale *= 100;
           }
           return sum;
         });
         arma::vec theta = uniform_vector(generator, 7, -2, 2);
         for (arma::uword i = 0; i < theta.n_elem; ++i) theta(i) *= std::pow(100.0, double(i) - 3);
         Instance instance{cost, theta};
         instance.units = {1e-6, 1e-4, 1e-2, 1, 1e2, 1e4, 1e6};
         return instance;
       }},
  };
}

}  // namespace gradlab::calibration
