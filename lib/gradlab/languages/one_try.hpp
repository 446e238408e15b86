// One way of calling the code, tried with one network.
#pragma once

#include "gradlab/languages/network.hpp"
#include "gradlab/models/network/vectorized.hpp"

namespace gradlab::languages {

/// `ours`: what our network gives.
/// throws CodeError where the call fails, or its answer is not understood.
FoundConvention try_call(Conversation& conversation, const neural_network::Problem& probe,
                         const CallingConvention& convention, const neural_network::CostAndGradients& ours);

/// The same for a choice whose weights have their own shape.
FoundConvention try_own_shape(Conversation& conversation, const neural_network::Problem& probe,
                              const CallingConvention& convention);

/// One direction tells: the slope of the code's cost along it is the gradient's. A gradient of 0 fits no cost.
bool fits_own_cost(Conversation& conversation, const arma::vec& theta, const arma::vec& gradient);

}  // namespace gradlab::languages
