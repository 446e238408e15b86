#include "program/exercise_verb.hpp"

#include "teach/exercises/exercise_folder.hpp"
#include "teach/exercises/show.hpp"
#include "teach/exercises/watch.hpp"
#include "terminal/json.hpp"
#include "terminal/status.hpp"
#include "terminal/terminal.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>

namespace gradlab::program {

namespace {

using namespace exercise;

int list(const ExerciseFolder& desk, bool json, const Page& page) {
  if (json) {
    print_json(list_to_json(desk.record()));
  } else {
    const char* gap = page.width < 50 ? "\n      " : "  ";
    fmt::print("{}\n  {}\n    {}{}begins one\n    {}{}checks at each save\n", list_exercises(desk.record(), page),
               paint("next", heading, page.color), paint("gradlab exercise start 7", command, page.color), gap,
               paint("gradlab exercise watch  ", command, page.color), gap);
  }
  return done;
}

int check(ExerciseFolder& desk, const Exercise& exercise, Language language, bool json, const Page& page) {
  const Outcome outcome = desk.check(exercise, language);
  if (json) {
    print_json(to_json(outcome, exercise, language));
  } else {
    fmt::print("{}", describe(outcome, exercise, page));
  }
  return outcome.passed() ? done : disagree;
}

void start(ExerciseFolder& desk, const Exercise& exercise, Language language, const Page& page) {
  const bool is_new = desk.start(exercise, language);
  fmt::print("{}\n{}", describe_task(exercise, desk.file_of(exercise, language), is_new, page),
             describe_commands(exercise, language, page));
}

bool agrees_to_reset(const Exercise& exercise) {
  if (isatty(STDIN_FILENO) != 1) {
    throw std::invalid_argument("reset asks first, and there is no terminal to ask on; try --yes");
  }
  fmt::print(stderr, "begin {} {} anew? What you have is kept under another name. [y/N] ", exercise.number,
             exercise.title);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "yes";
}

int reset(ExerciseFolder& desk, const Exercise& exercise, Language language, bool yes, const Page& page) {
  const bool agreed = yes || agrees_to_reset(exercise);
  const std::filesystem::path file = desk.file_of(exercise, language);
  fmt::print("{}", agreed ? describe_reset(file, desk.reset(exercise, language), page) : "nothing was changed\n");
  return done;
}

}  // namespace

int run_exercise(const ExerciseVerb& options) {
  const Page page = page_of(stdout);
  ExerciseFolder desk(options.folder);
  if (options.action == "list") return list(desk, options.json, page);
  if (options.json && options.action != "check") {
    throw std::invalid_argument("--json is for `gradlab exercise list` and `check`, but the action is " +
                                options.action);
  }
  const Exercise& exercise = desk.choose(options.exercise);
  const Language language = desk.language_of(exercise, options.python);
  if (options.action == "check") return check(desk, exercise, language, options.json, page);
  if (options.action == "watch") return watch(desk, exercise, language);
  if (options.action == "reset") return reset(desk, exercise, language, options.yes, page);
  if (options.action == "start") start(desk, exercise, language, page);
  if (options.action == "hint") fmt::print("{}", describe_hints(exercise, desk.hint(exercise), page));
  if (options.action == "solution") fmt::print("{}", desk.solution(exercise, language));
  return done;
}

}  // namespace gradlab::program
