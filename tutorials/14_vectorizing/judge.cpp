// Judges the exercise of lesson 14: backpropagation without a loop.
#include "teach/exercises/gradients.hpp"

namespace gradlab::tutorials::lesson_14 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) { return judge_backpropagation(attempt, exercise); }

}  // namespace gradlab::tutorials::lesson_14
