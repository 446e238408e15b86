// gradlab check: its options. See check.hpp for the run.
#include "program/check.hpp"

#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/numeric/methods.hpp"
#include "program/verb.hpp"

#include <memory>

namespace gradlab::program {

namespace {

std::string list_methods() {
  std::string text = "How to differentiate: auto (cheap first, better where undecided)";
  for (const numeric::Method& method : numeric::methods()) {
    text += ",\n" + std::string(method.name) + " (" + std::string(method.summary) + ")";
  }
  return text;
}

}  // namespace

Verb check_verb() {
  const auto options = std::make_shared<CheckVerb>();
  return {.name = "check",
          .one_line = "Check gradients against numerical derivatives, entry by entry",
          .hints = {{"gradlab check", "three witnesses of one gradient"}},
          .options = join({problem_options(options->setup, "digits, for the regressions iris"),
                           foreign_options(options->foreign),
                           {{.name = "--implementation",
                             .target = &options->implementations,
                             .value = "NAME",
                             .summary = "What to check: loop, vectorized, and for the neural network blocked, or a "
                                        "mistake by its name, or several: NAME+NAME. Default: loop and vectorized",
                             .suggestions = names_of(neural_network::mistakes(), {"loop", "vectorized", "blocked"})},
                            {.name = "--method",
                             .target = &options->method,
                             .value = "NAME",
                             .summary = list_methods(),
                             .shows_default = true,
                             .suggestions = names_of(numeric::methods(), {"auto"})},
                            parameters_option(options->parameters),
                            {.name = "--tolerance",
                             .target = &options->tolerance,
                             .value = "T",
                             .summary = "How far an entry may be off, relative to itself. Default: 1e-7. "
                                        "What rounding hides is found out, and added",
                             .checks = {between(0, 1)}},
                            {.name = "--directions",
                             .target = &options->directions,
                             .value = "N",
                             .summary = "Check whole blocks along this many random directions, and find wrong "
                                        "entries by halving: for very many parameters. 0: entry by entry",
                             .shows_default = true,
                             .checks = {whole_between(0, 1000)}},
                            {.name = "--points",
                             .target = &options->points,
                             .value = "N",
                             .summary = "Check at the weights and at N - 1 points beside them; for code of your own, "
                                        "of f(theta). One is added by itself where a wrong f(theta) may look right, "
                                        "as at 0",
                             .shows_default = true,
                             .checks = {whole_between(1, 100)}},
                            {.name = "--budget",
                             .target = &options->budget,
                             .value = "SECONDS",
                             .summary = "Seconds that the check may take where one cost takes long: it is planned "
                                        "beforehand, and the report says what was given up",
                             .checks = {between(0.001, 1e9)}},
                            threads_option(options->threads),
                            {.name = "--save",
                             .target = &options->save,
                             .value = "FILE",
                             .summary = "Keep what has been estimated in this file, piece by piece"},
                            {.name = "--resume",
                             .target = &options->resume,
                             .value = "FILE",
                             .summary = "Go on with a check that was ended in any way, from the file of its --save"},
                            {.name = "--explain",
                             .target = &options->explain,
                             .summary = "Tell the rest behind the first ten lines: every block, the worst entry with "
                                        "the rule that judged it, all reasons"},
                            json_option(options->json, "Print one JSON object instead of the report"),
                            html_option(options->html)}}),
          .notes =
              "Ctrl-C ends the check of our own models, and shows what has been checked so far;\n"
              "once more, and it ends at once.\n\n"
              "Exit status: 0 agree, 1 disagree, 2 bad input, 3 undecided, 130 interrupted by\n"
              "Ctrl-C.\n\n"
              "Examples:\n"
              "  gradlab check\n"
              "  gradlab check --implementation flipped-sign\n"
              "  gradlab check --data debug --lambda 3 --method ridders\n"
              "  gradlab check --model logistic_regression --lambda 0\n"
              "  gradlab check --python my_network.py       (a file of yours; its code is run)\n"
              "  gradlab check --python slow_solver.py --budget 60\n"
              "  gradlab check --python fit.py --typical-size 1e-9,300 --lower=0,-inf\n"
              "  gradlab check --html report.html\n"
              "  gradlab check --json | jq .verdict",
          .run = [options] { return run_check(*options); },
          .given = &options->foreign.chosen};
}

}  // namespace gradlab::program
