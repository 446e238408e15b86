// gradlab learn: the list of lessons, one of them page by page, or as one text.
#include "program/page.hpp"
#include "program/verb.hpp"
#include "teach/exercises/course.hpp"
#include "teach/lessons/bookmark.hpp"
#include "teach/lessons/glossary.hpp"
#include "teach/lessons/handout.hpp"
#include "teach/lessons/lesson.hpp"
#include "teach/lessons/live.hpp"
#include "teach/lessons/missed.hpp"
#include "teach/lessons/own_course.hpp"
#include "teach/lessons/player.hpp"
#include "teach/lessons/show.hpp"
#include "terminal/canvas.hpp"
#include "terminal/html.hpp"
#include "terminal/json.hpp"
#include "terminal/output_file.hpp"
#include "terminal/screen.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace gradlab::program {

namespace {

using namespace teach;

struct LearnVerb {
  std::string what;  ///< a lesson's number, or a word of the glossary; empty: the place where the learner is, or the list
  std::string language;  ///< "numpy" or "cpp"; empty: as chosen last
  std::string course;    ///< a folder of lessons; empty: this course
  std::string handout;   ///< a file to write; empty: none
  bool present = false;  ///< to a class
  bool page = false;     ///< written, into the file named in place of a lesson
  bool open = false;     ///< in the browser
  bool all = false;
  bool words = false;
  bool list = false;
  bool json = false;
};

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

std::string describe_next(const Canvas& page) {
  const NextStep next = next_step(read_course_place());
  return "  " + paint("next", heading, page.color) + "\n    " + paint(next.command, command, page.color) + "\n";
}

// The titles, which fit a window of 24 lines; or what each lesson is for as well.
std::string list_text(const Bookmark& place, const Canvas& page, bool objectives) {
  std::string text = paint_lines("gradlab learn: from minimizing J to your own backpropagation", heading, page) + "\n";
  Canvas narrow = page;
  narrow.width -= 8;
  for (const Lesson& lesson : lessons()) {
    const ParsedLesson parsed = parse_lesson(lesson.text);
    std::string before = fmt::format(" {} ", marks_of(lesson, place));
    const std::string title = (lesson.number < 10 ? " " : "") + parsed.title;  // the titles begin below each other
    for (const std::string& line : wrap(title, narrow.width)) {
      text += std::exchange(before, "    ") + paint(line, heading, page.color) + "\n";
    }
    if (!objectives) continue;
    for (const std::string& line : render_markdown(parsed.objective, narrow)) text += "        " + line + "\n";
  }
  text += "\n" + paint_lines("  x finished   > where you are   --list: what each is for", {}, page);
  return text + describe_next(page);
}

// ---- One lesson ----

ParsedLesson parse(const Lesson& lesson, Language language) {
  ParsedLesson parsed = parse_lesson(lesson.text);
  parsed.language = language;
  return parsed;
}

std::string text_of(const Lesson& lesson, Language language, const Canvas& page) {
  return show_lesson(parse(lesson, language), lesson.live(), page);
}

void say(const std::string& words) {
  for (const std::string& line : split_lines(words)) fmt::print("{}", paint_lines(line, {}, page_of(stdout)));
}

// Before the last section: questions that were missed in earlier lessons.
ParsedLesson with_missed_questions(ParsedLesson lesson, const Bookmark& place, int number) {
  const Section missed = missed_section(place, number);
  if (!missed.parts.empty()) lesson.sections.insert(lesson.sections.end() - 1, missed);
  return lesson;
}

// Keeps the learner's place and answers; what went wrong is told at the end, for it is no reason not to read.
class Notebook {
 public:
  Notebook(int lesson, std::filesystem::path file)
      : lesson_(lesson), file_(std::move(file)), place_(read_bookmark(file_)) {}

  const Bookmark& place() const { return place_; }
  const std::string& trouble() const { return trouble_; }

  void reach(int section) {
    if (place_.lesson == lesson_ && place_.section == section) return;
    keep([&](Bookmark& place) {
      place.lesson = lesson_;
      place.section = section;
    });
  }

  void answer(const Question& question, bool right) {
    const bool is_other = question.name.find(':') != std::string::npos;
    const std::string key = is_other ? question.name : key_of(lesson_, question);
    if (place_.missed.contains(key) != right) return;
    keep([&](Bookmark& place) {
      if (right) place.missed.erase(key);
      else place.missed.insert(key);
    });
  }

  void finish() {
    keep([&](Bookmark& place) {
      place.finished.insert(lesson_);
      place.section = 0;
    });
  }

 private:
  void keep(const std::function<void(Bookmark&)>& change) {
    change(place_);
    try {
      if (!file_.empty()) place_ = change_bookmark(file_, change);
    } catch (const std::invalid_argument& error) {
      trouble_ = error.what();
    }
  }

  int lesson_;
  std::filesystem::path file_;
  Bookmark place_;
  std::string trouble_;
};

// What is next; after the last lesson, what the learner can do now.
std::string farewell(const Lesson& lesson, const Bookmark& place) {
  CoursePlace progress = read_course_place();
  progress.place = place;
  const NextStep next = next_step(progress);
  std::string text = fmt::format("{}: finished.\n", title_of(lesson));
  if (next_lesson(place) == 0) {
    text += "That was the course. You can now derive a gradient, write it as a loop and as three products, measure it, "
            "and say how far to trust the measurement.\n";
  }
  text += fmt::format("{}. Next: `{}` ({}).\n", count_finished(progress), next.command, next.words);
  if (next_lesson(place) == 0) {
    text += "Your own code: `gradlab check --python FILE` or `--octave FILE`. Larger data: `gradlab train --help`.\n";
  } else if (!next.command.starts_with("gradlab learn")) {
    text += fmt::format("Or read on: `gradlab learn {}`.\n", next_lesson(place));
  }
  return text;
}

int step_through(const Lesson& lesson, Language language) {
  Notebook notebook(lesson.number, bookmark_file());
  ParsedLesson parsed = with_missed_questions(parse(lesson, language), notebook.place(), lesson.number);
  Live live = lesson.live();
  Live repeated = live_of({"", "", {missed_section(notebook.place(), lesson.number)}});
  live.values.merge(repeated.values);
  live.pictures.merge(repeated.pictures);
  const int section = notebook.place().lesson == lesson.number ? notebook.place().section : 0;
  const PlayerNotes notes{[&](int reached) { notebook.reach(reached); },
                          [&](const Question& question, bool right) { notebook.answer(question, right); }};
  const bool finished = play_lesson(parsed, live, section, notes);
  if (parsed.language != language) choose_language(option_value(parsed.language));
  if (finished) notebook.finish();
  if (!notebook.trouble().empty()) say(notebook.trouble());
  if (finished) say(farewell(lesson, notebook.place()));
  else if (notebook.trouble().empty()) {
    say("Your place is kept: `gradlab learn` goes on from here, and `gradlab learn --list` shows all lessons.");
  }
  return done;
}

// The lesson where the learner is; at the end of the course, the list.
int go_on(Language language) {
  const Bookmark place = read_bookmark(bookmark_file());
  const int next = next_lesson(place);
  if (next == 0) fmt::print("{}", list_text(place, page_of(stdout), false));
  return next == 0 ? done : step_through(find_lesson(next), language);
}

int print_words(const std::string& word) {
  const std::vector<Word> words = parse_glossary(glossary_text()), found = find_words(words, word);
  if (found.empty()) {
    throw std::invalid_argument(
        fmt::format("no word of the course is like '{}'; `gradlab learn --words` lists all {}", word, words.size()));
  }
  fmt::print("{}", describe(found, page_of(stdout)));
  return done;
}

int print_all(std::optional<int> number, Language language) {
  const Canvas page = page_of(stdout);
  if (number) {
    fmt::print("{}", text_of(find_lesson(*number), language, page));
    return done;
  }
  for (const Lesson& lesson : lessons()) {
    fmt::print("{}{}", &lesson == &lessons().front() ? "" : "\n\n", text_of(lesson, language, page));
  }
  return done;
}

// ---- Lessons on paper, and those of an instructor ----

std::vector<HandoutLesson> read_course(const std::string& folder, Language language) {
  std::vector<HandoutLesson> course;
  if (folder.empty()) {
    for (const Lesson& lesson : lessons()) course.push_back({lesson.number, parse(lesson, language)});
    return course;
  }
  for (ParsedLesson& lesson : read_own_course(folder)) {
    lesson.language = language;
    course.push_back({static_cast<int>(course.size()) + 1, std::move(lesson)});
  }
  return course;
}

// "2", "1-4" or "1-3,7"; empty: all.
std::vector<HandoutLesson> choose_lessons(const std::vector<HandoutLesson>& course, const std::string& numbers) {
  if (numbers.empty()) return course;
  std::vector<HandoutLesson> chosen;
  for (const std::string& range : split_list(numbers)) {
    const std::size_t dash = range.find('-');
    const std::string first = range.substr(0, dash), last = dash == range.npos ? first : range.substr(dash + 1);
    const Check is_lesson = whole_between(1, course.size());
    for (const std::string& number : {first, last}) {
      if (const std::string trouble = is_lesson(number); !trouble.empty()) {
        throw std::invalid_argument(fmt::format("lesson: {}; expected numbers and ranges such as 1-4,7", trouble));
      }
    }
    for (int number = std::stoi(first); number <= std::stoi(last); ++number) {
      chosen.push_back(course[static_cast<std::size_t>(number) - 1]);
    }
  }
  return chosen;
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  const std::error_code error = replace_file(path, text);
  if (!error) return;
  throw std::invalid_argument(fmt::format("--handout: cannot write {}: {}", printable(path.string()), error.message()));
}

int hand_out(const LearnVerb& options, Language language) {
  const std::filesystem::path path = options.handout;
  const bool is_html = path.extension() == ".html";
  if (!is_html && path.extension() != ".md") {
    throw std::invalid_argument(fmt::format("--handout should name a file that ends in .md or .html, but names {}",
                                            printable(path.string())));
  }
  require_writable("--handout", options.handout, is_html ? ".html" : ".md");
  const std::filesystem::path answers =
      path.parent_path() / (path.stem().string() + "-answers" + path.extension().string());
  std::vector<HandoutLesson> chosen = choose_lessons(read_course(options.course, language), options.what);
  if (!options.course.empty()) {
    for (HandoutLesson& one : chosen) fill_live_blocks(one.lesson);
  }
  const Handout handout = write_handout(chosen);
  write_file(path, is_html ? to_html(handout.lessons, "Lessons") : handout.lessons);
  write_file(answers, is_html ? to_html(handout.answers, "Answers") : handout.answers);
  say(fmt::format("lessons  {}\nanswers  {}", printable(path.string()), printable(answers.string())));
  return done;
}

int run_own_course(const LearnVerb& options, Language language) {
  const std::vector<HandoutLesson> course = read_course(options.course, language);
  if (options.what.empty() && !options.all) {
    for (const HandoutLesson& one : course) say(fmt::format(" {:>2}  {}", one.number, one.lesson.title));
    return done;
  }
  for (HandoutLesson& one : choose_lessons(course, options.what)) {
    const Live live = live_of(one.lesson);
    if (options.all || !has_screen()) {
      fmt::print("{}\n", show_lesson(one.lesson, live, page_of(stdout)));
      continue;
    }
    Notebook notebook(one.number, bookmark_of_course(options.course));
    const int section = notebook.place().lesson == one.number ? notebook.place().section : 0;
    const PlayerNotes notes{[&](int reached) { notebook.reach(reached); },
                            [&](const Question& question, bool right) { notebook.answer(question, right); }};
    if (!play_lesson(one.lesson, live, section, notes)) return done;
    notebook.finish();
  }
  return done;
}

// Nobody's place is changed, and nobody's answers are kept.
int present(const LearnVerb& options, Language language) {
  if (options.what.empty()) throw std::invalid_argument("--present: expected a lesson, as in `gradlab learn 4 --present`");
  if (!has_screen()) throw std::invalid_argument("--present needs a terminal: its keys turn the pages");
  for (HandoutLesson& one : choose_lessons(read_course(options.course, language), options.what)) {
    const Live live = options.course.empty() ? find_lesson(one.number).live() : live_of(one.lesson);
    const PlayerNotes notes{[](int) {}, [](const Question&, bool) {}};
    if (!play_lesson(one.lesson, live, 0, notes, Pace::present)) return done;
  }
  return done;
}

// The lesson asked for, if any.
std::optional<int> lesson_of(const LearnVerb& options) {
  if (options.words || options.what.empty()) return std::nullopt;
  const std::string trouble = whole_between(1, largest_count)(options.what);
  if (trouble.empty()) return std::stoi(options.what);
  throw std::invalid_argument(fmt::format("lesson: {}. `gradlab learn --list` lists the lessons, and "
                                          "`gradlab learn --words WORD` explains a word", trouble));
}

void require_alone(const LearnVerb& options, bool lesson) {
  if (options.json && (lesson || options.all)) {
    throw std::invalid_argument(
        "--json is of the list: expected `gradlab learn --list --json`, without a lesson or --all");
  }
  if (options.list && (lesson || options.all)) {
    throw std::invalid_argument("--list lists all lessons: expected no lesson and no --all with it");
  }
  if (options.words && (options.all || options.list || options.json)) {
    throw std::invalid_argument("--words prints the glossary: expected no --all, --list or --json with it");
  }
}

int write_page(const LearnVerb& options) {
  program::write_page(options.what.empty() ? "gradlab.html" : options.what, options.open);
  return done;
}

int run_learn(const LearnVerb& options) {
  if (options.page) return write_page(options);
  if (options.open) throw std::invalid_argument("--open opens the page: expected `gradlab learn --page --open`");
  // What others read or see says nothing about the learner's own language.
  const bool is_for_others = options.present || !options.handout.empty();
  const Language language = is_for_others ? parse_language(options.language).value_or(remembered_language())
                                          : choose_language(options.language);
  if (!options.handout.empty()) return hand_out(options, language);
  if (options.present) return present(options, language);
  if (!options.course.empty()) return run_own_course(options, language);
  const std::optional<int> lesson = lesson_of(options);
  require_alone(options, lesson.has_value());
  if (options.words) return print_words(options.what);
  if (options.json) print_json(list_json(read_bookmark(bookmark_file())));
  else if (options.all || (lesson && !has_screen())) return print_all(lesson, language);
  else if (lesson) return step_through(find_lesson(*lesson), language);
  else if (!options.list && has_screen()) return go_on(language);
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
                       .target = &options->what,
                       .value = "N",
                       .summary = "Its number; with --words a word.\n"
                                  "Default: go on where you are"},
                      {.name = "--language",
                       .target = &options->language,
                       .value = "NAME",
                       .summary = "Of the code: numpy or cpp. Default: as chosen last, at first numpy",
                       .allowed = language_values()},
                      {.name = "--all",
                       .target = &options->all,
                       .summary = "Print the lesson as one text, or without a number all of them"},
                      {.name = "--list", .target = &options->list, .summary = "List the lessons with what each is for"},
                      {.name = "--handout",
                       .target = &options->handout,
                       .value = "FILE",
                       .summary = "Write the lessons to FILE.md or FILE.html, their answers to FILE-answers beside it.\n"
                                  "All of them, or those of numbers such as 1-4,7"},
                      {.name = "--present",
                       .target = &options->present,
                       .summary = "Show the lesson to a class: one idea a screen"},
                      {.name = "--page",
                       .target = &options->page,
                       .summary = "Write the course's page, which steps, checks and trains in a browser, without a\n"
                                  "network: to gradlab.html, or to the FILE.html named here"},
                      {.name = "--open", .target = &options->open, .summary = "With --page: show it in your browser"},
                      {.name = "--course",
                       .target = &options->course,
                       .value = "DIR",
                       .summary = "Lessons of your own: folders with a lesson.md in each, see below"},
                      {.name = "--words",
                       .target = &options->words,
                       .summary = "The words of the course, all or those like the one given"},
                      json_option(options->json, "Print the list as one JSON object")},
          .notes =
              "Keys: Enter or right goes on, left goes back, l changes the code's language,\n"
              "q quits; your place is kept.\n"
              "A question that you missed comes back in the next lessons.\n"
              "Exit status: 0 done, 2 no such lesson.\n\n"
              "A lesson of your own, DIR/NAME/lesson.md, is Markdown: a line '# Title', a\n"
              "paragraph with its aim, sections '## Heading'. Blocks between ``` lines:\n"
              "  ```live picture 7:bell    a picture of lesson 7; also live value 9:costs\n"
              "  ```live question q        a question; lines 'a) ...' are its choices\n"
              "  ```live answer q a        its right choice, then a line 'a) ...' for each;\n"
              "  ```live answer q within 0.01    or its number, then 'right: ...', 'wrong: ...'\n\n"
              "Examples:\n"
              "  gradlab learn\n"
              "  gradlab learn 1\n"
              "  gradlab learn 1 --language cpp\n"
              "  gradlab learn --words cross-entropy\n"
              "  gradlab learn --all 1 | less\n"
              "  gradlab learn 1-4 --handout lessons.html\n"
              "  gradlab learn --page --open\n"
              "  gradlab learn --list --json | jq '.lessons[].title'",
          .run = [options] { return run_learn(*options); }};
}

}  // namespace gradlab::program
