#include "program/foreign_options.hpp"

#include "gradlab/languages/names.hpp"

namespace gradlab::program {

std::vector<Option> foreign_options(ForeignOptions& foreign) {
  return {
      {.name = "--python",
       .target = &foreign.python,
       .value = "FILE.py[:NAME[,NAME]]",
       .summary = "Check a function of your own: the classic cost function of the network, any f(theta), or cost "
                  "and gradient apart. The file's code is run, in an empty folder, with your rights. "
                  "Default: the function that fits"},
      {.name = "--octave", .target = &foreign.octave, .value = "FILE.m[:NAME[,NAME]]", .summary = "The same in Octave"},
      {.name = "--exec",
       .target = &foreign.exec,
       .value = "'COMMAND'",
       .summary = "The same in any language: the command is run and spoken to in lines of JSON; "
                  "see lib/gradlab/languages/adapters/README.md"},
      {.name = "--arguments",
       .target = &foreign.arguments,
       .value = "WORD,WORD,...",
       .summary = "What your function takes, where its arguments' names do not say it: theta or Theta1,Theta2,... and "
                  "b1,b2,...; n,h,K or sizes; m; X, X1 (with its ones), XT (an example a column), X1T; y, y0 "
                  "(from 0), Y (one-hot), YT; pairs (a list of x and y), shapes (of the matrices), yes (True); lambda"},
      {.name = "--length",
       .target = &foreign.length,
       .value = "N",
       .summary = "Entries of theta, for f(theta). Default: as the code says, or what fits",
       .checks = {whole_between(1, 100'000'000)}},
      {.name = "--timeout",
       .target = &foreign.timeout,
       .value = "SECONDS",
       .summary = "Seconds that your code may take for one answer. Away from theta code that takes longer is "
                  "started anew, and has no cost there",
       .shows_default = true,
       .checks = {between(0.001, 1e6)}},
      {.name = "--time-limit",
       .target = &foreign.time_limit,
       .value = "SECONDS",
       .summary = "Seconds that your code may take for the whole check. Default: 14400 (four hours), or four times "
                  "--budget where that is more",
       .checks = {between(0.001, 1e9)}},
      {.name = "--no-line",
       .target = &foreign.no_line,
       .summary = "Do not look for the first wrong line of a Python or Octave file. It is looked for where the file is wrong, by "
                  "running it again and again with a right value in one place"},
      {.name = "--line-seconds",
       .target = &foreign.line_seconds,
       .value = "SECONDS",
       .summary = "Seconds for that look at most",
       .shows_default = true,
       .checks = {between(0.001, 1e6)}},
      {.name = "--names",
       .target = &foreign.names,
       .value = "DIALECT",
       .summary = "What explanations call z, a, delta and the like, where it is not known what your file calls them: as "
                  "the source does, the course (coursera), or a book (nielsen, d2l). Default: as your file",
       .suggestions = languages::dialects()},
      {.name = "--typical-size",
       .target = &foreign.typical_size,
       .value = "S|S,S,...|FILE",
       .summary = "The length over which your cost changes along each entry of theta: steps are shares of it. "
                  "nan: unknown. Default: typical_size in your Python file, or looked for"},
      {.name = "--lower",
       .target = &foreign.lower,
       .value = "B|B,B,...|FILE",
       .summary = "Your cost is not asked for below: --lower=0,-inf. Default: lower in your Python file"},
      {.name = "--upper", .target = &foreign.upper, .value = "B|B,B,...|FILE", .summary = "The same above"}};
}

}  // namespace gradlab::program
