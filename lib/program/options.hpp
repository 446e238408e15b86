// What can be asked of the command: names, defaults and explanations of all options, and nothing about what they do.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gradlab::terminal {}

namespace gradlab::program {

using namespace terminal;

/// What is worked on: shared by every verb that takes data and a model. Empty optionals mean: not given.
struct ProblemOptions {
  std::string model = "neural_network";
  std::string data;  ///< a file or the name of an embedded set; empty: the model's default
  std::string targets;
  std::string weights;
  std::string order = "rows";
  std::uint64_t examples = 0;  ///< 0: all
  std::optional<std::uint64_t> hidden;
  std::optional<std::uint64_t> labels;
  std::optional<double> positive;
  double lambda = 1;
  std::uint64_t seed = 1;
};

/// Code of the user's own, in whatever language; at most one of the first three is given.
struct ForeignOptions {
  std::string exec;    ///< a command that speaks the protocol
  std::string python;  ///< FILE.py[:FUNCTION]
  std::string octave;  ///< FILE.m[:FUNCTION]
  std::string arguments;
  std::optional<std::uint64_t> length;  ///< of theta, for a function of theta alone
  double timeout = 10;                  ///< seconds for each answer: small networks take milliseconds
  std::set<std::string> chosen;         ///< those of the options above and of the setup's that were given: "--lambda"
};

struct CheckVerb {
  ProblemOptions setup;
  ForeignOptions foreign;
  std::vector<std::string> implementations;
  std::string method = "auto";
  std::string parameters = "all";
  std::optional<double> tolerance;
  int directions = 0;  ///< 0: entry by entry
  int threads = 0;
  bool json = false;
};

struct CompareVerb {
  ProblemOptions setup;
  std::vector<std::uint64_t> sizes;
  std::string save;
  bool json = false;
};

struct TrainVerb {
  ProblemOptions setup;
  std::string optimizer = "lbfgs";
  std::uint64_t iterations = 50;
  std::optional<double> alpha;  ///< of gradient descent; not given: 1, for the regressions 0.01
  double held_out = 0.2;        ///< share of the examples
  bool scale = false;
  std::string implementation = "vectorized";
  std::string save;
  bool json = false;
};

struct SweepVerb {
  ProblemOptions setup;  ///< lambda 0 unless given: the figures that courses show
  std::string function;    ///< one of functions(); empty: the model
  std::optional<double> at;
  std::vector<std::string> methods;  ///< empty: central and forward
  std::string parameters = "40";     ///< all of the debug network's; of a large one all would take minutes
  double longest = 1, shortest = 1e-16;
  int per_decade = 4;
  std::string csv, svg;
  bool json = false;

  SweepVerb() { setup.lambda = 0; }
};

struct MistakesVerb {
  std::string name;  ///< empty: list them all
  bool json = false;
};

struct StepVerb {
  ProblemOptions setup = [] {
    ProblemOptions small;
    small.data = "debug";  // a network whose every number fits on the screen
    return small;
  }();
  std::optional<std::uint64_t> example;  ///< counted from 0
  std::string statement;                 ///< "S23"; empty: all of them
  bool all = false;                      ///< print them, on a terminal too
  bool json = false;
};

struct LearnVerb {
  std::optional<int> lesson;  ///< not given: the list
  bool all = false;
  bool list = false;
  bool json = false;
};

struct ExerciseVerb {
  std::string action = "list";
  std::string exercise;  ///< number or name; empty: the one at hand
  std::string folder;    ///< of the learner's files; empty: the one used last
  bool python = false;
  bool yes = false;
  bool json = false;
};

/// The whole command line, filled by parsing.
struct Options {
  CheckVerb check;
  CompareVerb compare;
  MistakesVerb mistakes;
  StepVerb step;
  LearnVerb learn;
  TrainVerb train;
  SweepVerb sweep;
  ExerciseVerb exercise;
};

/// The grammar, bound to `options`. Parse with it, then ask which verb was used by app.got_subcommand(name).
std::unique_ptr<CLI::App> make_grammar(Options& options);

}  // namespace gradlab::program
