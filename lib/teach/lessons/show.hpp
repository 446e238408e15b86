// A lesson's sections as lines for the terminal, with pictures drawn to its size. Turning pages is player.hpp's
// business.
#pragma once

#include "teach/lessons/lesson.hpp"
#include "terminal/markdown.hpp"

#include <string>
#include <vector>

namespace gradlab::teach {

/// What stays together on a page if it can: a paragraph, a picture; or a question, after which a page ends.
struct Chunk {
  std::vector<std::string> lines;
  const Question* question = nullptr;
  bool leads_on = false;  ///< words whose sentence goes on in the next chunk
};

/// `height`: lines that a picture should use. The chunks refer to the section.
std::vector<Chunk> show_section(const Section& section, const Live& live, const Canvas& page, int height);

/// The lesson as one text, its questions followed by their answers.
std::string show_lesson(const ParsedLesson& lesson, const Live& live, const Canvas& page);

}  // namespace gradlab::teach
