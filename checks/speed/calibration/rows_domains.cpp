// Costs with an edge near the point, beyond which they throw, are NaN or infinite.
#include "rows.hpp"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>

namespace gradlab::calibration {

namespace {

enum class Beyond { throws, nan, infinite };

const char* name_of(Beyond beyond) {
  return beyond == Beyond::throws ? "throws" : beyond == Beyond::nan ? "NaN" : "inf";
}

// What a real program answers where the formula has no value.
template <class Function>
CostOf<double> guarded(Function f, std::function<bool(std::span<const double>)> inside, Beyond beyond) {
  return [=](std::span<const double> x) {
    if (inside(x)) return static_cast<double>(f(x));
    if (beyond == Beyond::throws) throw std::domain_error("outside of the domain");
    return beyond == Beyond::nan ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
  };
}

template <class Function>
void add_rows(std::vector<Row>& rows, const std::string& name, Function f,
              std::function<bool(std::span<const double>)> inside, std::function<arma::vec(Generator&)> draw) {
  for (const Beyond beyond : {Beyond::throws, Beyond::nan, Beyond::infinite}) {
    rows.push_back({"domains", fmt::format("{}, {}", name, name_of(beyond)), [=](Generator& generator) {
                      return Instance{{guarded(f, inside, beyond), nullptr, f, f}, draw(generator)};
                    }});
  }
}

bool all_positive(std::span<const double> x) {
  for (const double entry : x) {
    if (!(entry > 0)) return false;
  }
  return true;
}

}  // namespace

std::vector<Row> domain_rows() {
  std::vector<Row> rows;
  const auto near_edge = [](Generator& generator) {
    arma::vec x(3);
    for (double& entry : x) entry = log_uniform(generator, 1e-3, 1);
    return x;
  };
  const auto sum_of = [](auto x, auto term) {
    ScalarOf<decltype(x)> sum = 0.0;
    for (const auto& entry : x) sum += term(entry);
    return sum;
  };
  add_rows(
      rows, "sum of logs", [=](auto x) { return sum_of(x, [](auto v) { return log(v); }); }, all_positive, near_edge);
  add_rows(
      rows, "entropy", [=](auto x) { return sum_of(x, [](auto v) { return v * log(v); }); }, all_positive, near_edge);
  add_rows(
      rows, "square roots", [=](auto x) { return sum_of(x, [](auto v) { return sqrt(v); }); }, all_positive, near_edge);
  add_rows(
      rows, "log barrier", [=](auto x) { return square(x[0] - 2.0) - 0.01 * (log(1.0 - x[0]) + log(1.0 + x[0])); },
      [](std::span<const double> x) { return std::abs(x[0]) < 1; },
      [](Generator& generator) { return arma::vec{1 - log_uniform(generator, 1e-4, 0.5)}; });
  add_rows(
      rows, "log det of a covariance",
      [](auto x) {
        const auto det = x[0] * x[1] - square(x[2]);
        return log(det) + (x[1] * 2.0 + x[0] - 0.4 * x[2]) / det;
      },
      [](std::span<const double> x) { return x[0] > 0 && x[0] * x[1] - x[2] * x[2] > 0; },
      [](Generator& generator) {
        const double a = uniform(generator, 0.5, 2), b = uniform(generator, 0.5, 2);
        return arma::vec{a, b, std::sqrt(a * b) * (1 - log_uniform(generator, 1e-3, 0.3))};
      });
  add_rows(
      rows, "log odds", [](auto x) { return log(x[0] / (1.0 - x[0])) * 0.3 + square(x[1]); },
      [](std::span<const double> x) { return x[0] > 0 && x[0] < 1; },
      [](Generator& generator) { return arma::vec{uniform(generator, 0.02, 0.98), uniform(generator, -1, 1)}; });
  return rows;
}

}  // namespace gradlab::calibration
