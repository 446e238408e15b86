#include "program/exercise/show.hpp"

#include "program/diagnose.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace gradlab::program::exercise {

namespace {

const fmt::text_style good = fmt::fg(fmt::terminal_color::green) | fmt::emphasis::bold;
const fmt::text_style bad = fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;

std::string headline(const Outcome& outcome, const Exercise& exercise) {
  const std::string name = fmt::format("{} {}", exercise.number, exercise.title);
  switch (outcome.ending) {
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
std::string lines_of(const std::string& label, const std::string& text) {
  std::istringstream stream(text);
  std::string first, lines;
  std::getline(stream, first);
  lines = fill_lines(label, first);
  for (std::string line; std::getline(stream, line);) lines += "      " + line + "\n";
  return lines;
}

std::string describe(const Reason& reason, bool color) {
  std::string text = fill_lines("  ", reason.explanation);
  if (!reason.mistake.empty()) {
    text.pop_back();
    const std::size_t used = text.size() - (text.rfind('\n') + 1);
    const std::string name = "(" + reason.mistake + ")";
    text += (used + 1 + name.size() <= 80 ? " " : "\n  ") + paint(name, heading, color) + "\n";
  }
  if (!reason.where.empty()) text += lines_of("    where   ", reason.where);
  if (!reason.evidence.empty()) text += fill_lines("    because ", reason.evidence);
  if (!reason.statement.empty()) text += fill_lines("    see     ", reason.statement);
  if (!reason.remedy.empty()) text += fill_lines("    try     ", reason.remedy);
  return text;
}

std::string mark_of(const Exercise& exercise, const Record& record) {
  if (record.has_passed(exercise)) return "passed";
  return exercise.name == record.current ? "at hand" : "";
}

}  // namespace

std::string list_exercises(const Record& record, bool color) {
  std::size_t passed = 0;
  std::string rows;
  for (const Exercise& exercise : exercises()) {
    passed += record.has_passed(exercise);
    const std::string mark = mark_of(exercise, record);
    rows += fmt::format("  {:>2}  {:<52} {:<8} {}\n", exercise.number, exercise.title,
                        exercise.has(Language::python) ? "C++, Py" : "C++",
                        paint(mark, mark == "passed" ? good : heading, color));
  }
  return fmt::format("{}\n\n{}\n  {} of {} passed\n",
                     paint("gradlab exercise: write it yourself, and be told what is wrong", heading, color), rows,
                     passed, exercises().size());
}

std::string describe(const Outcome& outcome, const Exercise& exercise, bool color) {
  std::string text = paint(headline(outcome, exercise), outcome.passed() ? good : bad, color) + "\n";
  if (outcome.passed()) {
    if (!outcome.confirmed.empty()) text += fill_lines("  ", outcome.confirmed);
    text += fill_lines("  ", exercise.afterwards);
  }
  for (const Reason& reason : outcome.reasons) text += describe(reason, color);
  if (!outcome.printed.empty()) text += fill_lines("  ", outcome.printed);
  return text;
}

Json list_to_json(const Record& record) {
  Json rows = Json::array();
  for (const Exercise& exercise : exercises()) {
    const auto entry = record.entries.find(exercise.name);
    Json languages = Json::array({"C++"});
    if (exercise.has(Language::python)) languages.push_back("Python");
    rows.push_back({{"number", exercise.number},
                    {"name", exercise.name},
                    {"title", exercise.title},
                    {"statement", exercise.statement.empty() ? Json(nullptr) : Json(exercise.statement)},
                    {"task", exercise.task},
                    {"languages", languages},
                    {"passed", entry == record.entries.end() ? Json::array() : Json(entry->second.passed)},
                    {"hints_shown", entry == record.entries.end() ? 0 : entry->second.hints},
                    {"at_hand", exercise.name == record.current}});
  }
  return {{"folder", record.folder.empty() ? Json(nullptr) : Json(record.folder.string())}, {"exercises", rows}};
}

Json to_json(const Outcome& outcome, const Exercise& exercise, Language language) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json reasons = Json::array();
  for (const Reason& reason : outcome.reasons) {
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
          {"outcome", to_string(outcome.ending)},
          {"reasons", reasons},
          {"confirmed", or_null(outcome.confirmed)},
          {"printed", or_null(outcome.printed)}};
}

}  // namespace gradlab::program::exercise
