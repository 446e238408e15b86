// A lesson on pages that fit a window: the lines that stay together, and the ends of pages. See player.hpp for the keys
// that turn pages.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "terminal/canvas.hpp"
#include "terminal/markdown.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

struct LessonPage {
  int section = 0;
  std::size_t chunk = 0;  ///< of the section, the first on the page: finds the page again in another window
  std::vector<std::string> lines;
  const Question* question = nullptr;  ///< of the lesson, asked at the end of the page; null: no question
};

/// To read alone; or to show to a class, one idea a page: a paragraph or a picture, and what its words lead to.
enum class Pace { read, present };

/// A window of few lines: no line around the text is empty, and answers are typed on the line of the keys.
bool is_short(const Canvas& window);

/// Each section begins a page. A longer section is cut into pages as even as can be, between paragraphs and items; within
/// a paragraph only where the paragraph alone is longer than a page. A picture keeps to the words before and after it,
/// and is drawn lower where that makes room for them.
std::vector<LessonPage> lay_out(const ParsedLesson& lesson, const Live& live, const Canvas& page,
                           const Canvas& window, Pace pace = Pace::read);

/// The index of the page that shows the beginning of `place`, a page of another layout.
std::size_t find_page(const std::vector<LessonPage>& pages, const LessonPage& place);

}  // namespace gradlab::teach
