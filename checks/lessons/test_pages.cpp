// Lessons on pages: every page fits its window, a question is asked on one, nothing is lost, and a place is found again
// in another window.
#include "regenerate.hpp"
#include "teach/lessons/pages.hpp"
#include "terminal/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace test_pages {

using namespace gradlab;
using namespace gradlab::teach;
using namespace gradlab::terminal;

namespace {

struct Laid {
  ParsedLesson lesson;
  std::vector<LessonPage> pages;
};

// A lesson without code behind it; its pages refer to it.
std::unique_ptr<Laid> lay(const std::string& text, int columns, int lines) {
  auto laid = std::make_unique<Laid>();
  laid->lesson = parse_lesson(text);
  laid->pages = lay_out(laid->lesson, {}, {columns - 2, false, true}, {.width = columns, .lines = lines});
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

bool asks_on_one_page(const std::vector<LessonPage>& pages) {
  return std::all_of(pages.begin(), pages.end(), [](const LessonPage& page) {
    if (!page.question) return true;
    const auto begins = [](const std::string& line) { return line == "Predict first" || line == "Close the lesson"; };
    return std::any_of(page.lines.begin(), page.lines.end(), begins);
  });
}

// With a blank before each line, and below them the keys; above it the title, for which a long question has no room.
bool is_within(const std::vector<LessonPage>& pages, const Canvas& window) {
  return std::all_of(pages.begin(), pages.end(), [&](const LessonPage& page) {
    const auto fits = [&](const std::string& line) {
      return 1 + display_width(line) <= window.width;
    };
    const int around = page.question ? 0 : 2;
    return static_cast<int>(page.lines.size()) + around <= window.lines &&
           std::all_of(page.lines.begin(), page.lines.end(), fits);
  });
}

std::vector<std::string> words_of(const std::vector<LessonPage>& pages) {
  std::vector<std::string> lines;
  for (const LessonPage& page : pages) {
    std::copy_if(page.lines.begin(), page.lines.end(), std::back_inserter(lines),
                 [](const std::string& line) { return !line.empty(); });
  }
  return lines;
}

}  // namespace

TEST_SUITE_BEGIN("pages");

TEST_CASE("every lesson fits windows of 80 x 24 and 40 x 12, its questions each on one page") {
  bool fits_narrower = true, fits_lower = true;
  for (const Lesson& one : lessons()) {
    const ParsedLesson lesson = parse_lesson(one.text);
    const Live& live = computed(one);
    for (const Canvas& window : {Canvas{.width = 80, .lines = 24}, Canvas{.width = 40, .lines = 12}}) {
      CAPTURE(one.name);
      CAPTURE(window.width);
      const std::vector<LessonPage> pages = lay_out(lesson, live, {window.width - 2, false, true}, window);
      CHECK(asks_on_one_page(pages));
      CHECK(is_within(pages, window));
      fits_narrower = fits_narrower && is_within(pages, {.width = window.width / 2, .lines = window.lines});
      fits_lower = fits_lower && is_within(pages, {.width = window.width, .lines = window.lines / 2});
    }
  }
  CHECK_FALSE(fits_narrower);
  CHECK_FALSE(fits_lower);
}

TEST_CASE("a question goes to a page of its own sooner than onto two, as long as it fits one") {
  const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(2) + question;
  CHECK(asks_on_one_page(lay(text, 40, 24)->pages));
  CHECK(asks_on_one_page(lay(text, 40, 12)->pages));
  CHECK(lay(text, 40, 12)->pages.size() > lay(text, 40, 24)->pages.size());
  CHECK(!asks_on_one_page(lay(text, 40, 4)->pages));
}

TEST_CASE("words that lead on are on the page of what they lead to; other words need not be") {
  const auto last_of_first = [](const std::string& between) {
    const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(3) + between;
    const auto laid = lay(text + "\n\n- one\n- two\n- three\n", 40, 12);
    return laid->pages.front().lines.back();
  };
  CHECK(last_of_first("These are:") != "These are:");
  CHECK(last_of_first("These are:") != last_of_first("These were.\n\nAnd more."));
}

TEST_CASE("a picture is on the page of the words before it, from 40 x 12 to 200 x 50") {
  int apart = 0, pictures = 0;
  for (const Lesson& one : lessons()) {
    const ParsedLesson lesson = parse_lesson(one.text);
    const Live& live = computed(one);
    for (const Canvas& window : {Canvas{.width = 80, .lines = 24}, Canvas{.width = 160, .lines = 50},
                                 Canvas{.width = 200, .lines = 50}, Canvas{.width = 40, .lines = 12}}) {
      const std::vector<LessonPage> pages = lay_out(lesson, live, {std::min(window.width - 2, 78), false, true}, window);
      for (const Section& section : lesson.sections) {
        for (std::size_t p = 1; p < section.parts.size(); ++p) {
          if (section.parts[p].kind != "picture" || section.parts[p - 1].kind != "prose") continue;
          ++pictures;
          const auto words = render_markdown(section.parts[p - 1].body, {std::min(window.width - 2, 78), false, true});
          const auto has_words = [&](const LessonPage& page) {
            return std::count(page.lines.begin(), page.lines.end(), words.back()) > 0;
          };
          const auto with_words = std::find_if(pages.begin(), pages.end(), has_words);
          REQUIRE(with_words != pages.end());
          const bool ends_with_words = with_words->lines.back() == words.back();
          apart += ends_with_words;
          CAPTURE(one.name);
          CAPTURE(words.back());
          const bool is_grid = section.parts[p].arguments.at(0) == "grid";  // as high as a window of 24 lines
          if (window.lines > 24 || (window.lines == 24 && !is_grid)) CHECK_FALSE(ends_with_words);
        }
      }
    }
  }
  CHECK(apart * 3 < pictures);  // the lowest window has no room for some
}

TEST_CASE("no page of a section holds a line or two while others are full") {
  const auto shortest = [](const std::vector<LessonPage>& pages) {
    std::size_t lines = 99;
    for (const LessonPage& page : pages) lines = std::min(lines, page.question ? 99 : page.lines.size());
    return lines;
  };
  const std::string words = "Some words that fill a line or so, and go on.\n\n";
  std::string text = "# 1. T\n\nYou can.\n\n## S\n\n";
  for (int k = 0; k < 12; ++k) text += words;
  for (int lines = 10; lines < 30; ++lines) {
    CAPTURE(lines);
    CHECK(shortest(lay(text, 60, lines)->pages) >= 4);
  }
  CHECK(shortest(lay("# 1. T\n\nYou can.\n\n## S\n\n## R\n\nOne line.\n", 60, 24)->pages) == 1);
  for (const Lesson& one : lessons()) {
    const ParsedLesson lesson = parse_lesson(one.text);
    CAPTURE(one.name);
    CHECK(shortest(lay_out(lesson, computed(one), {78, false, true}, {.width = 80, .lines = 24})) >= 3);
  }
}

TEST_CASE("nothing is lost between pages, and a place is found again in another window") {
  const std::string text = "# 1. T\n\nYou can.\n\n## S\n\n" + paragraphs(30) + question + "\n## R\n\n" + paragraphs(3);
  const auto small = lay(text, 40, 12), large = lay(text, 40, 40);
  CHECK(words_of(small->pages) == words_of(large->pages));
  for (const LessonPage& page : small->pages) {
    CHECK(&small->pages[find_page(small->pages, page)] == &page);
    const LessonPage& found = large->pages[find_page(large->pages, {page.section, page.chunk, {}, nullptr})];
    CHECK(std::count(found.lines.begin(), found.lines.end(), page.lines.front()) > 0);
  }
  const LessonPage& last = large->pages.back();
  CHECK(std::count(last.lines.begin(), last.lines.end(), small->pages.front().lines.front()) == 0);
}

TEST_CASE("to a class each idea has a page of its own, with what its words lead to") {
  const ParsedLesson lesson = parse_lesson(
      "# T\n\nAim.\n\n## S\n\nOne idea.\n\nAnother idea.\n\nA third, in code:\n\n```live code a.py f\ndef f\n```\n\n"
      "```live code a.cpp f\nint f\n```\n");
  const Canvas window{.width = 80, .lines = 24};
  const std::vector<LessonPage> read = lay_out(lesson, {}, window, window);
  const std::vector<LessonPage> shown = lay_out(lesson, {}, window, window, Pace::present);
  CHECK(read.size() == 1);
  REQUIRE(shown.size() == 4);
  CHECK(shown[1].lines == std::vector<std::string>{"One idea."});
  CHECK(shown[3].lines == std::vector<std::string>{"A third, in code:", "", "  def f"});
}

TEST_SUITE_END();

}  // namespace test_pages
