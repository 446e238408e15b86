// The verb train: minimizes a model's cost and shows what came of it. The run itself is training.hpp's business.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Trains, prints and saves. The exit status is 0; 1 where the gradient was wrong at the start or the cost rose, 3
/// where the gradient's check was undecided, 130 where Ctrl-C ended it; what was learned is saved in each case.
int run_train(const TrainVerb& options);

}  // namespace gradlab::program
