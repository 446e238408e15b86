// Judges a learner's gradients of the network: the checker compares each entry with a numerical derivative, and the
// diagnosis says why an entry is wrong. Each exercise's judge says how to call the learner's function.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "teach/exercises/values.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::teach {

/// A network to ask for the gradients of, and its name: "the debug network".
using NamedNetwork = std::pair<std::string, neural_network::Problem>;

/// The debug network, which learners know; and a network of 4-6-2 units, in which no wrong shape fits by chance.
std::vector<NamedNetwork> test_networks(double Lambda);

/// The two matrices that the learner's function returns. throws Failure if they have not the shapes of `like`.
neural_network::Weights call_for_gradients(Attempt& attempt, const std::string& function, const Json& arguments,
                                           const neural_network::Weights& like);

/// The learner's gradients of this network.
using LearnersGradients = std::function<neural_network::Weights(const neural_network::Problem& problem)>;

/// Passed where every entry agrees with a numerical derivative of the library's cost, in each of the networks.
Assessment judge_gradients(const std::vector<NamedNetwork>& networks, const LearnersGradients& gradients,
                           const std::string& confirmed);

/// The learner's cost and gradient of this network, the gradient in the order of theta.
using LearnersCostAndGradient = std::function<Evaluation(const neural_network::Problem& problem)>;

/// Passed where the cost too is right in each of the networks.
Assessment judge_costs(const std::vector<NamedNetwork>& networks, const LearnersCostAndGradient& evaluate,
                       const std::string& confirmed);

/// Of a function that takes Theta1, Theta2, X and the labels as rows of 0 and 1, without regularization.
Assessment judge_backpropagation(Attempt& attempt, const Exercise& exercise);

}  // namespace gradlab::teach
