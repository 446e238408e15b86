#include "teach/lessons/glossary.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <regex>
#include <stdexcept>

namespace gradlab::teach {

using namespace terminal;

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// "cross-entropy log loss, negative log-likelihood."
std::string names_of(const Word& word) {
  const std::size_t also = word.meaning.find("Also: ");
  return lower(word.name + " " + (also == std::string::npos ? "" : word.meaning.substr(also)));
}

template <class Text>
std::vector<Word> select(const std::vector<Word>& words, const std::string& wanted, const Text& text_of) {
  std::vector<Word> found;
  std::copy_if(words.begin(), words.end(), std::back_inserter(found),
               [&](const Word& word) { return text_of(word).find(wanted) != std::string::npos; });
  return found;
}

}  // namespace

std::vector<Word> parse_glossary(std::string_view text) {
  static const std::regex entry(R"(- \*\*(.+)\*\* \(lesson (\d+)\)\. (.+))");
  std::vector<Word> words;
  for (const std::string& line : split_lines(text)) {
    std::smatch match;
    if (std::regex_match(line, match, entry)) words.push_back({match[1], std::stoi(match[2]), match[3]});
    else if (line.starts_with("- ")) throw std::invalid_argument("expected '- **word** (lesson N). Meaning.', got " + line);
    else if (line.starts_with("  ") && !words.empty()) words.back().meaning += line.substr(1);
  }
  return words;
}

std::vector<Word> find_words(const std::vector<Word>& words, const std::string& text) {
  const std::string wanted = lower(text);
  const std::vector<Word> found = select(words, wanted, names_of);
  return found.empty() ? select(words, wanted, [](const Word& word) { return lower(word.meaning); }) : found;
}

std::string describe(const std::vector<Word>& words, const Canvas& page) {
  std::string text;
  for (const Word& word : words) {
    std::string lines = fill_lines("  ", fmt::format("{}: {} (lesson {})", word.name, word.meaning, word.lesson), page.width);
    text += lines.replace(2, word.name.size(), paint(word.name, heading, page.color));
  }
  return text;
}

}  // namespace gradlab::teach
