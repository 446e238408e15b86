// Costs that are worse than their type: computed in single precision, rounded to it at the end, or noisy.
#include "rows.hpp"

#include "network.hpp"

#include <bit>
#include <cstdint>
#include <memory>

namespace gradlab::calibration {

namespace {

// Any figure in [-1, 1), the same for the same parameters, without a pattern from one point to the next: what is left
// of an inner iteration that stops at a tolerance.
double noise_at(std::span<const double> x) {
  std::uint64_t hash = 0x9e3779b97f4a7c15;
  for (const double entry : x) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(entry)) * 0xbf58476d1ce4e5b9;
    hash ^= hash >> 29;
  }
  return static_cast<double>(static_cast<std::int64_t>(hash)) * 0x1p-63;
}

Cost with_noise(Cost cost, double size) {
  const CostOf<double> smooth = cost.real;
  cost.real = [smooth, size](std::span<const double> x) { return smooth(x) + size * noise_at(x); };
  cost.complex = nullptr;
  return cost;
}

Cost rounded_at_the_end(Cost cost) {
  const CostOf<double> smooth = cost.real;
  cost.real = [smooth](std::span<const double> x) { return static_cast<double>(static_cast<float>(smooth(x))); };
  cost.complex = nullptr;
  return cost;
}

enum class Flaw { single, rounded, noise_tiny, noise_small };

Row network_row(std::string name, Unit unit, Loss loss, Flaw flaw) {
  return {"imprecise", std::move(name), [=](Generator& generator) {
            const auto network =
                std::make_shared<const Network>(random_network(generator, {3, 5, 3}, 5, unit, loss));
            Cost cost = cost_of(*network);
            if (flaw == Flaw::single) {
              cost = in_single_precision([network](auto weights) {
                return network->template cost<ScalarOf<decltype(weights)>>(weights);
              });
            }
            if (flaw == Flaw::rounded) cost = rounded_at_the_end(cost);
            if (flaw == Flaw::noise_tiny) cost = with_noise(cost, 1e-11);
            if (flaw == Flaw::noise_small) cost = with_noise(cost, 1e-7);
            return Instance{cost, random_weights(generator, *network), network->blocks()};
          }};
}

}  // namespace

std::vector<Row> imprecise_rows() {
  const std::string kind = "imprecise";
  const auto sine = [](auto x) { return sin(x[0]) + 0.5; };
  const auto bowl = [](auto x) { return square(x[0] - 1.0) + 3.0 * square(x[1]) + x[0] * x[1]; };
  return {
      uniform_row(kind, "sine in single precision", in_single_precision(sine), 1, -3, 3),
      uniform_row(kind, "bowl in single precision", in_single_precision(bowl), 2, -3, 3),
      network_row("logistic, single precision", Unit::logistic, Loss::cross_entropy, Flaw::single),
      network_row("softmax, single precision", Unit::tanh, Loss::softmax, Flaw::single),
      uniform_row(kind, "bowl rounded to float", rounded_at_the_end(analytic(bowl)), 2, -3, 3),
      network_row("logistic rounded to float", Unit::logistic, Loss::cross_entropy, Flaw::rounded),
      uniform_row(kind, "sine, noise 1e-12", with_noise(analytic(sine), 1e-12), 1, -3, 3),
      uniform_row(kind, "sine, noise 1e-9", with_noise(analytic(sine), 1e-9), 1, -3, 3),
      uniform_row(kind, "bowl, noise 1e-6", with_noise(analytic(bowl), 1e-6), 2, -3, 3),
      network_row("logistic, noise 1e-11", Unit::logistic, Loss::cross_entropy, Flaw::noise_tiny),
      network_row("softmax, noise 1e-7", Unit::tanh, Loss::softmax, Flaw::noise_small),
  };
}

}  // namespace gradlab::calibration
