// A lesson's sections as lines for the terminal, with pictures drawn to the terminal's size. See pages.hpp for pages.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "terminal/markdown.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gradlab::teach {

/// A paragraph or a picture, kept on one page if possible; or a question, which ends its page.
struct Chunk {
  std::vector<std::string> lines;
  const Question* question = nullptr;
  bool leads_on = false;  ///< its sentence goes on in the next chunk
  std::function<std::vector<std::string>(int height)> draw = {};  ///< a picture anew, with so many lines
  int height = 0;            ///< that `lines` were drawn with
  bool keeps_before = false; ///< a picture on the page of the words before it
  bool keeps_after = false;  ///< and of those after it
};

/// The parts that the language shows. `picture`: the size of a picture. The chunks refer to the section and to `live`.
std::vector<Chunk> show_section(const Section& section, Language language, const Live& live, const Canvas& page,
                                const Canvas& picture);

/// The lesson as one text, with the answers to its questions at the end.
std::string show_lesson(const ParsedLesson& lesson, const Live& live, const Canvas& page);

}  // namespace gradlab::teach
