// The classical hard minimizations: curvatures that differ by many powers of ten between directions.
// Source: J. More, B. Garbow, K. Hillstrom, Testing unconstrained optimization software, ACM TOMS 7 (1981).
#include "rows.hpp"

namespace gradlab::calibration {

namespace {

template <class Span>
auto rosenbrock(Span x) {
  ScalarOf<Span> sum = 0.0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += 100.0 * square(x[i + 1] - square(x[i])) + square(1.0 - x[i]);
  return sum;
}

template <class Span>
auto hilbert(Span x, double solution) {
  ScalarOf<Span> sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < x.size(); ++j) sum += (x[i] - solution) * (x[j] - solution) / double(i + j + 1);
  }
  return 0.5 * sum;
}

template <class Span>
auto powell(Span x) {
  return square(x[0] + 10.0 * x[1]) + 5.0 * square(x[2] - x[3]) + power(x[1] - 2.0 * x[2], 4) +
         10.0 * power(x[0] - x[3], 4);
}

template <class Span>
auto beale(Span x) {
  return square(1.5 - x[0] * (1.0 - x[1])) + square(2.25 - x[0] * (1.0 - square(x[1]))) +
         square(2.625 - x[0] * (1.0 - power(x[1], 3)));
}

template <class Span>
auto wood(Span x) {
  return 100.0 * square(x[1] - square(x[0])) + square(1.0 - x[0]) + 90.0 * square(x[3] - square(x[2])) +
         square(1.0 - x[2]) + 10.0 * square(x[1] + x[3] - 2.0) + 0.1 * square(x[1] - x[3]);
}

// Two decays fitted to eight measurements.
template <class Span>
auto decays(Span x) {
  ScalarOf<Span> sum = 0.0;
  for (int i = 1; i <= 8; ++i) {
    const double t = 0.25 * i;
    sum += square(x[0] * exp(-x[1] * t) + x[2] * exp(-x[3] * t) - (2.0 / (1.0 + t)));
  }
  return sum;
}

Row around_row(std::string name, Cost cost, arma::vec center, double least, double most) {
  return {"ill-conditioned", std::move(name), [=](Generator& generator) {
            const double distance = log_uniform(generator, least, most);
            return Instance{cost, center + uniform_vector(generator, center.n_elem, -distance, distance)};
          }};
}

}  // namespace

std::vector<Row> ill_conditioned_rows() {
  const std::string kind = "ill-conditioned";
  return {
      uniform_row(kind, "Rosenbrock", analytic([](auto x) { return rosenbrock(x); }), 6, -2, 2),
      around_row("Rosenbrock near its minimum",
                 analytic([](auto x) { return rosenbrock(x); }), arma::ones(4), 1e-6, 1e-1),
      uniform_row(kind, "Hilbert quadratic", analytic([](auto x) { return hilbert(x, 0); }), 8, -1, 1),
      around_row("Hilbert near its minimum", analytic([](auto x) { return hilbert(x, 1); }), arma::ones(8), 1e-6,
                 1e-1),
      uniform_row(kind, "Powell's singular function", analytic([](auto x) { return powell(x); }), 4, -3, 3),
      around_row("Powell near its minimum", analytic([](auto x) { return powell(x); }), arma::vec(4), 1e-3, 1e-1),
      uniform_row(kind, "Beale", analytic([](auto x) { return beale(x); }), 2, -4, 4),
      {kind, "Brown, badly scaled",
       [](Generator& generator) {
         const auto cost = analytic([](auto x) {
           return square(x[0] - 1e6) + square(x[1] - 2e-6) + square(x[0] * x[1] - 2.0);
         });
         const double first = 1e6 + uniform(generator, -10, 10);
         return Instance{cost, {first, uniform(generator, 1e-6, 3e-6)}};
       }},
      uniform_row(kind, "Wood", analytic([](auto x) { return wood(x); }), 4, -3, 3),
      uniform_row(kind, "sum of two decays", analytic([](auto x) { return decays(x); }), 4, 0.2, 3),
      uniform_row(kind, "condition 1e12", analytic([](auto x) {
                    const auto sum = x[0] + x[1] + x[2];
                    const auto rest = x[0] - 2.0 * x[1] + x[2];
                    return 1e6 * square(sum) + 1e-6 * square(rest) + square(x[0] - x[2]);
                  }),
                  3, -1, 1),
  };
}

}  // namespace gradlab::calibration
