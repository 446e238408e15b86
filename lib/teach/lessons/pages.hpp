// A lesson on pages that fit a window: what stays together, and where a page ends. Turning them is player.hpp's business.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "terminal/canvas.hpp"
#include "terminal/markdown.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

struct LessonPage {
  int section = 0;
  std::size_t chunk = 0;  ///< of the section, the first on it: where we are when the window changes
  std::vector<std::string> lines;
  const Question* question = nullptr;  ///< asked at the end of it; of the lesson
};

/// In a window of few lines none is left empty around the text, and answers are typed on that of the keys.
bool is_short(const Canvas& window);

/// Each section begins a page. What is longer than one is cut, sooner between paragraphs and items than within.
std::vector<LessonPage> lay_out(const ParsedLesson& lesson, const Live& live, const Canvas& page,
                           const Canvas& window);

/// The one on which the place of another layout is.
std::size_t find_page(const std::vector<LessonPage>& pages, const LessonPage& place);

}  // namespace gradlab::teach
