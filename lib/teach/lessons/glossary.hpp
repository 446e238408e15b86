// The words of the course, each with the lesson that introduces it: tutorials/words.md.
#pragma once

#include "terminal/canvas.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::teach {

struct Word {
  std::string name;
  int lesson = 0;
  std::string meaning;  ///< with its other names: "Also: ..."
};

/// The text of tutorials/words.md.
std::string_view glossary_text();

/// throws std::invalid_argument, naming the line, if one is no "- **word** (lesson N). Meaning.".
std::vector<Word> parse_glossary(std::string_view text);

/// The words whose name or other names contain the text, whatever the case; else those whose meaning does. All for "".
std::vector<Word> find_words(const std::vector<Word>& words, const std::string& text);

/// A paragraph for each word.
std::string describe(const std::vector<Word>& words, const terminal::Canvas& page);

}  // namespace gradlab::teach
