// Stepping by keys: what each key does, and the lines of the screen. See terminal/screen.hpp for the screen itself.
#pragma once

#include "teach/language.hpp"
#include "teach/stepper/walk.hpp"

namespace gradlab::teach {

/// On the terminal, until q. A key changes the language of the statements; the language at the end comes back.
Language step_by_keys(Walk walk, Language language);

}  // namespace gradlab::teach
