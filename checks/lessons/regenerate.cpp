#include "regenerate.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

using namespace gradlab::teach;

namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view live_fence = "```live ";

std::vector<std::string> split_words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

[[noreturn]] void refuse(const std::string& block, const std::string& trouble) {
  throw std::invalid_argument(fmt::format("lesson: block '{}': {}", block, trouble));
}

std::vector<std::string> read_source(const std::filesystem::path& path, const std::string& block) {
  std::ifstream file(path);
  if (!file) refuse(block, "no file " + path.filename().string());
  return split_lines(std::string(std::istreambuf_iterator<char>(file), {}));
}

// Whether the line ends in a mark such as "// S23" or "# S24, S26", and one of its statements is among those wanted.
struct Mark {
  bool is_there = false;
  bool is_wanted = false;
};

Mark read_mark(const std::string& line, int first, int last) {
  static const std::regex marked(R"(.*(?://|#) (S\d+(?:, S\d+)*)\s*)");
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
      if (found.empty())
        std::erase_if(pending, [](const std::string& l) { return l.find_last_not_of(" }") == l.npos; });
      found.insert(found.end(), pending.begin(), pending.end());
    }
    if (mark.is_there) pending.clear();
  }
  return found;
}

// From its def to the next line at the left margin.
std::vector<std::string> python_function(const std::vector<std::string>& lines, const std::string& name) {
  const auto begin = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with("def " + name + "(");
  });
  if (begin == lines.end()) return {};
  const auto is_outside = [](const std::string& line) { return !line.empty() && line.front() != ' '; };
  std::vector<std::string> found(begin, std::find_if(begin + 1, lines.end(), is_outside));
  while (found.back().empty()) found.pop_back();
  return found;
}

// From the line that begins the function to the brace that ends it, both at the left margin.
std::vector<std::string> cpp_function(const std::vector<std::string>& lines, const std::string& name) {
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
  static const std::regex far_mark(" {2,}(//|#) S");
  for (const std::string& line : lines) {
    text += (line.empty() ? "" : std::regex_replace(line.substr(margin), far_mark, "  $1 S")) + "\n";
  }
  return text;
}

std::string excerpt_code(const std::vector<std::string>& arguments, const std::filesystem::path& source,
                         const std::string& block) {
  if (arguments.size() != 2 && arguments.size() != 3) refuse(block, "expected live code FILE MARKER [PARAGRAPH]");
  const std::vector<std::string> lines = read_source(source / arguments[0], block);
  static const std::regex range(R"(S(\d+)(?:-S(\d+))?)");
  std::smatch match;
  const std::string& marker = arguments[1];
  std::vector<std::string> found;
  if (std::regex_match(marker, match, range)) {
    const int first = std::stoi(match[1]);
    found = statements(lines, first, match[2].matched ? std::stoi(match[2]) : first);
  } else {
    found = arguments[0].ends_with(".py") ? python_function(lines, marker) : cpp_function(lines, marker);
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

// Figures of a machine differ from run to run: the block stays as it is where all else is the same.
std::string keep_figures(const std::string& before, const std::string& made) {
  static const std::regex figure(R"([ 0-9.,=]+)");
  return std::regex_replace(before, figure, "#") == std::regex_replace(made, figure, "#") ? before : made;
}

// Blocks that are made by hand stay: nothing is returned for them. `body`: what the block holds, and will hold.
bool make_body(const std::string& block, const Live& live, const std::filesystem::path& source,
               std::string& body) {
  std::vector<std::string> words = split_words(block);
  if (words.size() < 3) refuse(block, "expected a kind and a name");
  const std::string kind = words[1], name = words[2];
  words.erase(words.begin(), words.begin() + 2);
  if (kind == "value") body = end_line(look_up(live.values, name, block));
  else if (kind == "picture") body = end_line(draw(look_up(live.pictures, name, block)(), page_canvas));
  else if (kind == "measured") body = keep_figures(body, end_line(look_up(live.measured, name, block)()));
  else if (kind == "code") body = excerpt_code(words, source, block);
  else return false;
  return true;
}

}  // namespace

std::string regenerate(std::string_view text, const Live& live, const std::filesystem::path& source) {
  const std::vector<std::string> lines = split_lines(text);
  std::string result;
  bool skips = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == fence) skips = false;
    if (skips) continue;
    result += lines[i] + "\n";
    if (!lines[i].starts_with(live_fence)) continue;
    std::string body;
    for (std::size_t j = i + 1; j < lines.size() && lines[j] != fence; ++j) body += lines[j] + "\n";
    if (!make_body(lines[i].substr(fence.size()), live, source, body)) continue;
    result += body;
    skips = true;
  }
  return result;
}

std::vector<std::string> numbers_in_prose(const ParsedLesson& lesson) {
  static const std::regex code_span("`[^`]*`");
  std::string text = lesson.objective + "\n";
  for (const Section& section : lesson.sections) {
    if (section.title == "Read on") continue;  // years and addresses
    for (const Part& part : section.parts) {
      if (part.kind == "prose" || part.kind == "question") text += part.body + "\n";
      for (const auto& [key, explanation] : part.question.explanations) text += explanation + "\n";
    }
  }
  std::vector<std::string> numbers;
  for (const std::string& number : numbers_in(std::regex_replace(text, code_span, " "))) {
    const auto digits = std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number.find_first_of(".eE") != std::string::npos || digits >= 3) numbers.push_back(number);
  }
  return numbers;
}

const Live& computed(const Lesson& lesson) {
  static std::map<int, Live> lives;
  const auto found = lives.find(lesson.number);
  return found != lives.end() ? found->second : lives.emplace(lesson.number, lesson.live()).first->second;
}
