// Costs that move in stairs: formulas that lose the digits of 1 - h, parameters that pass through fewer digits.
#include "rows.hpp"

#include "network.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace gradlab::calibration {

namespace {

// The cost of logistic regression as courses write it, -mean(y log h + (1-y) log(1-h)).
template <class Scalar>
Scalar course_cost(const arma::mat& X, const arma::vec& y, std::span<const Scalar> theta) {
  Scalar sum = 0.0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    Scalar z = 0.0;
    for (arma::uword j = 0; j < X.n_cols; ++j) z += X(i, j) * theta[j];
    const Scalar h = 1.0 / (1.0 + exp(-z));
    sum -= y(i) * log(h) + (1 - y(i)) * log(1.0 - h);
  }
  return sum / double(X.n_rows);
}

// The same formula without its loss of digits, for the truth.
template <class Scalar>
Scalar stable_cost(const arma::mat& X, const arma::vec& y, std::span<const Scalar> theta) {
  Scalar sum = 0.0;
  for (arma::uword i = 0; i < X.n_rows; ++i) {
    Scalar z = 0.0;
    for (arma::uword j = 0; j < X.n_cols; ++j) z += X(i, j) * theta[j];
    sum += soft_plus(z) - y(i) * z;
  }
  return sum / double(X.n_rows);
}

// With features of `reach` 3 some h come within a few units of 1; a point where the cost is infinite is drawn again.
Row course_row(double size, arma::uword m, arma::uword n, double reach = 1) {
  const std::string features = reach == 1 ? "" : fmt::format(", features to {}", reach);
  return {"staircases", fmt::format("course's cost, theta of {}, {} x {}{}", size, m, n, features),
          [=](Generator& generator) {
            const arma::mat X = uniform_matrix(generator, m, n, -reach, reach);
            arma::vec y(m);
            for (double& label : y) label = double(generator() % 2);
            const CostOf<double> coded = [=](std::span<const double> t) { return course_cost<double>(X, y, t); };
            const Cost cost{coded, nullptr,
                            [=](std::span<const Exact> t) { return stable_cost<Exact>(X, y, t); },
                            [=](std::span<const Coded> t) { return stable_cost<Coded>(X, y, t); }};
            arma::vec theta;
            do theta = uniform_vector(generator, n, -size, size);
            while (!std::isfinite(coded({theta.memptr(), n})));
            return Instance{cost, theta};
          }};
}

Row score_row(double score) {
  return {"staircases", fmt::format("-log(1-h) at a score of {}", score), [score](Generator& generator) {
            const double feature = uniform(generator, 0.5, 2);
            const CostOf<double> coded = [=](std::span<const double> t) {
              const double h = 1 / (1 + std::exp(-(feature * t[0] + t[1])));
              return -std::log(1 - h);
            };
            const auto stable = [=](auto t) { return soft_plus(feature * t[0] + t[1]); };
            const double bias = uniform(generator, -1, 1);
            return Instance{{coded, nullptr, stable, stable}, {(score - bias) / feature, bias}};
          }};
}

Row naive_soft_plus_row(double z) {
  return {"staircases", fmt::format("log(1+exp(x)) at {}", z), [z](Generator& generator) {
            const CostOf<double> coded = [](std::span<const double> t) { return std::log(1 + std::exp(t[0])); };
            const auto stable = [](auto t) { return soft_plus(t[0]); };
            return Instance{{coded, nullptr, stable, stable}, {z + uniform(generator, -0.5, 0.5)}};
          }};
}

double through_text(double x) { return std::strtod(fmt::format("{:.6g}", x).c_str(), nullptr); }
double through_float(double x) { return static_cast<double>(static_cast<float>(x)); }

Row through_row(std::string name, double (*pass)(double), arma::uword which, double far) {
  return {"staircases", std::move(name), [=](Generator& generator) {
            const auto smooth = [](auto x) {
              ScalarOf<decltype(x)> sum = 5.0;
              for (const auto& entry : x) sum += exp(0.25 * entry) * cos(entry);
              return sum;
            };
            const CostOf<double> passed = [=](std::span<const double> x) {
              std::vector<double> copy(x.begin(), x.end());
              for (std::size_t i = 0; i < copy.size(); ++i) {
                if (which == copy.size() || i == which) copy[i] = pass(copy[i]);
              }
              return smooth(std::span<const double>(copy));
            };
            arma::vec theta = uniform_vector(generator, 6, -far, far);
            for (double& entry : theta) entry = pass(entry);
            return Instance{{passed, nullptr, smooth, smooth}, theta};
          }};
}

// A course network whose inputs nobody scaled.
Row unscaled_network_row() {
  return {"staircases", "12-5-2 network, inputs 0..99", [](Generator& generator) {
            auto network = std::make_shared<Network>(
                random_network(generator, {12, 5, 2}, 6, Unit::logistic, Loss::cross_entropy));
            network->X = arma::floor(uniform_matrix(generator, 6, 12, 0, 100));
            const CostOf<double> coded = [network](std::span<const double> weights) {
              double sum = 0;
              for (arma::uword i = 0; i < network->X.n_rows; ++i) {
                const std::vector<double> z = network->pre_activations<double>(weights, i);
                for (std::size_t k = 0; k < z.size(); ++k) {
                  const double h = 1 / (1 + std::exp(-z[k]));
                  sum -= network->Y(i, k) * std::log(h) + (1 - network->Y(i, k)) * std::log(1 - h);
                }
              }
              return sum / double(network->X.n_rows);
            };
            Cost cost = cost_of(*network);
            cost.real = coded;
            cost.complex = nullptr;
            return Instance{cost, uniform_vector(generator, network->count_weights(), -0.12, 0.12), network->blocks()};
          }};
}

}  // namespace

std::vector<Row> staircase_rows() {
  std::vector<Row> rows;
  for (const double size : {2, 4, 6, 8, 11}) {
    rows.push_back(course_row(size, 2, 2));
    rows.push_back(course_row(size, 8, 3));
    rows.push_back(course_row(size, 30, 5));
  }
  for (const double size : {6, 8}) rows.push_back(course_row(size, 8, 3, 3));
  for (const double score : {5, 10, 15, 20, 25, 30}) rows.push_back(score_row(score));
  for (const double z : {-40, -30, -20, -10}) rows.push_back(naive_soft_plus_row(z));
  rows.push_back(through_row("all through float", through_float, 6, 2));
  rows.push_back(through_row("one through float", through_float, 2, 2));
  rows.push_back(through_row("all through %.6g", through_text, 6, 2));
  rows.push_back(through_row("one through %.6g", through_text, 3, 2));
  rows.push_back(unscaled_network_row());
  return rows;
}

}  // namespace gradlab::calibration
