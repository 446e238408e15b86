// A lesson's Markdown taken apart: sections, prose and live blocks. See show.hpp for showing a lesson, checks/lessons
// for filling its live blocks.
//
// Live blocks, all of them fenced by ```:
//   live value NAME               what lesson.cpp computed under that name
//   live picture NAME             a picture of lesson.cpp, here in 76 columns without color
//   live measured NAME            figures of the reader's machine, which lesson.cpp measures
//   live code FILE S23            the lines of statement S23 in FILE; S22-S25 those of several. FILE.py is NumPy, for
//                                 readers who chose it; any other FILE is C++
//   live code FILE NAME           the function NAME in FILE
//   live question NAME            a question; lines "a) ..." are its choices
//   live answer NAME a            its answer: the right choice, then lines "a) ..." that explain each choice
//   live answer NAME within 0.01  or numbers, the body's first line; then "right: ..." and "wrong: ..."
//   live answer NAME open         or words, which the learner compares with "right: ..."
// The line <!-- numpy --> or <!-- cpp --> before a paragraph: it is for readers who chose this language.
#pragma once

#include "teach/language.hpp"
#include "teach/lessons/live.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::teach {

/// A question with its answer: the letter of a choice, numbers, or words.
struct Question {
  std::string name;
  std::string prompt;  ///< Markdown
  std::vector<std::pair<std::string, std::string>> choices;  ///< letter, text
  std::string letter;           ///< "b"; empty where numbers are asked for
  std::vector<double> numbers;  ///< as the text has them
  double tolerance = 0;         ///< how far each may be off
  bool is_open = false;         ///< answered in words, and judged by the learner
  std::map<std::string, std::string> explanations;  ///< by letter, or by "right" and "wrong"
};

/// Code, and words about code, may be of one language: then they are shown to those who chose it.
struct Part {
  std::string kind = "prose";          ///< or the word behind "live": value, picture, measured, code or question
  std::vector<std::string> arguments;  ///< the words behind that
  std::string body;                    ///< Markdown, or what the block holds
  Question question;
  std::optional<Language> language;  ///< nothing: for readers of both

  bool is_shown(Language chosen) const { return !language || *language == chosen; }
};

struct Section {
  std::string title;
  std::vector<Part> parts;
};

struct ParsedLesson {
  std::string title;
  std::string objective;  ///< the paragraph below the title, on one line
  std::vector<Section> sections;
  Language language = Language::python;  ///< the one chosen: parts of the other are not shown
};

/// throws std::invalid_argument, naming the block, if one is of no known kind, not closed, or a question has no answer.
ParsedLesson parse_lesson(std::string_view text);

/// All numbers in a text, as written; signs and powers of ten belong to them.
std::vector<std::string> numbers_in(std::string_view text);

}  // namespace gradlab::teach
