// gradlab step: the network's loop, statement by statement. By keys on a terminal, else printed.
#include "gradlab/trace/statements.hpp"
#include "gradlab/trace/trace.hpp"
#include "program/foreign.hpp"
#include "program/page.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "program/verb.hpp"
#include "teach/language.hpp"
#include "teach/stepper/own_steps.hpp"
#include "teach/stepper/page.hpp"
#include "teach/stepper/stepper.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/text.hpp"
#include "terminal/screen.hpp"
#include "terminal/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

struct StepVerb {
  ProblemOptions setup = {.data = "debug"};  // a network whose every number fits on the screen
  std::optional<std::uint64_t> example;  ///< counted from 0
  std::string statement;                 ///< "S23"; empty: all of them
  bool all = false;                      ///< print them, on a terminal too
  bool json = false;
  std::string html;            ///< a report to write; empty: none
  std::string language;        ///< "numpy" or "cpp"; empty: as chosen last
  std::string python, octave;  ///< a file of the learner's own
};

// Above this many numbers in S18-S25 only one example's turn is printed, unless another is asked for.
constexpr double printed_numbers = 1e6;

void require_example(const StepVerb& options, arma::uword examples) {
  if (!options.example || *options.example < examples) return;
  throw std::invalid_argument(fmt::format("--example: there is no example {}; expected 0 to {}, as the data have {}",
                                          *options.example, examples - 1, examples));
}

// The one example that was asked for, else all of them or, where that is too much, the first.
trace::Window printed_window(const StepVerb& options, const nn::Problem& problem) {
  if (options.example) return {*options.example, *options.example};
  const trace::Window window = trace::choose_window(problem.sizes, problem.X.n_rows, 0, printed_numbers);
  return window.last + 1 == problem.X.n_rows ? window : trace::Window{0, 0};
}

// Indices of the steps that are to be printed.
std::vector<std::size_t> chosen_steps(const StepVerb& options, const trace::Trace& trace) {
  const int statement = options.statement.empty() ? 0 : trace::find_statement(options.statement).number;
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < trace.steps.size(); ++k) {
    if (statement == 0 || trace.steps[k].statement == statement) chosen.push_back(k);
  }
  return chosen;
}

// ---- JSON ----

Json row_to_json(const arma::rowvec& row) {
  Json entries = Json::array();
  for (const double entry : row) entries.push_back(number(entry));
  return entries;
}

Json matrix_to_json(const arma::mat& matrix) {
  Json rows = Json::array();
  for (arma::uword r = 0; r < matrix.n_rows; ++r) rows.push_back(row_to_json(matrix.row(r)));
  return rows;
}

Json value_to_json(const trace::Variable& variable) {
  if (variable.shape.empty()) return number((*variable.value)(0));
  return variable.shape.size() == 1 ? row_to_json(*variable.value) : matrix_to_json(*variable.value);
}

Json results_to_json(const nn::CostAndGradients& results) {
  return {{"cost", number(results.cost)},
          {"grad1", matrix_to_json(results.grad1)},
          {"grad2", matrix_to_json(results.grad2)},
          {"reg_J", number(results.reg_J)},
          {"grad1_reg", matrix_to_json(results.grad1_reg)},
          {"grad2_reg", matrix_to_json(results.grad2_reg)}};
}

Json step_to_json(const trace::Trace& trace, const trace::Step& step) {
  const bool returns = !step.result.value;
  const arma::uword changed = arma::accu(trace::changed_entries(step));
  Json object = {{"statement", trace::find_statement(step.statement).id()},
                 {"name", step.result.name},
                 {"shape", returns ? Json{6} : Json(step.result.shape)},
                 {"value", returns ? results_to_json(trace.results) : value_to_json(step.result)},
                 {"changed", changed > 0},
                 {"changed_entries", changed},
                 {"loop_count", step.loop_count == 0 ? Json() : Json(step.loop_count)}};
  if (step.statement == 23) {
    const auto [product, derivative] = trace::unfold_hidden_error(step);
    object["unfolded"] = {{"product", row_to_json(product)},
                          {"derivative", row_to_json(derivative)},
                          {"dropped", number((*step.result.value)(0))}};
  }
  return object;
}

// One object holds all numbers at once, at some 40 bytes each.
void require_printable(const std::vector<std::size_t>& chosen, const trace::Trace& trace) {
  constexpr arma::uword most = 20'000'000;
  arma::uword numbers = 0;
  for (const std::size_t k : chosen) {
    const trace::Step& step = trace.steps[k];
    numbers += step.result.value ? step.result.value->n_elem : 2 * trace.results.grad1.n_elem;
  }
  if (numbers <= most) return;
  throw std::invalid_argument(fmt::format("--json: expected at most {} numbers in all steps, but there are {}; try "
                                          "--statement S23, or fewer --examples",
                                          terminal::with_thousands(most), terminal::with_thousands(numbers)));
}

Json to_json(const StepVerb& options, const nn::Problem& problem, const trace::Trace& trace) {
  const auto [n, h, K] = problem.sizes;
  const std::vector<std::size_t> chosen = chosen_steps(options, trace);
  require_printable(chosen, trace);
  Json steps = Json::array();
  for (const std::size_t k : chosen) steps.push_back(step_to_json(trace, trace.steps[k]));
  return {{"network",
           {{"inputs", n},
            {"hidden", h},
            {"labels", K},
            {"examples", trace.examples},
            {"lambda", options.setup.lambda}}},
          {"window", {trace.window.first, trace.window.last}},
          {"steps", steps},
          {"seed", options.setup.seed},
          {"replay", replay_line(options.setup.seed)}};
}

// Each step with its statement's lines: the report shows both.
Json with_lines(Json object) {
  for (Json& step : object["steps"]) {
    const trace::Statement& statement = trace::find_statement(step["statement"].get<std::string>());
    step["what"] = statement.what;
    step["maths"] = statement.maths;
    step["numpy"] = statement.numpy;
    step["loop"] = trace::loop_line(statement.number);
  }
  return object;
}

// ---- Text ----

std::string describe_network(const StepVerb& options, const nn::Problem& problem) {
  const auto [n, h, K] = problem.sizes;
  return fmt::format("{}-{}-{}, {}, lambda {:g}", n, h, K, counted(problem.X.n_rows, "example"), options.setup.lambda);
}

std::string describe_window(const trace::Trace& trace) {
  if (trace.window.first == 0 && trace.window.last + 1 == trace.examples) return "";
  return fmt::format("  S18-S25: example {} alone of {}; choose another by --example\n", trace.window.first,
                     with_thousands(trace.examples));
}

void print_steps(const StepVerb& options, const nn::Problem& problem, const trace::Trace& trace) {
  const teach::Language language = teach::choose_language(options.language);
  const bool color = shows_color(stdout);
  Canvas paper = window_of(stdout);
  paper.width = std::clamp(paper.width, 20, 160);
  paper.lines = 30;
  const char* title = "gradlab step: the network's cost and gradients, statement by statement";
  fmt::print("{}\n\n  {}\n{}", paint(title, heading, color), describe_network(options, problem),
             describe_window(trace));
  for (const std::size_t k : chosen_steps(options, trace)) {
    fmt::print("\n{}\n", fmt::join(teach::draw_step(trace, k, language, paper), "\n"));
  }
  fmt::print("\n{}", describe_replay(options.setup.seed, 10, color));
}

// ---- Keys ----

bool is_interactive(const StepVerb& options) {
  return !options.all && !options.json && options.html.empty() && options.statement.empty() && has_screen();
}

void step_through(const StepVerb& options, const nn::Problem& problem) {
  teach::Walk walk(problem.sizes, problem.X.n_rows,
                  [&](const trace::Window& window) { return trace::trace_loop(problem, window); });
  if (options.example) walk.go_to_example(*options.example);
  const teach::Language language = teach::choose_language(options.language);
  const teach::Language last = teach::step_by_keys(std::move(walk), language);
  if (last != language) teach::choose_language(teach::option_value(last));
}

// ---- The learner's own code ----

void require_own_options(const StepVerb& options) {
  if (!options.python.empty() && !options.octave.empty()) {
    throw std::invalid_argument("of --python and --octave only one can be given");
  }
  const char* other = options.json               ? "--json"
                      : !options.html.empty() ? "--html"
                      : options.example       ? "--example"
                                              : "--statement";
  if (!options.json && options.html.empty() && !options.example && options.statement.empty()) return;
  throw std::invalid_argument(fmt::format("{} is for our own loop; leave it out beside a file of yours", other));
}

void print_own_steps(const lines::OwnRun& run, std::uint64_t seed) {
  Canvas paper = window_of(stdout);
  paper.width = std::clamp(paper.width, 20, 160);
  paper.lines = 30;
  fmt::print("{}", paint_lines(fmt::format("gradlab step: {}, statement by statement", run.called), heading, paper));
  for (std::size_t k = 0; k < run.steps.size(); ++k) {
    fmt::print("\n{}\n", fmt::join(teach::draw_own_step(run, k, 0, paper), "\n"));
  }
  fmt::print("\n{}", describe_replay(seed, 10, paper.color));
}

int run_own_steps(const StepVerb& options) {
  require_own_options(options);
  const nn::Problem problem = load_network(options.setup).problem;
  const lines::OwnRun run = run_own_code(options.python, options.octave, problem);
  if (is_interactive(options)) teach::step_own_by_keys(run);
  else print_own_steps(run, options.setup.seed);
  return done;
}

int run_step(const StepVerb& options) {
  if (!options.python.empty() || !options.octave.empty()) return run_own_steps(options);
  if (!options.statement.empty()) trace::find_statement(options.statement);
  require_report(options.html);
  const nn::Problem problem = load_network(options.setup).problem;
  require_example(options, problem.X.n_rows);
  if (is_interactive(options)) {
    step_through(options, problem);
    return done;
  }
  const trace::Trace trace = trace::trace_loop(problem, printed_window(options, problem));
  if (options.json) print_json(to_json(options, problem, trace));
  else print_steps(options, problem, trace);
  if (!options.html.empty()) write_report(options.html, "step", with_lines(to_json(options, problem, trace)));
  return done;
}

std::vector<std::string> statement_names() {
  std::vector<std::string> names;
  for (const trace::Statement& statement : trace::statements()) names.push_back(statement.id());
  return names;
}

}  // namespace

Verb step_verb() {
  const auto options = std::make_shared<StepVerb>();
  return {.name = "step",
          .one_line = "Walk through the network's cost and gradients, statement by statement",
          .hints = {{"gradlab step", "every statement, every value"}},
          .options = join({network_options(options->setup),
                           {{.name = "--example",
                             .target = &options->example,
                             .value = "N",
                             .summary = "Begin at this example's turn in the loop S18-S25, from 0 on; printed: its "
                                        "turn alone",
                             .checks = {whole_between(0, largest_count)}},
                            {.name = "--statement",
                             .target = &options->statement,
                             .value = "S1..S30",
                             .summary = "Print one statement: S23",
                             .suggestions = statement_names()},
                            {.name = "--all",
                             .target = &options->all,
                             .summary = "Print all statements instead of stepping by keys"},
                            {.name = "--language",
                             .target = &options->language,
                             .value = "NAME",
                             .summary = "Of the statements: numpy or cpp. Default: as chosen last, at first numpy",
                             .allowed = teach::language_values()},
                            {.name = "--python",
                             .target = &options->python,
                             .value = "FILE.py[:NAME]",
                             .summary = "Step through a cost function of your own instead, with ours beside. The "
                                        "file's code is run, with your rights"},
                            {.name = "--octave",
                             .target = &options->octave,
                             .value = "FILE.m[:NAME]",
                             .summary = "The same in Octave"},
                            json_option(options->json, "Print one JSON object instead"),
                            html_option(options->html)}}),
          .notes =
              "On a terminal: right or Enter next, left back, g go to a statement, e another\n"
              "example, i look at a name, l NumPy or C++, ? all keys, q quit. Through a pipe\n"
              "all is printed.\n\n"
              "Exit status: 0 done, 2 bad input.\n\n"
              "Examples:\n"
              "  gradlab step\n"
              "  gradlab step --all | less\n"
              "  gradlab step --statement S23 --example 2\n"
              "  gradlab step --data digits --hidden 10 --lambda 3\n"
              "  gradlab step --python my_network.py\n"
              "  gradlab step --json | jq '.steps[-1].value.reg_J'",
          .run = [options] { return run_step(*options); }};
}

}  // namespace gradlab::program
