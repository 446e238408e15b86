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

}  // namespace gradlab::languages
