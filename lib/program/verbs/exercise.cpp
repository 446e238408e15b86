// gradlab exercise: the learner's own code, begun, judged, hinted at and solved.
#include "program/verb.hpp"
#include "teach/exercises/exercise_folder.hpp"
#include "teach/exercises/show.hpp"
#include "teach/exercises/watch.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/status.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace gradlab::program {

namespace {

using namespace teach;

struct ExerciseVerb {
  std::string action = "list";
  std::string exercise;  ///< number or name; empty: the one at hand
  std::string folder;    ///< of the learner's files; empty: the one used last
  std::string language;  ///< "numpy" or "cpp"; empty: as chosen last
  bool yes = false;
  bool json = false;
};

int list(const ExerciseFolder& folder, bool json, const Canvas& page) {
  if (json) print_json(list_to_json(folder.record()));
  else fmt::print("{}\n{}", list_exercises(folder.record(), page), describe_list_next(folder.record(), page));
  return done;
}

int check(ExerciseFolder& folder, const Exercise& exercise, Language language, bool json, const Canvas& page) {
  const Assessment assessment = folder.check(exercise, language);
  if (json) {
    print_json(to_json(assessment, exercise, language));
  } else {
    fmt::print("{}", describe(assessment, exercise, page));
    if (assessment.passed()) fmt::print("{}", describe_next(exercise, page));
  }
  return assessment.passed() ? done : disagree;
}

void start(ExerciseFolder& folder, const Exercise& exercise, Language language, const Canvas& page) {
  const bool is_new = folder.start(exercise, language);
  fmt::print("{}\n{}", describe_task(exercise, folder.file_of(exercise, language), is_new, page),
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

int reset(ExerciseFolder& folder, const Exercise& exercise, Language language, bool yes, const Canvas& page) {
  const bool agreed = yes || agrees_to_reset(exercise);
  const std::filesystem::path file = folder.file_of(exercise, language);
  fmt::print("{}", agreed ? describe_reset(file, folder.reset(exercise, language), page) : "nothing was changed\n");
  return done;
}

int run_exercise(const ExerciseVerb& options) {
  const Canvas page = page_of(stdout);
  const std::optional<Language> wanted = parse_language(options.language);
  if (wanted) choose_language(options.language);
  ExerciseFolder folder(options.folder);
  if (options.action == "list") return list(folder, options.json, page);
  if (options.json && options.action != "check") {
    throw std::invalid_argument("--json is for `gradlab exercise list` and `check`, but the action is " +
                                options.action);
  }
  const Exercise& exercise = folder.choose(options.exercise);
  const Language language = wanted ? *wanted : folder.language_of(exercise);
  if (options.action == "check") return check(folder, exercise, language, options.json, page);
  if (options.action == "watch") return watch(folder, exercise);
  if (options.action == "reset") return reset(folder, exercise, language, options.yes, page);
  if (options.action == "start") start(folder, exercise, language, page);
  if (options.action == "hint") fmt::print("{}", describe_hints(exercise, folder.hint(exercise), page));
  if (options.action == "solution") fmt::print("{}", folder.solution(exercise, language));
  return done;
}

}  // namespace

Verb exercise_verb() {
  const auto options = std::make_shared<ExerciseVerb>();
  return {.name = "exercise",
          .one_line = "Write the code yourself, and be told what is wrong, and why",
          .hints = {{"gradlab exercise", "write it yourself, checked"}},
          .options = {{.name = "action",
                       .target = &options->action,
                       .value = "ACTION",
                       .summary = "list (all, and how far you are),\n"
                                  "start (writes your file),\n"
                                  "check (judges it),\n"
                                  "watch (judges it at each save),\n"
                                  "hint (one more each time),\n"
                                  "solution (after passing, or when asked twice),\n"
                                  "reset (begins anew; what you had is kept)",
                       .shows_default = true,
                       .allowed = {"list", "start", "check", "watch", "hint", "solution", "reset"}},
                      {.name = "exercise",
                       .target = &options->exercise,
                       .value = "N",
                       .summary = "Its number or name. Default: the one at hand"},
                      {.name = "--language",
                       .target = &options->language,
                       .value = "NAME",
                       .summary = "Of your code: numpy (Python) or cpp (C++). Default: as chosen last, at first numpy",
                       .allowed = language_values()},
                      {.name = "--folder",
                       .target = &options->folder,
                       .value = "DIR",
                       .summary = "Where your files are. Default: where they were last, at first ./gradlab-exercises"},
                      {.name = "--yes",
                       .target = &options->yes,
                       .summary = "Reset without asking; what you had is kept all the same"},
                      json_option(options->json, "Print one JSON object: for list and check")},
          .notes =
              "Your code is run, with your rights, in a process of its own.\n"
              "Exit status: 0 passed or done, 1 not passed, 2 bad input.\n\n"
              "Examples:\n"
              "  gradlab exercise\n"
              "  gradlab exercise start 7\n"
              "  gradlab exercise start 7 --language cpp\n"
              "  gradlab exercise check 7\n"
              "  gradlab exercise hint 7\n"
              "  gradlab exercise list --json | jq '.exercises[].title'",
          .run = [options] { return run_exercise(*options); }};
}

}  // namespace gradlab::program
