// gradlab learn: the list of lessons, one of them page by page, or as one text.
#include "program/verb.hpp"
#include "teach/lessons/bookmark.hpp"
#include "teach/lessons/lesson.hpp"
#include "teach/lessons/live.hpp"
#include "teach/lessons/player.hpp"
#include "teach/lessons/show.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/screen.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace gradlab::program {

namespace {

using namespace teach;

struct LearnVerb {
  std::optional<int> lesson;  ///< not given: the list
  std::string language;  ///< "numpy" or "cpp"; empty: as chosen last
  bool all = false;
  bool list = false;
  bool json = false;
};

const Lesson& find_lesson(int number) {
  const auto found = std::find_if(lessons().begin(), lessons().end(),
                                  [&](const Lesson& lesson) { return lesson.number == number; });
  if (found == lessons().end()) {
    throw std::invalid_argument(fmt::format("there is no lesson {}; expected {} to {}. `gradlab learn` lists them",
                                            number, lessons().front().number, lessons().back().number));
  }
  return *found;
}

std::string exercise_of(int number) { return fmt::format("gradlab exercise start {}", number); }

// ---- The list ----

Json to_json(const Lesson& lesson, const Bookmark& place) {
  const ParsedLesson parsed = parse_lesson(lesson.text);
  Json sections = Json::array(), questions = Json::array();
  for (const Section& section : parsed.sections) {
    sections.push_back(section.title);
    for (const Part& part : section.parts) {
      if (part.kind == "question") questions.push_back(part.question.name);
    }
  }
  return {{"number", lesson.number},       {"name", lesson.name},
          {"title", parsed.title},         {"objective", parsed.objective},
          {"sections", sections},          {"questions", questions},
          {"exercise", exercise_of(lesson.number)}, {"finished", place.finished.count(lesson.number) == 1}};
}

Json list_json(const Bookmark& place) {
  Json rows = Json::array();
  for (const Lesson& lesson : lessons()) rows.push_back(to_json(lesson, place));
  const Json here = place.lesson == 0 ? Json() : Json{{"lesson", place.lesson}, {"section", place.section}};
  return {{"lessons", rows}, {"place", here}};
}

std::string marks_of(const Lesson& lesson, const Bookmark& place) {
  return std::string(place.finished.count(lesson.number) ? "x" : " ") + (place.lesson == lesson.number ? ">" : " ");
}

// The lesson to go on with: the one last opened, or the one after it where that is finished.
int next_lesson(const Bookmark& place) {
  if (place.lesson == 0) return lessons().front().number;
  const bool is_finished = place.finished.count(place.lesson) == 1;
  return is_finished ? std::min(place.lesson + 1, lessons().back().number) : place.lesson;
}

// The titles, which fit a window of 24 lines; or what each lesson is for as well.
std::string list_text(const Bookmark& place, const Canvas& page, bool objectives) {
  std::string text = paint_lines("gradlab learn: from minimizing J to your own backpropagation", heading, page) + "\n";
  Canvas narrow = page;
  narrow.width -= 8;
  for (const Lesson& lesson : lessons()) {
    const ParsedLesson parsed = parse_lesson(lesson.text);
    std::string before = fmt::format(" {} ", marks_of(lesson, place));
    for (const std::string& line : wrap(parsed.title, narrow.width)) {
      text += std::exchange(before, "    ") + paint(line, heading, page.color) + "\n";
    }
    if (!objectives) continue;
    for (const std::string& line : render_markdown(parsed.objective, narrow)) text += "        " + line + "\n";
  }
  const int next = next_lesson(place);
  text += "\n" + paint_lines("  x finished   > where you are   --list: what each is for", {}, page);
  return text + "  " + paint("next", heading, page.color) + "\n    " +
         paint(fmt::format("gradlab learn {}", next), command, page.color) + "\n";
}

// ---- One lesson ----

ParsedLesson parse(const Lesson& lesson) {
  ParsedLesson parsed = parse_lesson(lesson.text);
  parsed.language = remembered_language();
  return parsed;
}

std::string text_of(const Lesson& lesson, const Canvas& page) {
  return show_lesson(parse(lesson), lesson.live(), page);
}

void say(const std::string& words) { fmt::print("{}", paint_lines(words, {}, page_of(stdout))); }

int step_through(const Lesson& lesson) {
  ParsedLesson parsed = parse(lesson);
  const Language language = parsed.language;
  const Live live = lesson.live();
  const auto file = bookmark_file();
  Bookmark place = read_bookmark(file);
  const int section = place.lesson == lesson.number ? place.section : 0;
  std::string trouble;
  const auto keep = [&] {
    try {
      if (!file.empty()) write_bookmark(file, place);
    } catch (const std::invalid_argument& error) {
      trouble = error.what();  // no reason not to read the lesson
    }
  };
  const bool finished = play_lesson(parsed, live, section, [&](int reached) {
    if (place.lesson == lesson.number && place.section == reached) return;
    place.lesson = lesson.number;
    place.section = reached;
    keep();
  });
  if (parsed.language != language) remember_language(parsed.language);
  if (!finished) {
    if (!trouble.empty()) say(trouble);
    else say(fmt::format("Your place is kept: `gradlab learn {}` goes on from here.", lesson.number));
    return done;
  }
  place.finished.insert(lesson.number);
  place.section = 0;
  keep();
  if (!trouble.empty()) say(trouble);
  say(fmt::format("{}: finished. When you like: `{}`, or `gradlab learn {}`.", parsed.title, exercise_of(lesson.number),
                  next_lesson(place)));
  return done;
}

int print_all(const LearnVerb& options) {
  const Canvas page = page_of(stdout);
  if (options.lesson) {
    fmt::print("{}", text_of(find_lesson(*options.lesson), page));
    return done;
  }
  for (const Lesson& lesson : lessons()) {
    fmt::print("{}{}", &lesson == &lessons().front() ? "" : "\n\n", text_of(lesson, page));
  }
  return done;
}

int run_learn(const LearnVerb& options) {
  if (options.json && (options.lesson || options.all)) {
    throw std::invalid_argument(
        "--json is of the list: expected `gradlab learn --list --json`, without a lesson or --all");
  }
  if (options.list && (options.lesson || options.all)) {
    throw std::invalid_argument("--list lists all lessons: expected no lesson and no --all with it");
  }
  if (const auto wanted = parse_language(options.language)) remember_language(*wanted);
  if (options.json) print_json(list_json(read_bookmark(bookmark_file())));
  else if (options.all || (options.lesson && !has_screen())) return print_all(options);
  else if (options.lesson) return step_through(find_lesson(*options.lesson));
  else fmt::print("{}", list_text(read_bookmark(bookmark_file()), page_of(stdout), options.list));
  return done;
}

}  // namespace

Verb learn_verb() {
  const auto options = std::make_shared<LearnVerb>();
  return {.name = "learn",
          .one_line = "Lessons, from minimizing J to your own backpropagation",
          .hints = {{"gradlab learn", fmt::format("{} lessons, at your own pace", lessons().size())}},
          .options = {{.name = "lesson",
                       .target = &options->lesson,
                       .value = "N",
                       .summary = "Its number. Default: list all lessons, and where you are",
                       .checks = {whole_between(1, largest_count)}},
                      {.name = "--language",
                       .target = &options->language,
                       .value = "NAME",
                       .summary = "Of the code: numpy or cpp. Default: as chosen last, at first numpy",
                       .allowed = language_values()},
                      {.name = "--all",
                       .target = &options->all,
                       .summary = "Print the lesson as one text, or without a number all of them"},
                      {.name = "--list", .target = &options->list, .summary = "List the lessons with what each is for"},
                      json_option(options->json, "Print the list as one JSON object")},
          .notes =
              "Keys: Enter or right goes on, left goes back, l changes the language of the code,\n"
              "q quits; your place is kept.\n"
              "Exit status: 0 done, 2 no such lesson.\n\n"
              "Examples:\n"
              "  gradlab learn\n"
              "  gradlab learn 1\n"
              "  gradlab learn 1 --language cpp\n"
              "  gradlab learn --all 1 | less\n"
              "  gradlab learn --list --json | jq '.lessons[].title'",
          .run = [options] { return run_learn(*options); }};
}

}  // namespace gradlab::program
