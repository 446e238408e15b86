#include "program/foreign.hpp"

#include "gradlab/data/read.hpp"
#include "gradlab/languages/adapters.hpp"
#include "gradlab/languages/check_code.hpp"
#include "gradlab/lines/find_lines.hpp"
#include "program/check_options.hpp"
#include "program/diagnose.hpp"
#include "program/exit_status.hpp"
#include "program/entries_json.hpp"
#include "program/foreign_json.hpp"
#include "program/foreign_report.hpp"
#include "program/page.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "program/statement_lines.hpp"
#include "program/summarize.hpp"
#include "terminal/json.hpp"
#include "terminal/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using languages::Code, languages::TestPoint;

// ---- Starting ----

void refuse_other_options(const CheckVerb& options) {
  const ForeignOptions& foreign = options.foreign;
  const std::set<std::string>& chosen = foreign.chosen;
  if (chosen.contains("--exec") + chosen.contains("--python") + chosen.contains("--octave") > 1) {
    throw std::invalid_argument("of --exec, --python and --octave only one can be given");
  }
  if (!foreign.exec.empty() && !foreign.arguments.empty()) {
    throw std::invalid_argument("--arguments goes with --python and --octave; a command of --exec knows its own");
  }
  if (chosen.contains("--implementation")) {
    throw std::invalid_argument("--implementation is for code that is built in; leave it out beside code of your own");
  }
}

Code start_code(const CheckVerb& options) {
  refuse_other_options(options);
  const ForeignOptions& foreign = options.foreign;
  if (foreign.chosen.contains("--exec")) {
    return languages::start_code(foreign.exec, languages::command_of_words(foreign.exec), foreign.timeout);
  }
  const bool is_python = foreign.chosen.contains("--python");
  const languages::CodeFile file =
      languages::parse_code_file(is_python ? foreign.python : foreign.octave, foreign.arguments);
  return languages::start_code(std::filesystem::path(file.path).filename().string(),
                               is_python ? languages::python_command(file) : languages::octave_command(file),
                               foreign.timeout);
}

// ---- Where to check ----

std::vector<TestPoint> networks_of(const CheckVerb& options) {
  const ProblemOptions& setup = options.setup;
  const std::set<std::string>& chosen = options.foreign.chosen;
  if (chosen.contains("--data")) {
    const NetworkProblem read = load_network(setup);
    return {{read.problem, read.data, read.weights}};
  }
  for (const char* name : {"--weights", "--targets"}) {
    if (chosen.contains(name)) throw std::invalid_argument(fmt::format("{} needs --data beside it here", name));
  }
  languages::NetworkWishes wishes{setup.hidden, setup.labels, {}, {}};
  if (chosen.contains("--examples")) wishes.examples = setup.examples;
  if (chosen.contains("--lambda")) wishes.lambda = setup.lambda;
  return languages::choose_networks(wishes, setup.seed);
}

void refuse_network_options(const Code& code, const CheckVerb& options) {
  for (const char* name : {"--data", "--targets", "--examples", "--hidden", "--labels", "--lambda"}) {
    if (!options.foreign.chosen.contains(name)) continue;
    throw std::invalid_argument(fmt::format("{} is for code of the network, but {} takes theta alone", name,
                                            code.name()));
  }
}

// Empty: the library chooses.
std::vector<TestPoint> thetas_of(const CheckVerb& options) {
  const std::string& path = options.setup.weights;
  if (!path.empty()) {
    const data::Weights read = data::read_weights(path);
    const bool is_flat = !read.unrolled.is_empty();
    const arma::vec theta = is_flat ? read.unrolled : nn::unroll({read.Theta1, read.Theta2});
    return {languages::point_at(theta, "from " + path)};
  }
  if (options.foreign.length) return {languages::random_theta(*options.foreign.length, options.setup.seed)};
  return {};
}

std::optional<regression::Kind> regression_of(const CheckVerb& options) {
  if (options.setup.model == "logistic_regression") return regression::Kind::logistic;
  if (options.setup.model == "linear_regression") return regression::Kind::linear;
  return {};
}

// Two bars, one after the other.
struct Bars {
  std::optional<Progress> searching = std::optional<Progress>(std::in_place, "ways of calling");
  Progress checking{"numerical derivatives"};
};

languages::CodeCheckOptions to_code_check_options(const Code& code, const CheckVerb& options, Bars& bars) {
  languages::CodeCheckOptions wanted;
  static_cast<check::CheckOptions&>(wanted) = to_check_options(options, bars.checking);
  wanted.progress = [&bars, show = wanted.progress](double fraction) {
    bars.searching.reset();
    show(fraction);
  };
  wanted.searching = [&bars](double fraction) {
    if (bars.searching) bars.searching->show(fraction);
  };
  if (!code.takes_network()) refuse_network_options(code, options);
  if (code.takes_network() && options.points > 1) {
    throw std::invalid_argument(
        "--points is for code of theta alone; code of the network is checked on several networks");
  }
  wanted.points = code.takes_network() ? networks_of(options) : thetas_of(options);
  wanted.needs_lambda = options.foreign.chosen.contains("--lambda") && options.setup.lambda > 0;
  wanted.regression = regression_of(options);
  if (options.foreign.chosen.contains("--octave")) wanted.usual_order = nn::Order::by_columns;
  return wanted;
}

// The file of the learner's code; empty where it is a program.
std::string text_of(const ForeignOptions& foreign) {
  const std::string& code = foreign.python.empty() ? foreign.octave : foreign.python;
  if (code.empty()) return "";
  std::ifstream file(languages::parse_code_file(code, "").path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The one that is asked for, else the one that the file speaks.
std::string dialect_of(const ForeignOptions& foreign) {
  if (!foreign.names.empty()) return foreign.names;
  const std::string code = text_of(foreign);
  return code.empty() ? "source" : languages::recognize_dialect(code);
}

}  // namespace

bool is_foreign(const CheckVerb& options) {
  const std::set<std::string>& chosen = options.foreign.chosen;
  return chosen.contains("--exec") || chosen.contains("--python") || chosen.contains("--octave");
}

lines::OwnRun run_own_code(const std::string& python, const std::string& octave, const nn::Problem& problem) {
  CheckVerb options;
  options.foreign.python = python;
  options.foreign.octave = octave;
  options.foreign.chosen = {python.empty() ? "--octave" : "--python"};
  Progress progress("your code's run");
  const Code code = start_code(options);
  lines::OwnRun run = lines::run_own(code, problem, python.empty() ? nn::Order::by_columns : nn::Order::by_rows,
                                     [&](double fraction) { progress.show(fraction); });
  run.names = languages::names_in(dialect_of(options.foreign));
  run.writing = writing_of(code.description.language);
  return run;
}

int run_foreign_check(const CheckVerb& options) {
  require_report(options.html);
  const std::string dialect = dialect_of(options.foreign);
  const languages::Names in_dialect = languages::names_in(dialect);
  constexpr double usual_limit = 4 * 3600;
  Code code = start_code(options);
  code.conversation->limit_time(
      options.foreign.time_limit.value_or(std::max(usual_limit, 4 * options.budget.value_or(0))));
  remember_replay(code.description.replay);
  languages::CheckedCode checked = [&] {
    Bars bars;
    return check_code_or_usage(code, to_code_check_options(code, options, bars));
  }();
  const lines::FoundLines lines =
      options.foreign.no_line ? lines::FoundLines{{}, {}, in_dialect}
                              : lines::find_lines(code, checked, options.foreign.line_seconds, dialect);
  rename(lines.names, checked.diagnoses);
  if (!options.html.empty()) {
    Json report = to_json(code, checked, lines, options.setup.seed);
    report["entries"] = entries_to_json(checked.telling().checked.result, checked.telling().blocks);
    report["source"] = text_of(options.foreign);
    write_report(options.html, "check", report);
  }
  if (options.json) {
    print_json(to_json(code, checked, lines, options.setup.seed));
  } else {
    print_report(summarize(code, checked, lines, options.setup.seed), options.explain,
                 [&](bool color) { return explain(code, checked, lines, color); });
  }
  return exit_status(checked.verdict());
}

}  // namespace gradlab::program
