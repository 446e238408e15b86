// A lesson page by page, at the learner's own pace: keys turn pages, questions wait for an answer.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "teach/lessons/pages.hpp"

#include <functional>

namespace gradlab::teach {

struct PlayerNotes {
  std::function<void(int section)> reached;                            ///< with each page
  std::function<void(const Question& question, bool right)> answered;  ///< the first answer to each question
};

/// Begins at the section. A key changes lesson.language. True comes back where the learner went on past the last page.
bool play_lesson(ParsedLesson& lesson, const Live& live, int section, const PlayerNotes& notes,
                 Pace pace = Pace::read);

}  // namespace gradlab::teach
