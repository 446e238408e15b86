#include "teach/lessons/lesson.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace gradlab::program {

namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view live_fence = "```live ";
const Canvas page_canvas = {.width = 76, .unicode = true, .lines = 14};  // of pictures in the text

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

// `words`: NAME a, or NAME within 0.01.
Answer read_answer(const std::vector<std::string>& words, const std::string& body) {
  Answer answer;
  const bool asks_numbers = words.size() == 3 && words[1] == "within";
  if (asks_numbers) answer.tolerance = std::stod(words[2]);
  else if (words.size() == 2) answer.choice = words[1];
  else refuse(fmt::format("live answer {}", fmt::join(words, " ")), "expected NAME CHOICE or NAME within NUMBER");
  std::string* last = nullptr;
  for (const std::string& line : split_lines(body)) {
    const auto [key, text] = split_key(line);
    if (!key.empty()) *(last = &answer.explanations[key]) = text;
    else if (last) *last += " " + line;
    else answer.numbers = read_numbers(line);
  }
  return answer;
}

void require_complete(const Question& question) {
  const Answer& answer = question.answer;
  const std::string block = "live question " + question.name;
  const auto explains = [&](const std::string& key) { return answer.explanations.count(key) == 1; };
  if (answer.choice.empty()) {
    if (answer.numbers.empty() || !explains("right") || !explains("wrong")) {
      refuse(block, "its answer must have numbers, a line 'right: ' and a line 'wrong: '");
    }
    return;
  }
  for (const auto& [letter, text] : question.choices) {
    if (!explains(letter)) refuse(block, "its answer does not explain choice " + letter);
  }
  if (!explains(answer.choice)) refuse(block, "its answer is no choice");
}

PartKind kind_of(const std::string& word, const std::string& block) {
  if (word == "value") return PartKind::value;
  if (word == "picture") return PartKind::picture;
  if (word == "code") return PartKind::code;
  if (word == "question") return PartKind::question;
  refuse(block, "expected live value, picture, code, question or answer");
}

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
        if (part.kind == PartKind::question) require_complete(part.question);
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
    std::vector<Part>& parts = lesson_.sections.back().parts;
    if (parts.empty() || parts.back().kind != PartKind::prose) {
      if (line.empty()) return;
      parts.emplace_back();
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
      find_question(words[0], block).answer = read_answer(words, body);
      return i;
    }
    Part part{kind_of(kind, block), words, body, {}};
    if (part.kind == PartKind::question) part.question = read_question(part);
    lesson_.sections.back().parts.push_back(part);
    return i;
  }

  Question& find_question(const std::string& name, const std::string& block) {
    for (Part& part : lesson_.sections.back().parts) {
      if (part.kind == PartKind::question && part.question.name == name) return part.question;
    }
    refuse(block, "no question of this name in its section");
  }

  ParsedLesson lesson_;
};

// ---- Making blocks anew ----

std::vector<std::string> read_lines(const std::filesystem::path& path, const std::string& block) {
  std::ifstream file(path);
  if (!file) refuse(block, "no file " + path.filename().string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// Whether the line ends in a mark such as "// S23" or "// S24, S26", and one of its statements is among those wanted.
struct Mark {
  bool is_there = false;
  bool is_wanted = false;
};

Mark read_mark(const std::string& line, int first, int last) {
  static const std::regex marked(R"(.*// (S\d+(?:, S\d+)*)\s*)");
  std::smatch match;
  if (!std::regex_match(line, match, marked)) return {};
  Mark mark{true, false};
  std::string words = match[1];
  std::erase(words, ',');
  for (const std::string& statement : split_words(words)) {
    const int number = std::stoi(statement.substr(1));
    mark.is_wanted |= number >= first && number <= last;
  }
  return mark;
}

// The lines that are marked so, each with those before it that belong to it: back to the last mark or empty line.
std::vector<std::string> statements(const std::vector<std::string>& lines, int first, int last) {
  std::vector<std::string> found, pending;
  for (const std::string& line : lines) {
    if (line.empty()) {
      pending.clear();
      continue;
    }
    pending.push_back(line);
    const Mark mark = read_mark(line, first, last);
    if (mark.is_wanted) {
      if (found.empty()) std::erase_if(pending, [](const std::string& l) { return l.find_last_not_of(" }") == l.npos; });
      found.insert(found.end(), pending.begin(), pending.end());
    }
    if (mark.is_there) pending.clear();
  }
  return found;
}

// From the line that begins the function to the brace that ends it, both at the left margin.
std::vector<std::string> function_named(const std::vector<std::string>& lines, const std::string& name) {
  const auto begins = [&](const std::string& line) {
    return !line.empty() && line.front() != ' ' && line.front() != '/' &&
           line.find(" " + name + "(") != std::string::npos;
  };
  const auto begin = std::find_if(lines.begin(), lines.end(), begins);
  const auto end = std::find_if(begin, lines.end(), [](const std::string& line) { return line.starts_with("}"); });
  if (end == lines.end()) return {};
  return {begin, end + 1};
}

// The nth of the parts that empty lines separate, from 1 on.
std::vector<std::string> paragraph(const std::vector<std::string>& lines, int n) {
  std::vector<std::string> found;
  int current = 1;
  for (const std::string& line : lines) {
    if (line.empty()) ++current;
    else if (current == n) found.push_back(line);
  }
  return found;
}

// As far to the left as it goes, and the marks too: in the source they stand in a column of their own.
std::string outdent(const std::vector<std::string>& lines) {
  std::size_t margin = std::string::npos;
  for (const std::string& line : lines) {
    if (!line.empty()) margin = std::min(margin, line.find_first_not_of(' '));
  }
  std::string text;
  static const std::regex far_mark(" {2,}// S");
  for (const std::string& line : lines) {
    text += (line.empty() ? "" : std::regex_replace(line.substr(margin), far_mark, "  // S")) + "\n";
  }
  return text;
}

std::string excerpt_code(const std::vector<std::string>& arguments, const std::filesystem::path& source,
                         const std::string& block) {
  if (arguments.size() != 2 && arguments.size() != 3) refuse(block, "expected live code FILE MARKER [PARAGRAPH]");
  const std::vector<std::string> lines = read_lines(source / arguments[0], block);
  static const std::regex range(R"(S(\d+)(?:-S(\d+))?)");
  std::smatch match;
  const std::string& marker = arguments[1];
  std::vector<std::string> found;
  if (std::regex_match(marker, match, range)) {
    const int first = std::stoi(match[1]);
    found = statements(lines, first, match[2].matched ? std::stoi(match[2]) : first);
  } else {
    found = function_named(lines, marker);
  }
  if (arguments.size() == 3) found = paragraph(found, std::atoi(arguments[2].c_str()));
  if (found.empty()) refuse(block, "nothing marked so in that file");
  return outdent(found);
}

template <class Map>
const typename Map::mapped_type& look_up(const Map& map, const std::string& name, const std::string& block) {
  const auto found = map.find(name);
  if (found == map.end()) refuse(block, "the lesson's code has nothing of this name");
  return found->second;
}

std::string end_line(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

// Blocks that are made by hand stay: nothing is returned for them.
bool make_body(const std::string& block, const tutorials::Live& live, const std::filesystem::path& source,
               std::string& body) {
  std::vector<std::string> words = split_words(block);
  if (words.size() < 3) refuse(block, "expected a kind and a name");
  const std::string kind = words[1], name = words[2];
  words.erase(words.begin(), words.begin() + 2);
  if (kind == "value") body = end_line(look_up(live.values, name, block));
  else if (kind == "picture") body = end_line(look_up(live.pictures, name, block)(page_canvas));
  else if (kind == "code") body = excerpt_code(words, source, block);
  else return false;
  return true;
}

}  // namespace

ParsedLesson parse_lesson(std::string_view text) { return Parser().parse(text); }

std::string regenerate(std::string_view text, const tutorials::Live& live, const std::filesystem::path& source) {
  std::string result, body;
  bool skips = false;
  for (const std::string& line : split_lines(text)) {
    if (line == fence) skips = false;
    if (skips) continue;
    result += line + "\n";
    if (line.starts_with(live_fence) && make_body(line.substr(fence.size()), live, source, body)) {
      result += body;
      skips = true;
    }
  }
  return result;
}

std::vector<std::string> numbers_in(std::string_view text) {
  static const std::regex number(R"([-+]?(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?\.\d+(?:[eE][-+]?\d+)?)");
  const std::string owned(text);
  std::vector<std::string> found;
  for (std::sregex_iterator it(owned.begin(), owned.end(), number), end; it != end; ++it) {
    std::string one = it->str();
    one.erase(std::remove(one.begin(), one.end(), ','), one.end());
    found.push_back(one);
  }
  return found;
}

std::vector<std::string> numbers_in_prose(const ParsedLesson& lesson) {
  static const std::regex code_span("`[^`]*`");
  std::string text = lesson.objective + "\n";
  for (const Section& section : lesson.sections) {
    for (const Part& part : section.parts) {
      if (part.kind == PartKind::prose || part.kind == PartKind::question) text += part.body + "\n";
      for (const auto& [key, explanation] : part.question.answer.explanations) text += explanation + "\n";
    }
  }
  std::vector<std::string> numbers;
  for (const std::string& number : numbers_in(std::regex_replace(text, code_span, " "))) {
    const auto digits = std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number.find_first_of(".eE") != std::string::npos || digits >= 3) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace gradlab::program
