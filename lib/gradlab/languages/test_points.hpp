// Where foreign code is checked: small networks, or points theta for a function of theta alone.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::languages {

struct TestPoint {
  neural_network::Problem problem;  ///< for a function of theta alone: theta and nothing else
  std::string data = "";            ///< the origin of the data, in words
  std::string weights = "";         ///< the origin of theta, in words
};

/// "3-5-3, m = 5, lambda 0"
std::string name_network(const neural_network::Problem& network);

/// A caller's wishes; a wish that is empty (and 0 examples) is chosen here.
struct NetworkWishes {
  std::optional<arma::uword> hidden, labels, examples;
  std::optional<double> lambda;
};

/// Small networks, so that an answer comes at once: the debug network of the course without and with penalty, and a
/// random network, because the debug network has small weights and few examples.
/// A wish for lambda changes both. Another wish leaves the random network alone.
std::vector<TestPoint> choose_networks(const NetworkWishes& wishes, std::uint64_t seed);

/// A random network without penalty whose sizes all differ, so that a mix-up of sizes shows.
TestPoint small_network(std::uint64_t seed);

/// A random network of these sizes.
TestPoint random_network(const neural_network::LayerSizes& sizes, arma::uword examples, double lambda,
                         std::uint64_t seed);

/// Networks of the sizes that code often has fixed, and of those that its choices name; the smallest first.
std::vector<TestPoint> networks_of_fixed_sizes(const Description& description, std::uint64_t seed);

/// The point without penalty and with few examples.
TestPoint make_cheap(TestPoint point);

/// Theta alone, and its origin in words.
TestPoint point_at(const arma::vec& theta, const std::string& weights);

/// Theta of so many random entries.
TestPoint random_theta(arma::uword length, std::uint64_t seed);

/// The theta of the description, or else random ones of many lengths. The lengths that say least about a wrong
/// broadcast come last. Random ones lie within the bounds, the caller's or else the description's.
std::vector<TestPoint> choose_thetas(const Description& description, std::uint64_t seed, const arma::vec& lower = {},
                                     const arma::vec& upper = {});

}  // namespace gradlab::languages
