// A lesson page by page, at the learner's own pace: keys turn pages, questions wait for an answer.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <functional>

namespace gradlab::teach {

/// Begins at the section. A key changes lesson.language. `remember` is called with each section that is reached; true comes back where the learner
/// went on past the last page.
bool play_lesson(ParsedLesson& lesson, const Live& live, int section,
                 const std::function<void(int section)>& remember);

}  // namespace gradlab::teach
