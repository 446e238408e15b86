#include "gradlab/languages/test_points.hpp"

#include "gradlab/models/network/debug_network.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::languages {

namespace nn = neural_network;

namespace {

TestPoint checking_network(double lambda) {
  return {nn::debug_network(lambda), "the debug network's sines", "sines"};
}

// Whole numbers in the code of the likeliest functions, within these bounds.
std::vector<arma::uword> numbers_in(const Description& description, arma::uword least, arma::uword most) {
  constexpr std::size_t enough = 3;
  std::vector<arma::uword> found;
  for (const Choice& choice : description.choices) {
    for (const arma::uword number : choice.numbers) {
      const bool is_known = std::find(found.begin(), found.end(), number) != found.end();
      if (number >= least && number <= most && !is_known && found.size() < enough) found.push_back(number);
    }
  }
  return found;
}

// As arguments, or by the shapes of its matrices.
bool takes_sizes(const Description& description) {
  return std::any_of(description.choices.begin(), description.choices.end(), [](const Choice& choice) {
    return choice.takes_network && (choice.takes_sizes || choice.arguments.find("Theta1") != choice.arguments.npos);
  });
}

}  // namespace

// The generator of random weights makes the inputs: the same figures everywhere. Every label occurs.
TestPoint random_network(const nn::LayerSizes& sizes, arma::uword examples, double lambda, std::uint64_t seed) {
  const auto [n, h, K] = sizes;
  nn::Problem problem{sizes, nn::unroll(nn::random_weights(sizes, seed)),
                      nn::random_weights({n, examples, K}, seed + 1).Theta1.tail_cols(n), arma::uvec(examples), lambda};
  for (arma::uword i = 0; i < examples; ++i) problem.y(i) = 1 + (i * 7 + 3) % K;
  return {problem, "random", fmt::format("random, seed {}", seed)};
}

std::vector<TestPoint> networks_of_fixed_sizes(const Description& description, std::uint64_t seed) {
  std::vector<TestPoint> networks;
  const auto add = [&](const nn::LayerSizes& sizes, arma::uword examples) {
    networks.push_back(random_network(sizes, examples, 0, seed));
  };
  for (const Choice& choice : description.choices) {
    if (choice.layers.size() == 3) add({choice.layers[0], choice.layers[1], choice.layers[2]}, 7);
  }
  if (takes_sizes(description)) {
    add({4, 5, 10}, 12);
    for (const arma::uword labels : numbers_in(description, 4, 9)) add({4, 5, labels}, 12);
    for (const arma::uword examples : numbers_in(description, 20, 20'000)) {
      add({4, 5, 3}, examples);
      add({4, 5, 10}, examples);
    }
  }
  add({400, 25, 10}, 20);
  for (const arma::uword hidden : numbers_in(description, 5, 300)) {
    if (hidden != 25 && hidden != 10) add({400, hidden, 10}, 20);
  }
  add({64, 25, 10}, 20);
  for (const arma::uword examples : numbers_in(description, 1000, 20'000)) add({400, 25, 10}, examples);
  return networks;
}

std::string name_network(const nn::Problem& network) {
  const auto [n, h, K] = network.sizes;
  return fmt::format("{}-{}-{}, m = {}, lambda {:g}", n, h, K, network.X.n_rows, network.lambda);
}

std::vector<TestPoint> choose_networks(const NetworkWishes& wishes, std::uint64_t seed) {
  const nn::LayerSizes sizes = {6, wishes.hidden.value_or(4), wishes.labels.value_or(4)};
  const arma::uword examples = wishes.examples.value_or(0) == 0 ? 9 : *wishes.examples;
  const TestPoint random = random_network(sizes, examples, wishes.lambda.value_or(1), seed);
  if (wishes.hidden || wishes.labels || wishes.examples) return {random};
  if (wishes.lambda) return {checking_network(*wishes.lambda), random};
  return {checking_network(0), checking_network(3), random};
}

TestPoint small_network(std::uint64_t seed) { return random_network({4, 5, 3}, 7, 0, seed); }

TestPoint make_cheap(TestPoint point) {
  constexpr arma::uword enough = 20;
  point.problem.lambda = 0;
  if (point.problem.X.n_rows > enough) {
    point.problem.X = arma::mat(point.problem.X.head_rows(enough));
    point.problem.y = arma::uvec(point.problem.y.head(enough));
  }
  return point;
}

TestPoint point_at(const arma::vec& theta, const std::string& weights) {
  TestPoint point;
  point.problem.theta = theta;
  point.weights = weights;
  return point;
}

TestPoint random_theta(arma::uword length, std::uint64_t seed) {
  return point_at(nn::random_weights({length, 1, 1}, seed).Theta1.tail_cols(length).st(),
                  fmt::format("{} entries, random, seed {}", terminal::with_thousands(length), seed));
}

namespace {

// Random points of the length that the description says, or else of many.
std::vector<TestPoint> choose_lengths(const Description& description, std::uint64_t seed) {
  if (description.parameters > 0) return {random_theta(description.parameters, seed)};
  std::vector<TestPoint> points = {random_theta(5, seed)};
  for (arma::uword length = 2; length <= 60; ++length) {
    if (length != 5) points.push_back(random_theta(length, seed));
  }
  points.push_back(random_theta(1, seed));
  return points;
}

// The bound of entry k; `none` where there is no finite one, or none for so many parameters.
double bound_of(const arma::vec& bounds, arma::uword k, double none) {
  const arma::uword i = bounds.n_elem == 1 ? 0 : k;
  return i < bounds.n_elem && std::isfinite(bounds(i)) ? bounds(i) : none;
}

// Random numbers from -1 to 1, moved into the bounds.
TestPoint move_within(TestPoint point, const arma::vec& lower, const arma::vec& upper) {
  arma::vec& theta = point.problem.theta;
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    const double low = bound_of(lower, k, -arma::datum::inf), high = bound_of(upper, k, arma::datum::inf);
    if (theta(k) > low && theta(k) < high) continue;
    const double share = 0.5 + 0.4 * std::tanh(theta(k));
    if (std::isfinite(low) && std::isfinite(high)) theta(k) = low + share * (high - low);
    else theta(k) = std::isfinite(low) ? low + share : high - share;
  }
  return point;
}

}  // namespace

std::vector<TestPoint> choose_thetas(const Description& description, std::uint64_t seed, const arma::vec& lower,
                                     const arma::vec& upper) {
  if (!description.theta.is_empty()) return {point_at(description.theta, "as the code has it")};
  std::vector<TestPoint> points = choose_lengths(description, seed);
  for (TestPoint& point : points) {
    point = move_within(point, lower.is_empty() ? description.lower : lower,
                        upper.is_empty() ? description.upper : upper);
  }
  return points;
}

}  // namespace gradlab::languages
