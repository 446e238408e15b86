// Checks an exercise each time its file is saved, and listens to single keys.
#pragma once

#include "teach/exercises/exercise_folder.hpp"

namespace gradlab::teach {

/// Until q. Passing does not go on to the next exercise: the key n does.
int watch(ExerciseFolder& folder, const Exercise& first);

}  // namespace gradlab::teach
