#include "teach/exercises/show.hpp"

#include "teach/exercises/course.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;

const fmt::text_style good = fmt::fg(fmt::terminal_color::green) | fmt::emphasis::bold;
const fmt::text_style bad = fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;

std::string headline(const Assessment& assessment, const Exercise& exercise) {
  const std::string name = fmt::format("{} {}", exercise.number, exercise.title);
  switch (assessment.ending) {
    case Ending::passed: return "passed: " + name;
    case Ending::wrong: return "not yet: " + name;
    case Ending::unwritten: return "to be written: " + name;
    case Ending::compile_error: return "does not compile: " + name;
    case Ending::raised: return "stopped with an error: " + name;
    case Ending::crashed: return "crashed: " + name;
    case Ending::timeout: return "did not end: " + name;
  }
  return name;
}

// The first line filled, those after it (source code) as they are.
std::string lines_of(const std::string& label, const std::string& text, int width) {
  std::istringstream stream(text);
  std::string first, lines;
  std::getline(stream, first);
  lines = fill_lines(label, first, width);
  for (std::string line; std::getline(stream, line);) lines += "      " + line + "\n";
  return lines;
}

// "S22-S23: gradlab step --statement S22".
std::string how_to_see(const std::string& statements) {
  const std::size_t end = std::min(statements.find_first_not_of("0123456789", 1), statements.size());
  const bool is_statement = statements.starts_with("S") && end > 1;
  return is_statement ? fmt::format("{}: gradlab step --statement {}", statements, statements.substr(0, end)) : statements;
}

std::string describe(const Reason& reason, const Canvas& page) {
  std::string text = fill_lines("  ", reason.explanation, page.width);
  if (!reason.mistake.empty()) {
    text.pop_back();
    const std::string name = "(" + reason.mistake + ")";
    const int used = display_width(text.substr(text.rfind('\n') + 1));
    text += (used + 1 + display_width(name) <= page.width ? " " : "\n  ") +
            paint(name, heading, page.color) + "\n";
  }
  if (!reason.where.empty()) text += lines_of("    where   ", reason.where, page.width);
  if (!reason.evidence.empty()) text += fill_lines("    because ", reason.evidence, page.width);
  if (!reason.statement.empty()) text += fill_lines("    see     ", how_to_see(reason.statement), page.width);
  if (!reason.remedy.empty()) text += fill_lines("    try     ", reason.remedy, page.width);
  return text;
}

std::string mark_of(const Exercise& exercise, const Record& record) {
  if (record.has_passed(exercise)) return "passed";
  return exercise.name == record.current ? "at hand" : "";
}

std::string to_do(const std::string& line, const std::string& what, const Canvas& page) {
  constexpr int column = 42;
  if (column + static_cast<int>(what.size()) > page.width) {
    return "    " + paint(line, command, page.color) + "\n" + fill_lines("      ", what, page.width);
  }
  return fmt::format("    {}  {}\n", paint(fmt::format("{:<36}", line), command, page.color), what);
}

// The path unbroken, on a line of its own where it must.
std::string with_path(const std::string& words, const fs::path& path, const Canvas& page) {
  const std::string name = printable(path.string());
  const bool fits = 3 + display_width(words + name) <= page.width;
  if (fits) return fmt::format("  {} {}\n", words, name);
  return fill_lines("  ", words, page.width) + fmt::format("  {}\n", name);
}

// From this width on the list has room for more than numbers and titles.
constexpr int narrowest_list = 72;

std::string list_row(const Exercise& exercise, const std::string& mark, const Canvas& page) {
  const fmt::text_style style = mark == "passed" ? good : heading;
  if (page.width < narrowest_list) {
    const std::string sign = mark.empty() ? " " : mark == "passed" ? "x" : ">";
    return fill_lines(fmt::format("{} {:>2}  ", sign, exercise.number), exercise.title, page.width);
  }
  return fmt::format("  {:>2}  {:<52} {}\n", exercise.number, exercise.title, paint(mark, style, page.color));
}

}  // namespace

std::string list_exercises(const Record& record, const Canvas& page) {
  std::size_t passed = 0;
  std::string rows;
  for (const Exercise& exercise : exercises()) {
    passed += record.has_passed(exercise);
    rows += list_row(exercise, mark_of(exercise, record), page);
  }
  const char* promise = "gradlab exercise: write it yourself, and be told what is wrong";
  const std::string marks = page.width < narrowest_list ? "  x passed   > at hand\n" : "";
  return fmt::format("{}\n{}\n{}  {} of {} passed\n", paint_lines(promise, heading, page), rows, marks, passed,
                     exercises().size());
}

std::string describe_task(const Exercise& exercise, const fs::path& file, bool is_new, const Canvas& page) {
  return paint_lines(fmt::format("{} {}", exercise.number, exercise.title), heading, page) +
         fill_lines("  ", exercise.task, page.width) + "\n" +
         with_path(is_new ? "your file is" : "your file is there already, and left as it is:", file, page);
}

std::string describe_commands(const Exercise& exercise, Language language, const Canvas& page) {
  const std::string number = std::to_string(exercise.number);
  const Language other = other_language(language);
  return to_do("gradlab exercise check " + number, "is it right, and if not, why", page) +
         to_do("gradlab exercise watch " + number, "the same each time you save", page) +
         to_do("gradlab exercise hint " + number, "three, each saying more", page) +
         to_do(fmt::format("gradlab exercise start --language {}", option_value(other)),
               fmt::format("in {}", to_string(other)), page);
}

std::string describe_hints(const Exercise& exercise, int shown, const Canvas& page) {
  std::string text = paint_lines(fmt::format("hints for {} {}", exercise.number, exercise.title), heading, page);
  for (std::size_t i = 0; i < static_cast<std::size_t>(shown); ++i) {
    text += fill_lines(fmt::format("  {} of {}  ", i + 1, exercise.hints.size()), exercise.hints[i], page.width);
  }
  return text;
}

std::string describe_reset(const fs::path& file, const fs::path& kept, const Canvas& page) {
  if (kept.empty()) return with_path("your file is", file, page);
  return with_path("your file is as given again:", file, page) + with_path("what you had is kept as", kept, page);
}

std::string describe(const Assessment& assessment, const Exercise& exercise, const Canvas& page) {
  std::string text = paint_lines(headline(assessment, exercise), assessment.passed() ? good : bad, page);
  if (assessment.passed()) {
    if (!assessment.confirmed.empty()) text += fill_lines("  ", assessment.confirmed, page.width);
    text += fill_lines("  ", exercise.afterwards, page.width);
  }
  for (const Reason& reason : assessment.reasons) text += describe(reason, page);
  if (!assessment.printed.empty()) text += fill_lines("  ", assessment.printed, page.width);
  return text;
}

std::string describe_list_next(const Record& record, const Canvas& page) {
  const Exercise* next = nullptr;
  for (const Exercise& exercise : exercises()) {
    const bool is_at_hand = exercise.name == record.current;
    if (!record.has_passed(exercise) && (!next || is_at_hand)) next = &exercise;
  }
  std::string text = "  " + paint("next", heading, page.color) + "\n";
  if (!next) return text + to_do("gradlab check --python FILE", "code of your own", page);
  const bool is_begun = record.entries.count(next->name) == 1;
  const std::string number = std::to_string(next->number);
  return text + to_do(fmt::format("gradlab exercise {} {}", is_begun ? "check" : "start", number),
                      is_begun ? "is it right, and if not, why" : "writes your file", page) +
         to_do("gradlab exercise watch " + number, "checks at each save", page);
}

std::string describe_next(const Exercise& exercise, const Canvas& page) {
  const CoursePlace progress = read_course_place();
  Bookmark place = progress.place;
  place.lesson = std::min(exercise.number + 1, lessons().back().number);
  place.finished.insert(exercise.number);  // whoever passes the exercise need not read its lesson first
  std::string text = "\n  " + paint("next", heading, page.color) + "\n";
  if (const int lesson = next_lesson(place)) {
    text += to_do(fmt::format("gradlab learn {}", lesson), title_of(find_lesson(lesson)), page);
  }
  for (const Exercise& other : exercises()) {
    if (other.number <= exercise.number || progress.record.has_passed(other)) continue;
    return text + to_do(fmt::format("gradlab exercise start {}", other.number), other.title, page);
  }
  if (progress.is_over()) {
    return paint_lines("\n  That was the course: every lesson finished, every exercise passed. You can write\n"
                       "  backpropagation, and you can tell whether it is right.\n", {}, page) +
           text + to_do("gradlab check --python FILE", "a gradient of your own", page);
  }
  return text + to_do("gradlab exercise", "all of them, and how far you are", page);
}

Json list_to_json(const Record& record) {
  Json rows = Json::array();
  for (const Exercise& exercise : exercises()) {
    const auto entry = record.entries.find(exercise.name);
    rows.push_back({{"number", exercise.number},
                    {"name", exercise.name},
                    {"title", exercise.title},
                    {"statement", exercise.statement.empty() ? Json(nullptr) : Json(exercise.statement)},
                    {"task", exercise.task},
                    {"languages", {to_string(Language::cpp), to_string(Language::python)}},
                    {"passed", entry == record.entries.end() ? Json::array() : Json(entry->second.passed)},
                    {"hints_shown", entry == record.entries.end() ? 0 : entry->second.hints},
                    {"at_hand", exercise.name == record.current}});
  }
  return {{"folder", record.folder.empty() ? Json(nullptr) : Json(record.folder.string())}, {"exercises", rows}};
}

Json to_json(const Assessment& assessment, const Exercise& exercise, Language language) {
  Json reasons = Json::array();
  for (const Reason& reason : assessment.reasons) {
    reasons.push_back({{"mistake", or_null(reason.mistake)},
                       {"explanation", reason.explanation},
                       {"where", or_null(reason.where)},
                       {"evidence", or_null(reason.evidence)},
                       {"statement", or_null(reason.statement)},
                       {"remedy", or_null(reason.remedy)}});
  }
  return {{"number", exercise.number},
          {"name", exercise.name},
          {"language", to_string(language)},
          {"outcome", to_string(assessment.ending)},
          {"reasons", reasons},
          {"confirmed", or_null(assessment.confirmed)},
          {"printed", or_null(assessment.printed)}};
}

}  // namespace gradlab::teach
