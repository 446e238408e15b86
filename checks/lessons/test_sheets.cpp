// Lessons on pages: every page fits its window, a question is asked on one, nothing is lost, and a place is found again
// in another window.
#include "teach/lessons/pages.hpp"
#include "terminal/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

using namespace gradlab;
using namespace gradlab::program;
using namespace gradlab::terminal;

namespace {

struct Laid {
  ParsedLesson lesson;
  std::vector<Sheet> sheets;
};

// A lesson without code behind it; its sheets refer to it.
std::unique_ptr<Laid> lay(const std::string& text, int columns, int lines) {
  auto laid = std::make_unique<Laid>();
  laid->lesson = parse_lesson(text);
  laid->sheets = lay_out(laid->lesson, {}, {columns - 2, false, true}, {.width = columns, .lines = lines});
  return laid;
}

const std::string question =
    "```live question q\nWhich of these is it, if any?\na) the first one\nb) the second one\nc) none of them\n```\n\n"
    "```live answer q a\na) yes\nb) no\nc) no\n```\n";

std::string paragraphs(int count) {
  std::string text;
  for (int k = 0; k < count; ++k) text += "Paragraph " + std::to_string(k) + " has words.\n\n";
  return text;
}

bool asks_on_one_sheet(const std::vector<Sheet>& sheets) {
  return std::all_of(sheets.begin(), sheets.end(), [](const Sheet& sheet) {
    if (!sheet.question) return true;
    const auto begins = [](const std::string& line) { return line == "Predict first"; };
    return std::any_of(sheet.lines.begin(), sheet.lines.end(), begins);
  });
}

// With a blank before each line, and below them the keys; above it the title, for which a long question has no room.
bool is_within(const std::vector<Sheet>& sheets, const Canvas& window) {
  return std::all_of(sheets.begin(), sheets.end(), [&](const Sheet& sheet) {
    const auto fits = [&](const std::string& line) {
      return 1 + display_width(line) <= window.width;
    };
    const int around = sheet.question ? 0 : 2;
    return static_cast<int>(sheet.lines.size()) + around <= window.lines &&
           std::all_of(sheet.lines.begin(), sheet.lines.end(), fits);
  });
}

std::vector<std::string> words_of(const std::vector<Sheet>& sheets) {
  std::vector<std::string> lines;
  for (const Sheet& sheet : sheets) {
    std::copy_if(sheet.lines.begin(), sheet.lines.end(), std::back_inserter(lines),
                 [](const std::string& line) { return !line.empty(); });
  }
  return lines;
}

}  // namespace

TEST_SUITE_BEGIN("sheets");

TEST_CASE("every lesson fits windows of 80 x 24 and 40 x 12, its questions each on one page") {
  for (const tutorials::Lesson& one : tutorials::lessons()) {
    const ParsedLesson lesson = parse_lesson(one.text);
    const tutorials::Live live = one.live();
    for (const Canvas& window : {Canvas{.width = 80, .lines = 24}, Canvas{.width = 40, .lines = 12}}) {
      CAPTURE(one.name);
      CAPTURE(window.width);
      const std::vector<Sheet> sheets = lay_out(lesson, live, {window.width - 2, false, true}, window);
      CHECK(asks_on_one_sheet(sheets));
      CHECK(is_within(sheets, window));
      CHECK(!is_within(sheets, {.width = window.width / 2, .lines = window.lines}));
      CHECK(!is_within(sheets, {.width = window.width, .lines = window.lines / 2}));
    }
  }
}

TEST_CASE("a question goes to a page of its own sooner than onto two, as long as it fits one") {
  const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(2) + question;
  CHECK(asks_on_one_sheet(lay(text, 40, 24)->sheets));
  CHECK(asks_on_one_sheet(lay(text, 40, 12)->sheets));
  CHECK(lay(text, 40, 12)->sheets.size() > lay(text, 40, 24)->sheets.size());
  CHECK(!asks_on_one_sheet(lay(text, 40, 4)->sheets));
}

TEST_CASE("words that lead on are on the page of what they lead to; other words need not be") {
  const auto last_of_first = [](const std::string& between) {
    const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(3) + between;
    const auto laid = lay(text + "\n\n- one\n- two\n- three\n", 40, 12);
    return laid->sheets.front().lines.back();
  };
  CHECK(last_of_first("These are:") == "Paragraph 2 has words.");
  CHECK(last_of_first("These were.") == "These were.");
}

TEST_CASE("nothing is lost between pages, and a place is found again in another window") {
  const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(30) + question + "\n## R\n\n" + paragraphs(3);
  const auto small = lay(text, 40, 12), large = lay(text, 40, 40);
  CHECK(words_of(small->sheets) == words_of(large->sheets));
  for (const Sheet& sheet : small->sheets) {
    CHECK(&small->sheets[find_sheet(small->sheets, sheet)] == &sheet);
    const Sheet& found = large->sheets[find_sheet(large->sheets, {sheet.section, sheet.chunk, {}, nullptr})];
    CHECK(std::count(found.lines.begin(), found.lines.end(), sheet.lines.front()) > 0);
  }
  const Sheet& last = large->sheets.back();
  CHECK(std::count(last.lines.begin(), last.lines.end(), small->sheets.front().lines.front()) == 0);
}

TEST_SUITE_END();
