// A lesson's sections as lines for the terminal, with pictures drawn to the terminal's size. See pages.hpp for pages.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "terminal/markdown.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

/// A paragraph or a picture, kept on one page if possible; or a question, which ends its page.
struct Chunk {
  std::vector<std::string> lines;
  const Question* question = nullptr;
  bool leads_on = false;  ///< its sentence goes on in the next chunk
};

/// `height`: the lines of a picture. The chunks refer to the section.
std::vector<Chunk> show_section(const Section& section, Language language, const Live& live, const Canvas& page,
                                int height);

/// The lesson as one text, its questions followed by their answers.
std::string show_lesson(const ParsedLesson& lesson, const Live& live, const Canvas& page);

}  // namespace gradlab::teach
