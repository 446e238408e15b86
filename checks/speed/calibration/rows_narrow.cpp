// Features that are narrow, or wide, beside max(1, |x|): bumps, edges and waves on a gentle slope, and peak fits in
// their usual units. Without its feature each cost has another gradient, as of an author who forgot the term.
#include "rows.hpp"

#include <fmt/format.h>

#include <array>

namespace gradlab::calibration {

namespace {

enum class Shape { gaussian, lorentzian, edge, wave, arc, logistic, morse, power };

template <class Scalar>
Scalar shape_of(Shape shape, Scalar u) {
  switch (shape) {
    case Shape::gaussian: return exp(-square(u));
    case Shape::lorentzian: return 1.0 / (1.0 + square(u));
    case Shape::edge: return tanh(u);
    case Shape::wave: return sin(u);
    case Shape::arc: return atan(u);
    case Shape::logistic: return logistic(u);
    case Shape::morse: return square(1.0 - exp(-u));
    case Shape::power: return 1.0 / power(u + 3.0, 6) - 1.0 / power(u + 3.0, 3);
  }
  return u;
}

// A feature of this width and height at a center, and a slope that changes over max(1, |center|).
struct Feature {
  Shape shape;
  double center, width, height = 1;
};

Row feature_row(std::string name, Feature feature) {
  return {"narrow", std::move(name), [feature](Generator& generator) {
            const double scale = std::max(1.0, std::abs(feature.center));
            const double slope = uniform(generator, 0.1, 1);
            const auto gentle = [scale, slope](auto x) {
              return slope * square(x[0] / scale) + square(x[1] - 0.2);
            };
            const auto whole = [=](auto x) {
              return gentle(x) + feature.height * shape_of(feature.shape, (x[0] - feature.center) / feature.width);
            };
            const double x = feature.center + feature.width * uniform(generator, -1.4, 1.4);
            Instance instance{real_only(whole), {x, uniform(generator, -1, 1)}};
            instance.units = {std::min(feature.width, 1.0), 1};
            instance.forgotten = gentle;
            return instance;
          }};
}

// A peak fitted to data, A * shape((t - center)/width) + background, in the units of its field.
struct Fit {
  std::string name;
  Shape shape;
  double center, width, amplitude, spacing;
};

Row fit_row(const Fit& fit) {
  return {"fits", fit.name, [fit](Generator& generator) {
            constexpr int points = 15;
            std::array<double, points> noise{};
            for (double& entry : noise) entry = uniform(generator, -0.05, 0.05) * fit.amplitude;
            const double off = fit.width * uniform(generator, 0.1, 0.7) * random_sign(generator);
            const auto residuals = [=](auto x, auto center) {
              auto sum = 0.0 * x[0];
              for (int i = 0; i < points; ++i) {
                const double t = fit.center + (i - points / 2) * fit.spacing;
                const double target =
                    fit.amplitude * shape_of(fit.shape, (t - fit.center) / fit.width) + noise[std::size_t(i)];
                sum += square(x[1] * shape_of(fit.shape, (t - center) / x[2]) + x[3] - target);
              }
              return sum / double(points);
            };
            Instance instance{real_only([=](auto x) { return residuals(x, x[0]); }),
                              {fit.center + off, 1.1 * fit.amplitude, 0.9 * fit.width, 0.02 * fit.amplitude}};
            instance.units = {fit.width, fit.amplitude, fit.width, fit.amplitude};
            instance.forgotten = [=](auto x) {
              return residuals(x, ScalarOf<decltype(x)>(fit.center + off));
            };
            return instance;
          }};
}

// tanh(w x + b) with a feature x that nobody scaled.
Row unscaled_row(std::string name, double size) {
  return {"narrow", std::move(name), [size](Generator& generator) {
            std::array<double, 20> inputs{}, targets{};
            for (double& entry : inputs) entry = size * uniform(generator, 0.4, 1.4);
            for (double& entry : targets) entry = uniform(generator, -1, 1);
            const auto loss = [=](auto x, auto weight) {
              auto sum = 0.0 * x[0];
              for (std::size_t i = 0; i < inputs.size(); ++i) {
                sum += square(x[2] * tanh(weight * inputs[i] + x[1]) - targets[i]);
              }
              return sum / 20.0;
            };
            const double weight = uniform(generator, 0.2, 0.8) / size;
            Instance instance{real_only([=](auto x) { return loss(x, x[0]); }),
                              {weight, uniform(generator, -0.3, 0.3), uniform(generator, 0.5, 1.5)}};
            instance.units = {1 / size, 1, 1};
            instance.forgotten = [=](auto x) { return loss(x, ScalarOf<decltype(x)>(weight)); };
            return instance;
          }};
}

}  // namespace

std::vector<Row> narrow_rows() {
  std::vector<Row> rows;
  const std::vector<std::pair<std::string, Shape>> shapes = {
      {"bump", Shape::gaussian}, {"Lorentz peak", Shape::lorentzian}, {"edge", Shape::edge},
      {"wave", Shape::wave},     {"arc", Shape::arc},                 {"logistic", Shape::logistic}};
  for (const auto& [name, shape] : shapes) {
    for (const auto& [where, center, width] : std::vector<std::tuple<std::string, double, double>>{
             {"3e-4 wide at 0.5", 0.5, 3e-4},       {"1e-6 wide at 0.5", 0.5, 1e-6},
             {"1e-9 wide at 0", 0, 1e-9},           {"1e-10 wide at 1e-10", 1e-10, 1e-10},
             {"0.5 wide at 2349.1", 2349.1, 0.5},   {"1e-3 wide at 2e4", 2e4, 1e-3},
             {"1000 wide at 1.7e9", 1.7e9, 1000},   {"1e6 wide at 0.3", 0.3, 1e6}}) {
      rows.push_back(feature_row(name + ", " + where, {shape, center, width}));
    }
  }
  rows.push_back(feature_row("small bump, 1e-7 wide", {Shape::gaussian, 0.7, 1e-7, 1e-6}));
  rows.push_back(feature_row("small wave, 1e-5 long", {Shape::wave, 0.7, 1e-5, 1e-4}));
  rows.push_back(feature_row("low edge, 1e-8 wide", {Shape::edge, 0.7, 1e-8, 1e-10}));
  rows.push_back(feature_row("Morse potential in meters", {Shape::morse, 1.3e-10, 4e-11}));
  rows.push_back(feature_row("Lennard-Jones in meters", {Shape::power, 3.4e-10, 1.1e-10}));
  rows.push_back(feature_row("Lennard-Jones in nm", {Shape::power, 0.34, 0.11}));
  for (const double size : {1e2, 1e4, 1e6, 1e8, 1e10})
    rows.push_back(unscaled_row(fmt::format("unscaled {:.0e}", size), size));
  for (const Fit& fit : std::vector<Fit>{
           {"infrared line, cm-1", Shape::lorentzian, 2349.1, 0.5, 0.8, 0.1},
           {"mass peak, m/z", Shape::gaussian, 500.25, 0.01, 1e4, 0.003},
           {"event, in years", Shape::logistic, 2024.3, 1, 40, 0.4},
           {"spot, in pixels", Shape::gaussian, 2048.3, 2, 200, 0.6},
           {"resonance, Hz", Shape::lorentzian, 1.42e9, 3e3, 1, 900},
           {"pulse, in seconds", Shape::gaussian, 3.1e-9, 2e-10, 1e-3, 5e-11},
           {"transition, in kelvin", Shape::edge, 273.16, 0.02, 5, 0.006},
           {"Bragg peak, degrees", Shape::gaussian, 38.47, 0.03, 900, 0.01},
           {"step, unix time", Shape::logistic, 1.72e9, 3600, 12, 1800},
           {"laser line, in meters", Shape::gaussian, 6.328e-7, 1e-12, 2, 3e-13},
           {"NMR line, ppm", Shape::lorentzian, 7.26, 0.002, 30, 6e-4},
           {"spectral line, angstrom", Shape::gaussian, 6562.8, 0.6, 3, 0.2},
           {"titration, liters", Shape::edge, 0.02512, 1e-4, 4, 4e-5},
           {"tide, in days", Shape::gaussian, 60345.2, 0.3, 2, 0.1},
           {"gap, electron volts", Shape::lorentzian, 1.12, 1e-3, 0.5, 3e-4}}) {
    rows.push_back(fit_row(fit));
  }
  return rows;
}

}  // namespace gradlab::calibration
