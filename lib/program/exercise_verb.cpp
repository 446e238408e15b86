#include "program/exercise_verb.hpp"

#include "program/exercise/desk.hpp"
#include "program/exercise/show.hpp"
#include "program/exercise/watch.hpp"
#include "program/json.hpp"
#include "program/status.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <iostream>
#include <stdexcept>
#include <string>

namespace gradlab::program {

namespace {

using namespace exercise;

int list(const Desk& desk, bool json, bool color) {
  if (json) {
    print_json(list_to_json(desk.record()));
  } else {
    fmt::print("{}\n  {}\n    {}  begins one\n    {}  checks at each save\n", list_exercises(desk.record(), color),
               paint("next", heading, color), paint("gradlab exercise start 7", command, color),
               paint("gradlab exercise watch  ", command, color));
  }
  return done;
}

int check(Desk& desk, const Exercise& exercise, Language language, bool json, bool color) {
  const Outcome outcome = desk.check(exercise, language);
  if (json) {
    print_json(to_json(outcome, exercise, language));
  } else {
    fmt::print("{}", describe(outcome, exercise, color));
  }
  return outcome.passed() ? done : disagree;
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

int reset(Desk& desk, const Exercise& exercise, Language language, bool yes) {
  const bool agreed = yes || agrees_to_reset(exercise);
  fmt::print("{}", agreed ? desk.reset(exercise, language) : "nothing was changed\n");
  return done;
}

}  // namespace

int run_exercise(const ExerciseVerb& options) {
  const bool color = shows_color(stdout);
  Desk desk(options.folder, color);
  if (options.action == "list") return list(desk, options.json, color);
  if (options.json && options.action != "check") {
    throw std::invalid_argument("--json is for `gradlab exercise list` and `check`, but the action is " +
                                options.action);
  }
  const Exercise& exercise = desk.choose(options.exercise);
  const Language language = desk.language_of(exercise, options.python);
  if (options.action == "check") return check(desk, exercise, language, options.json, color);
  if (options.action == "watch") return watch(desk, exercise, language, color);
  if (options.action == "reset") return reset(desk, exercise, language, options.yes);
  if (options.action == "start") fmt::print("{}", desk.start(exercise, language));
  if (options.action == "hint") fmt::print("{}", desk.hint(exercise));
  if (options.action == "solution") fmt::print("{}", desk.solution(exercise, language));
  return done;
}

}  // namespace gradlab::program
