// Checks an exercise each time its file is saved, and listens to single keys.
#pragma once

#include "program/exercise/desk.hpp"

namespace gradlab::program::exercise {

/// Until q. Passing does not go on to the next exercise: the key n does.
int watch(Desk& desk, const Exercise& first, Language language);

}  // namespace gradlab::program::exercise
