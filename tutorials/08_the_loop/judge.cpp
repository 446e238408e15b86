// Judges the exercise of lesson 8: backpropagation, one example at a time.
#include "teach/exercises/gradients.hpp"

namespace gradlab::tutorials::lesson_08 {

using namespace teach;

Assessment judge(Attempt& attempt, const Exercise& exercise) { return judge_backpropagation(attempt, exercise); }

}  // namespace gradlab::tutorials::lesson_08
