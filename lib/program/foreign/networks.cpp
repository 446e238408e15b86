#include "program/foreign/networks.hpp"

#include "gradlab/models/network/debug_network.hpp"
#include "program/problem_setup.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

NetworkProblem debug_problem(double lambda) {
  return {nn::debug_network(lambda), "the checking network's sines", "sines"};
}

// Inputs from the generator that draws weights: the same figures everywhere. Every label occurs.
NetworkProblem random_problem(const nn::LayerSizes& sizes, arma::uword examples, double lambda, std::uint64_t seed) {
  const auto [n, h, K] = sizes;
  nn::Problem problem{sizes, nn::unroll(nn::random_weights(sizes, seed)),
                      nn::random_weights({n, examples, K}, seed + 1).Theta1.tail_cols(n), arma::uvec(examples), lambda};
  for (arma::uword i = 0; i < examples; ++i) problem.y(i) = 1 + (i * 7 + 3) % K;
  return {problem, "random", fmt::format("random, seed {}", seed)};
}

}  // namespace

std::string name_network(const nn::Problem& network) {
  const auto [n, h, K] = network.sizes;
  return fmt::format("{}-{}-{}, m = {}, lambda {:g}", n, h, K, network.X.n_rows, network.lambda);
}

std::vector<NetworkProblem> choose_networks(const CheckVerb& options) {
  const ProblemOptions& setup = options.setup;
  const std::set<std::string>& chosen = options.foreign.chosen;
  if (chosen.contains("--data")) return {load_network(setup)};
  for (const char* name : {"--weights", "--targets"}) {
    if (chosen.contains(name)) throw std::invalid_argument(fmt::format("{} needs --data beside it here", name));
  }
  const nn::LayerSizes sizes = {6, setup.hidden.value_or(4), setup.labels.value_or(4)};
  const NetworkProblem random =
      random_problem(sizes, setup.examples == 0 ? 9 : setup.examples, setup.lambda, setup.seed);
  if (chosen.contains("--hidden") || chosen.contains("--labels") || chosen.contains("--examples")) return {random};
  if (chosen.contains("--lambda")) return {debug_problem(setup.lambda), random};
  return {debug_problem(0), debug_problem(3), random};
}

void drop_lambda(std::vector<NetworkProblem>& problems, const CheckVerb& options) {
  if (options.foreign.chosen.contains("--lambda") && options.setup.lambda > 0) {
    throw std::invalid_argument("--lambda is given, but the function takes none; leave it out");
  }
  for (NetworkProblem& one : problems) one.problem.lambda = 0;
  if (problems.size() == 3) problems.erase(problems.begin() + 1);  // the same as the first by now
}

NetworkProblem choose_probe(const std::vector<NetworkProblem>& problems, const CheckVerb& options) {
  if (problems.size() > 1) return random_problem({4, 5, 3}, 7, 0, options.setup.seed);
  constexpr arma::uword enough = 20;
  NetworkProblem probe = problems.front();
  probe.problem.lambda = 0;
  if (probe.problem.X.n_rows > enough) {
    probe.problem.X = arma::mat(probe.problem.X.head_rows(enough));
    probe.problem.y = arma::uvec(probe.problem.y.head(enough));
  }
  return probe;
}

}  // namespace gradlab::program
