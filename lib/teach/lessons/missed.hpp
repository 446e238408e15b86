// Questions that a learner missed, asked once more in a later lesson.
#pragma once

#include "teach/lessons/bookmark.hpp"
#include "teach/lessons/lesson.hpp"

#include <string>

namespace gradlab::teach {

/// "2:zero": how a bookmark names a question of a lesson.
std::string key_of(int lesson, const Question& question);

/// At most three questions of other lessons, not the same in each lesson, each below the words and the block that lead
/// to it. Values and pictures are named "16:confusion", as live_of() in own_course.hpp takes them. Nothing missed: empty.
Section missed_section(const Bookmark& place, int lesson);

}  // namespace gradlab::teach
