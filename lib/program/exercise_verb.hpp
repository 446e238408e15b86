// The verb exercise: exercises to write oneself, checked and explained. The parts are in exercise/.
#pragma once

#include "program/options.hpp"

namespace gradlab::program {

/// Does what is asked and prints; 1 where an attempt has not passed.
int run_exercise(const ExerciseVerb& options);

}  // namespace gradlab::program
