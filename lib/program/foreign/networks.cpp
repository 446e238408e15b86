#include "program/foreign/networks.hpp"

#include "gradlab/models/network/debug_network.hpp"
#include "program/problem_setup.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

Configuration debug_configuration(double lambda) {
  const nn::DebugNetwork debug = nn::debug_network();
  return {{nn::sizes_of(debug.weights), debug.X, debug.y, lambda}, nn::unroll(debug.weights),
          "the checking network's sines", "sines"};
}

// Inputs from the generator that draws weights: the same figures everywhere. Every label occurs.
Configuration random_configuration(const nn::LayerSizes& sizes, arma::uword examples, double lambda,
                                   std::uint64_t seed) {
  const auto [n, h, K] = sizes;
  languages::Network network{sizes, nn::random_weights({n, examples, K}, seed + 1).Theta1.tail_cols(n),
                           arma::uvec(examples), lambda};
  for (arma::uword i = 0; i < examples; ++i) network.y(i) = 1 + (i * 7 + 3) % K;
  return {network, nn::unroll(nn::random_weights(sizes, seed)), "random", fmt::format("random, seed {}", seed)};
}

Configuration chosen_configuration(const ProblemOptions& options) {
  const NetworkProblem chosen = load_network(options);
  return {{chosen.sizes, chosen.X, chosen.y, options.lambda}, nn::unroll(chosen.weights), chosen.data_line,
          chosen.weights_line};
}

}  // namespace

std::string name_configuration(const languages::Network& network) {
  const auto [n, h, K] = network.sizes;
  return fmt::format("{}-{}-{}, m = {}, lambda {:g}", n, h, K, network.X.n_rows, network.lambda);
}

std::vector<Configuration> choose_configurations(const CheckVerb& options) {
  const ProblemOptions& setup = options.setup;
  const std::set<std::string>& chosen = options.foreign.chosen;
  if (chosen.contains("--data")) return {chosen_configuration(setup)};
  for (const char* name : {"--weights", "--targets"}) {
    if (chosen.contains(name)) throw std::invalid_argument(fmt::format("{} needs --data beside it here", name));
  }
  const nn::LayerSizes sizes = {6, setup.hidden.value_or(4), setup.labels.value_or(4)};
  const Configuration random =
      random_configuration(sizes, setup.examples == 0 ? 9 : setup.examples, setup.lambda, setup.seed);
  if (chosen.contains("--hidden") || chosen.contains("--labels") || chosen.contains("--examples")) return {random};
  if (chosen.contains("--lambda")) return {debug_configuration(setup.lambda), random};
  return {debug_configuration(0), debug_configuration(3), random};
}

void drop_lambda(std::vector<Configuration>& configurations, const CheckVerb& options) {
  if (options.foreign.chosen.contains("--lambda") && options.setup.lambda > 0) {
    throw std::invalid_argument("--lambda is given, but the function takes none; leave it out");
  }
  for (Configuration& configuration : configurations) configuration.network.lambda = 0;
  if (configurations.size() == 3) configurations.erase(configurations.begin() + 1);  // the same as the first by now
}

Configuration choose_probe(const std::vector<Configuration>& configurations, const CheckVerb& options) {
  if (configurations.size() > 1) return random_configuration({4, 5, 3}, 7, 0, options.setup.seed);
  constexpr arma::uword enough = 20;
  Configuration probe = configurations.front();
  probe.network.lambda = 0;
  if (probe.network.X.n_rows > enough) {
    probe.network.X = arma::mat(probe.network.X.head_rows(enough));
    probe.network.y = arma::uvec(probe.network.y.head(enough));
  }
  return probe;
}

}  // namespace gradlab::program
