// The exercises as parts of the program. tutorials/CMakeLists.txt defines them.
#pragma once

#include "teach/exercises/catalogue.hpp"

#include <string_view>
#include <vector>

namespace gradlab::teach {

struct EmbeddedExercise {
  std::string_view folder;  ///< "01_minimizing"
  Judge judge;
  std::string_view description;  ///< exercise.json
  std::string_view given_cpp, solution_cpp, given_python, solution_python;
};

/// In the order of their folders.
std::vector<EmbeddedExercise> embedded_exercises();

}  // namespace gradlab::teach
