// Stepping by keys: what each key does, and the lines of the screen. See terminal/screen.hpp for the screen itself.
#pragma once

#include "teach/stepper/walk.hpp"

namespace gradlab::teach {

/// On the terminal, until q.
void step_by_keys(Walk walk);

}  // namespace gradlab::teach
