// Lessons on paper: their questions without answers, and the answers apart. See terminal/html.hpp for HTML.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

/// A lesson and the number before its questions: "4.2" is the second question of lesson 4.
struct HandoutLesson {
  int number = 0;
  ParsedLesson lesson;
};

struct Handout {
  std::string lessons;  ///< Markdown
  std::string answers;  ///< Markdown, by the questions' numbers
};

/// Code is in the language of each lesson.
Handout write_handout(const std::vector<HandoutLesson>& lessons);

}  // namespace gradlab::teach
