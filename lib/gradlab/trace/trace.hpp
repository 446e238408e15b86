// What a run of the network's loop did, statement by statement: a terminal and a page draw from it.
// The statements that are traced are loop.cpp's own, taken from that file while the project is built.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/trace/step.hpp"

#include <armadillo>

#include <string_view>
#include <utility>
#include <vector>

namespace gradlab::trace {

struct Trace {
  std::vector<Step> steps;  ///< in the order in which they ran
  neural_network::CostAndGradients results;
  arma::uword examples = 0;
  Window window;
};

/// Runs the loop and keeps every step of it, but of S18-S25 only those of the window.
/// The results are those of loop::nn_cost_function, to the last bit.
/// throws std::invalid_argument as that function does, if the window is empty or has an example that is not there,
/// and if the states of y10 would fill the memory.
Trace trace_loop(const neural_network::Problem& problem, const Window& window);

/// As many examples from `example` on, or before it where the end is near, as can be kept in `numbers` entries; one at
/// least.
Window choose_window(const neural_network::LayerSizes& sizes, arma::uword examples, arma::uword example,
                     double numbers);

/// 1 where the step changed an entry: all of them where the name held nothing or another shape before. NaN is NaN.
arma::umat changed_entries(const Step& step);

/// A name's variable after this step; nullptr if it holds nothing yet.
const Variable* find_variable(const Step& step, std::string_view name);

/// The two factors of S23's d1, entry by entry: d2 @ Theta2 and sigmoidGradient([1, xi @ Theta1']).
/// throws std::invalid_argument if the step is not S23.
std::pair<arma::rowvec, arma::rowvec> unfold_hidden_error(const Step& step);

}  // namespace gradlab::trace
