// Kinks exactly at the point and near by. At a kink the truth is an interval, from the left slope to the right.
#include "rows.hpp"

#include "network.hpp"

namespace gradlab::calibration {

namespace {

// Half a square within +-joint, a straight line beyond: its second derivative jumps there.
template <class Scalar>
Scalar huber(Scalar x, double joint) {
  return std::abs(real_part(x)) <= joint ? 0.5 * square(x) : joint * (abs(x) - 0.5 * Scalar(joint));
}

// |x| on a slope, at a distance from its kink whose sign is random.
Row bend_row(std::string name, double distance) {
  return {"kinks", std::move(name), [=](Generator& generator) {
            const double bend = uniform(generator, 0.1, 3);
            const Cost cost = with_kinks([bend](auto x) { return bend * abs(x[0]) + sin(x[0]) + 1.0; });
            return Instance{cost, {distance * random_sign(generator)}};
          }};
}

// One hidden unit's pre-activation stands at this distance from its kink for one example. All figures that go into it
// are multiples of 1/8, so that a distance of 0 is exact.
Row unit_row(std::string name, double distance) {
  return {"kinks", std::move(name), [distance](Generator& generator) {
            Network network = random_network(generator, {3, 5, 3}, 5, Unit::relu, Loss::softmax);
            network.X = arma::round(8 * network.X) / 8;
            arma::vec weights = random_weights(generator, network);
            const arma::uword first = 4 * (generator() % 5);  // the unit's bias, its three weights behind it
            auto into_unit = weights.subvec(first + 1, first + 3);
            into_unit = arma::round(8 * into_unit) / 8;
            const arma::rowvec example = network.X.row(generator() % 5);
            weights(first) = random_sign(generator) * distance - arma::dot(example, into_unit);
            return Instance{cost_of(network), weights, network.blocks()};
          }};
}

}  // namespace

std::vector<Row> kink_rows() {
  const std::string kind = "kinks";
  return {
      bend_row("|x| at 0", 0),
      bend_row("|x| at 1e-3", 1e-3),
      bend_row("|x| at 1e-6", 1e-6),
      bend_row("|x| at 1e-9", 1e-9),
      {kind, "max(cx, 0) at 0",
       [](Generator& generator) {
         const double factor = random_sign(generator) * log_uniform(generator, 1e-2, 1e2);
         const Cost cost =
             with_kinks([factor](auto x) { return larger_of(factor * x[0], ScalarOf<decltype(x)>(0.0)); });
         return Instance{cost, {0.0}};
       }},
      {kind, "max(x, y) at x = y",
       [](Generator& generator) {
         const Cost cost = with_kinks([](auto x) { return larger_of(square(x[0]), square(x[1])) + x[0]; });
         const double both = uniform(generator, 0.5, 2);
         return Instance{cost, {both, both}};
       }},
      {kind, "absolute weights, some 0",
       [](Generator& generator) {
         const Cost cost = with_kinks([](auto x) {
           ScalarOf<decltype(x)> sum = 0.0;
           for (const auto& entry : x) sum += square(entry - 0.5) + 0.1 * abs(entry);
           return sum;
         });
         arma::vec theta = uniform_vector(generator, 6, -1, 1);
         theta(generator() % 6) = 0;
         return Instance{cost, theta};
       }},
      uniform_row(kind, "hinge losses", with_kinks([](auto x) {
                    ScalarOf<decltype(x)> sum = 0.0;
                    for (const double target : {-1.0, 1.0, 0.3, -0.4}) {
                      sum += larger_of(1.0 - target * (x[0] + target * x[1]), ScalarOf<decltype(x)>(0.0));
                    }
                    return sum;
                  }),
                  2, -2, 2),
      uniform_row(kind, "Huber", with_kinks([](auto x) { return huber(x[0], 1) + huber(3.0 * x[1], 1); }), 2, -2, 2),
      {kind, "Huber at its joint",
       [](Generator& generator) {
         const double joint = uniform(generator, 0.1, 3);
         return Instance{with_kinks([joint](auto x) { return huber(x[0], joint); }), {joint}};
       }},
      near_row(kind, "|x|^1.5", with_kinks([](auto x) { return abs(x[0]) * sqrt(abs(x[0])); }), 0, 1e-8, 1),
      unit_row("ReLU unit at 0", 0),
      unit_row("ReLU unit at 1e-3", 1e-3),
      unit_row("ReLU unit at 1e-6", 1e-6),
      unit_row("ReLU unit at 1e-9", 1e-9),
      {kind, "ReLU, first layer 0",
       [](Generator& generator) {
         const Network network = random_network(generator, {3, 5, 3}, 5, Unit::relu, Loss::softmax);
         arma::vec weights = random_weights(generator, network);
         weights.head(20).zeros();
         return Instance{cost_of(network), weights, network.blocks()};
       }},
  };
}

}  // namespace gradlab::calibration
