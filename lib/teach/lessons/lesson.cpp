#include "teach/lessons/lesson.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace gradlab::teach {

namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view live_fence = "```live ";

std::vector<std::string> split_words(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

[[noreturn]] void refuse(const std::string& block, const std::string& trouble) {
  throw std::invalid_argument(fmt::format("lesson: block '{}': {}", block, trouble));
}

// "a) text" or "right: text" as key and text; an empty key where the line is neither.
std::pair<std::string, std::string> split_key(const std::string& line) {
  static const std::regex keyed(R"((?:([a-e])\)|(right|wrong):) (.*))");
  std::smatch match;
  if (!std::regex_match(line, match, keyed)) return {"", line};
  return {match[1].matched ? match[1] : match[2], match[3]};
}

Question read_question(const Part& part) {
  Question question;
  question.name = part.arguments.at(0);
  for (const std::string& line : split_lines(part.body)) {
    const auto [key, text] = split_key(line);
    if (!key.empty()) question.choices.emplace_back(key, text);
    else if (question.choices.empty()) question.prompt += line + "\n";
    else question.choices.back().second += " " + line;
  }
  return question;
}

std::vector<double> read_numbers(const std::string& text) {
  std::vector<double> numbers;
  for (const std::string& number : numbers_in(text)) numbers.push_back(std::stod(number));
  return numbers;
}

// `words`: NAME a, NAME within 0.01, or NAME open.
void read_answer_block(const std::vector<std::string>& words, const std::string& body, Question& question) {
  const bool asks_numbers = words.size() == 3 && words[1] == "within";
  if (asks_numbers) question.tolerance = std::stod(words[2]);
  else if (words.size() == 2 && words[1] == "open") question.is_open = true;
  else if (words.size() == 2) question.letter = words[1];
  else refuse(fmt::format("live answer {}", fmt::join(words, " ")), "expected NAME CHOICE, NAME within NUMBER or NAME open");
  std::string* last = nullptr;
  for (const std::string& line : split_lines(body)) {
    const auto [key, text] = split_key(line);
    if (!key.empty()) *(last = &question.explanations[key]) = text;
    else if (last) *last += " " + line;
    else question.numbers = read_numbers(line);
  }
}

void require_complete(const Question& question) {
  const std::string block = "live question " + question.name;
  const auto explains = [&](const std::string& key) { return question.explanations.count(key) == 1; };
  if (question.is_open) {
    if (!explains("right")) refuse(block, "its answer must have a line 'right: '");
    return;
  }
  if (question.letter.empty()) {
    if (question.numbers.empty() || !explains("right") || !explains("wrong")) {
      refuse(block, "its answer must have numbers, a line 'right: ' and a line 'wrong: '");
    }
    return;
  }
  for (const auto& [letter, text] : question.choices) {
    if (!explains(letter)) refuse(block, "its answer does not explain choice " + letter);
  }
  if (!explains(question.letter)) refuse(block, "its answer is no choice");
}

// Of the line "<!-- numpy -->" or "<!-- cpp -->".
std::optional<Language> read_language_mark(const std::string& line) {
  constexpr std::string_view begin = "<!-- ", end = " -->";
  if (!line.starts_with(begin) || !line.ends_with(end)) return std::nullopt;
  return parse_language(line.substr(begin.size(), line.size() - begin.size() - end.size()));
}

Language language_of(const std::string& file) { return file.ends_with(".py") ? Language::python : Language::cpp; }

class Parser {
 public:
  ParsedLesson parse(std::string_view text) {
    const std::vector<std::string> lines = split_lines(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& line = lines[i];
      if (line.starts_with(live_fence)) i = read_block(lines, i);
      else if (line.starts_with("# ")) lesson_.title = line.substr(2);
      else if (line.starts_with("## ")) begin_section(line.substr(3));
      else if (lesson_.sections.empty()) read_objective(line);
      else add_prose(line);
    }
    for (const Section& section : lesson_.sections) {
      for (const Part& part : section.parts) {
        if (part.kind == "question") require_complete(part.question);
      }
    }
    return lesson_;
  }

 private:
  void begin_section(const std::string& title) { lesson_.sections.push_back({title, {}}); }

  void read_objective(const std::string& line) {
    if (!line.empty()) lesson_.objective += (lesson_.objective.empty() ? "" : " ") + line;
  }

  void add_prose(const std::string& line) {
    if (const auto mark = read_language_mark(line)) {
      language_ = mark;
      return;
    }
    if (line.empty()) language_.reset();
    std::vector<Part>& parts = lesson_.sections.back().parts;
    if (parts.empty() || parts.back().kind != "prose" || parts.back().language != language_) {
      if (line.empty()) return;
      parts.emplace_back();
      parts.back().language = language_;
    }
    parts.back().body += line + "\n";
  }

  // Returns where the block's last line is.
  std::size_t read_block(const std::vector<std::string>& lines, std::size_t begin) {
    const std::string block = lines[begin].substr(fence.size());
    std::string body;
    std::size_t i = begin + 1;
    for (; i < lines.size() && lines[i] != fence; ++i) body += lines[i] + "\n";
    if (i == lines.size()) refuse(block, "not closed");
    if (lesson_.sections.empty()) refuse(block, "stands before the first section");

    std::vector<std::string> words = split_words(block);
    if (words.size() < 3) refuse(block, "expected a kind and a name");
    const std::string kind = words[1];
    words.erase(words.begin(), words.begin() + 2);
    if (kind == "answer") {
      read_answer_block(words, body, find_question(words[0], block));
      return i;
    }
    if (kind != "value" && kind != "picture" && kind != "measured" && kind != "code" && kind != "question") {
      refuse(block, "expected live value, picture, measured, code, question or answer");
    }
    Part part{kind, words, body, {}, {}};
    if (part.kind == "code") part.language = language_of(words[0]);
    if (part.kind == "question") part.question = read_question(part);
    lesson_.sections.back().parts.push_back(part);
    return i;
  }

  Question& find_question(const std::string& name, const std::string& block) {
    for (Part& part : lesson_.sections.back().parts) {
      if (part.kind == "question" && part.question.name == name) return part.question;
    }
    refuse(block, "no question of this name in its section");
  }

  ParsedLesson lesson_;
  std::optional<Language> language_;  // of the paragraph that is read
};

}  // namespace

ParsedLesson parse_lesson(std::string_view text) { return Parser().parse(text); }

std::vector<std::string> numbers_in(std::string_view text) {
  static const std::regex number(
      R"([-+]?(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?\.\d+(?:[eE][-+]?\d+)?)");
  const std::string owned(text);
  std::vector<std::string> found;
  for (std::sregex_iterator it(owned.begin(), owned.end(), number), end; it != end; ++it) {
    std::string one = it->str();
    one.erase(std::remove(one.begin(), one.end(), ','), one.end());
    found.push_back(one);
  }
  return found;
}

}  // namespace gradlab::teach
