// Sums that cancel: the cost is far smaller than what it is made of, so its rounding error is larger than it looks.
#include "rows.hpp"

#include <fmt/format.h>

namespace gradlab::calibration {

namespace {

// (x - 1)^7 multiplied out.
template <class Scalar>
Scalar expanded(Scalar x) {
  Scalar sum = 0.0;
  for (const double c : {1., -7., 21., -35., 35., -21., 7., -1.}) sum = sum * x + c;
  return sum;
}

// The variance by the mean of the squares less the square of the mean.
template <class Span>
auto one_pass_variance(Span x) {
  ScalarOf<Span> sum = 0.0;
  ScalarOf<Span> squares = 0.0;
  for (const auto& entry : x) {
    sum += entry;
    squares += square(entry);
  }
  const double count = static_cast<double>(x.size());
  return squares / count - square(sum / count);
}

template <class Scalar>
Scalar alternating_sum(Scalar x) {
  Scalar sum = 0.0;
  for (int i = 1; i <= 200; ++i) sum += (i % 2 == 0 ? -1.0 : 1.0) * exp(x / double(i));
  return sum;
}

// A low narrow edge beside terms of which nothing but their rounding is left, some `size` squared units.
Row low_edge_row(double size, double height, double width) {
  return {"cancelling", fmt::format("edge {:.0e} high beside {:.0e}^2 - {:.0e}^2", height, size, size),
          [=](Generator& generator) {
            const double center = uniform(generator, -1, 1), slope = uniform(generator, 1e-4, 1e-3);
            const auto rest = [=](auto x) {
              return square(x[0] + size) - square(x[0]) - 2 * size * x[0] - size * size + slope * square(x[0]);
            };
            const auto whole = [=](auto x) { return rest(x) + height * tanh((x[0] - center) / width); };
            Instance instance{analytic(whole), {center + width * uniform(generator, -1, 1)}};
            instance.forgotten = rest;
            return instance;
          }};
}

}  // namespace

std::vector<Row> cancelling_rows() {
  const std::string kind = "cancelling";
  return {
      uniform_row(kind, "x + 1e8 - 1e8 + x^2", analytic([](auto x) { return x[0] + 1e8 - 1e8 + square(x[0]); }), 1, -3,
                  3),
      uniform_row(kind, "1e10 + sin", analytic([](auto x) { return 1e10 + sin(x[0]); }), 1, -3, 3),
      near_row(kind, "(x-1)^7 multiplied out", analytic([](auto x) { return expanded(x[0]); }), 1, 1e-2, 0.5),
      near_row(kind, "exp less its series",
               analytic([](auto x) { return exp(x[0]) - (1.0 + x[0] + square(x[0]) / 2.0); }), 0, 1e-3, 1),
      near_row(kind, "1 - cos", analytic([](auto x) { return 1.0 - cos(x[0]); }), 0, 1e-4, 0.1),
      uniform_row(kind, "one-pass variance", analytic([](auto x) { return one_pass_variance(x); }), 6, 1e4, 1e4 + 10),
      uniform_row(kind, "alternating exp", analytic([](auto x) { return alternating_sum(x[0]); }), 1, -2, 2),
      uniform_row(kind, "root of (1e6+x)^2",
                  analytic([](auto x) { return sqrt(square(1e6 + x[0])) - 1e6 + cos(x[0]); }), 1, -3, 3),
      uniform_row(kind, "exp 20 shifted", analytic([](auto x) { return exp(20.0 + x[0]) - exp(20.0 + 0.9 * x[0]); }), 1,
                  -1, 1),
      low_edge_row(40, 2e-8, 3e-8),
      low_edge_row(300, 1e-6, 1e-5),
      low_edge_row(3, 1e-9, 1e-7),
      near_row(kind, "log of ratio near 1", analytic([](auto x) { return log((1e5 + x[0]) / 1e5); }), 0, 1e-2, 10),
  };
}

}  // namespace gradlab::calibration
