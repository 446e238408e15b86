#include "teach/lessons/missed.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace gradlab::teach {

namespace {

constexpr std::size_t asked_at_once = 3;

// Empty where the prose is but the frame around an answer.
std::string last_paragraph(const std::string& prose) {
  std::string paragraph;
  bool begins = true;
  for (const std::string& line : terminal::split_lines(prose)) {
    const bool is_text = !line.empty() && !line.starts_with("<details>") && !line.starts_with("</details>");
    if (is_text && begins) paragraph.clear();
    if (is_text) paragraph += line + "\n";
    begins = !is_text;
  }
  return paragraph;
}

// The words before the question, and the value, picture or code before or behind these.
std::vector<Part> context_of(const Section& section, std::size_t question, int lesson) {
  std::vector<Part> context;
  for (std::size_t at = question; at-- > 0;) {
    Part part = section.parts[at];
    const bool is_prose = part.kind == "prose";
    if (part.kind == "question") break;
    if (is_prose) part.body = last_paragraph(part.body);
    if (part.body.empty()) continue;
    if (is_prose && !context.empty() && context.back().kind == "prose") break;
    if (part.kind == "value" || part.kind == "picture") part.arguments.front() = fmt::format("{}:{}", lesson, part.arguments.front());
    context.push_back(part);
    if (!is_prose && part.kind != "code") break;
  }
  std::reverse(context.begin(), context.end());
  return context;
}

// A question with what leads to it.
using Repetition = std::vector<Part>;

std::vector<Repetition> find_missed(const Bookmark& place, int lesson) {
  std::vector<Repetition> all;
  for (const Lesson& other : lessons()) {
    const ParsedLesson parsed = other.number == lesson ? ParsedLesson{} : parse_lesson(other.text);
    for (const Section& section : parsed.sections) {
      for (std::size_t at = 0; at < section.parts.size(); ++at) {
        Part part = section.parts[at];
        if (part.kind != "question" || !place.missed.contains(key_of(other.number, part.question))) continue;
        Repetition repetition = context_of(section, at, other.number);
        part.question.name = key_of(other.number, part.question);
        part.question.prompt = fmt::format("(From lesson {}: {}) {}", other.number, section.title, part.question.prompt);
        repetition.push_back(part);
        all.push_back(repetition);
      }
    }
  }
  return all;
}

}  // namespace

std::string key_of(int lesson, const Question& question) { return fmt::format("{}:{}", lesson, question.name); }

Section missed_section(const Bookmark& place, int lesson) {
  std::vector<Repetition> missed = find_missed(place, lesson);
  Section section{"Once more", {}};
  if (missed.empty()) return section;
  const std::size_t first = static_cast<std::size_t>(lesson) * asked_at_once % missed.size();
  std::rotate(missed.begin(), missed.begin() + static_cast<std::ptrdiff_t>(first), missed.end());
  missed.resize(std::min(missed.size(), asked_at_once));
  for (const Repetition& repetition : missed) {
    section.parts.insert(section.parts.end(), repetition.begin(), repetition.end());
  }
  return section;
}

}  // namespace gradlab::teach
