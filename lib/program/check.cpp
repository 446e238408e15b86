#include "program/check.hpp"

#include "gradlab/check/report.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/trace/statements.hpp"
#include "program/check_json.hpp"
#include "program/diagnose.hpp"
#include "program/entries_json.hpp"
#include "program/exit_status.hpp"
#include "program/foreign.hpp"
#include "program/kept_run.hpp"
#include "program/page.hpp"
#include "program/piecewise.hpp"
#include "program/problem_setup.hpp"
#include "program/ranks.hpp"
#include "program/summarize.hpp"
#include "teach/language.hpp"
#include "terminal/canvas.hpp"
#include "terminal/heatmap.hpp"
#include "terminal/json.hpp"
#include "terminal/keyboard.hpp"
#include "terminal/progress.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <stdexcept>
#include <string>

namespace gradlab::program {

namespace {

using check::CheckResult;

std::vector<NamedFunction> choose_functions(const CheckVerb& options, const ProblemSetup& setup) {
  if (options.implementations.empty()) return setup.twins;
  std::vector<NamedFunction> functions;
  for (const std::string& name : options.implementations) functions.push_back(setup.find(name));
  return functions;
}

bool is_same(const arma::vec& one, const arma::vec& other) { return arma::approx_equal(one, other, "absdiff", 0.0); }

// What tells one check from another: a file that it keeps is good for this one alone.
std::string name_check(const ProblemSetup& setup, const CheckVerb& options, const std::string& data) {
  return fmt::format("{}, {}, {} examples, lambda {}, seed {}, {} by {}, cost {:.10g}, |theta| {:.15g}",
                     setup.architecture, data, setup.examples, setup.lambda, options.setup.seed, options.parameters,
                     options.method, setup.objective.cost(setup.theta), arma::norm(setup.theta));
}

void require_one_process(const std::string& what) {
  if (ranks() > 1) throw std::invalid_argument(what + " is checked by one process; leave mpirun out");
}

bool is_kept(const CheckVerb& options) { return !options.save.empty() || !options.resume.empty(); }

// With a progress bar where it takes long. data: their name where the check is kept.
diagnosis::Checked check_functions(const ProblemSetup& setup, const std::vector<NamedFunction>& functions,
                                   const CheckVerb& options, const std::string& data) {
  Progress progress("numerical derivatives");
  diagnosis::Checked checked;
  std::vector<check::Implementation> implementations;
  for (const NamedFunction& function : functions) {
    implementations.push_back({function.name, [&checked, &start = setup.theta, function](const arma::vec& theta) {
                                 const Outputs outputs = function.run(theta);
                                 if (is_same(theta, start)) checked.plain_costs[function.name] = outputs.cost;
                                 return to_evaluation(outputs);
                               }, true});
  }
  const Interrupt interrupt;
  check::CheckOptions wanted = to_check_options(options, progress);
  wanted.keep_going = [&interrupt] { return !interrupt.requested(); };
  wanted.beside_blind = false;  // blind_spots knows more
  work_in_pieces({options.save, options.resume, is_kept(options) ? name_check(setup, options, data) : ""}, wanted);
  checked.result = check_gradients(setup.objective, implementations, setup.theta, wanted);
  checked.diagnoses = diagnose(setup, checked.result);
  if (!checked.result.interrupted) checked.blind_spots = find_blind_spots(setup, checked.result);
  drop_named(checked.blind_spots, checked.diagnoses);
  return checked;
}

std::string describe_setup(const ProblemSetup& setup, const CheckResult& result, bool color) {
  return line_of("model", fmt::format("{}; lambda {:g}", setup.architecture, setup.lambda), color) +
         line_of("data", setup.data, color) + line_of("weights", setup.weights, color) +
         line_of("numerical", fmt::format("{}\n{} differences in {:.2f} s, error at most {:.1e}", result.method,
                                          with_thousands(result.evaluations), result.seconds,
                                          result.largest_error_estimate),
                 color);
}

arma::uword side_of_square(arma::uword size) {
  const auto side = static_cast<arma::uword>(std::lround(std::sqrt(static_cast<double>(size))));
  return side * side == size ? side : 0;
}

// The weights into one hidden unit form a picture where the inputs do. Of all units the one with the largest gradient.
std::string draw_gradients(const ProblemSetup& setup, const CheckResult& result, bool color) {
  const bool everything_checked = result.entries.size() == setup.theta.n_elem;
  if (!setup.has_hidden_layer() || !everything_checked) return "";
  const arma::uword inputs = setup.layers[0], hidden = setup.layers[1], side = side_of_square(inputs);
  if (side < 4 || side > 20) return "";

  const arma::uword row_length = inputs + 1;
  arma::vec numerical(setup.theta.n_elem);
  for (arma::uword i = 0; i < numerical.n_elem; ++i) numerical(i) = result.numerical[i].value;
  const auto rows = [&](const arma::vec& gradient) {
    return arma::mat(arma::reshape(gradient.head(hidden * row_length), row_length, hidden).st());
  };
  const arma::vec sizes = arma::sum(arma::square(rows(numerical).tail_cols(inputs)), 1);
  const arma::uword unit = sizes.index_max();
  const auto picture = [&](const arma::vec& gradient) {
    const arma::vec into_unit = rows(gradient).row(unit).tail(inputs).st();
    return arma::mat(arma::reshape(into_unit, side, side).st());
  };

  std::vector<Panel> panels;
  for (const check::ImplementationResult& implementation : result.implementations) {
    if (panels.size() < 2) panels.push_back({implementation.name, picture(implementation.gradient)});
  }
  panels.push_back({"numerical", picture(numerical)});
  const double scale = arma::abs(panels.back().values).max();
  if (!(scale > 0)) return "";
  return paint(fmt::format("  dJ/dTheta1({},1:), a picture of {} x {} inputs, as each witness sees it\n", unit, side,
                           side),
               heading, color) +
         draw_heatmaps(panels, scale, color) +
         (color ? fmt::format("  from -{0:.1e} (blue) over 0 to {0:.1e} (red)\n\n", scale)
                : fmt::format("  {}, up to {:.1e}\n\n", heatmap_signs, scale));
}

std::string describe_saturation(const ProblemSetup& setup) {
  if (setup.saturated.is_empty()) return "";
  return fmt::format("{} of {} examples saturate an output (the first: example {}): there the loop's logarithm is of 0 "
                     "and its cost is Inf or NaN, as its source's is",
                     with_thousands(setup.saturated.n_elem), with_thousands(setup.examples), setup.saturated(0));
}

std::string next_steps(const CheckVerb& options, bool color) {
  const auto hint = [&](const std::string& line, const std::string& what) {
    return fmt::format("    {}  {}\n", paint(fmt::format("{:<46}", line), command, color), what);
  };
  std::string text = paint("  next\n", heading, color);
  const std::string& mistake = find_model(options.setup.model).mistake;
  if (options.implementations.empty() && !mistake.empty()) {
    text += hint("gradlab check --implementation " + mistake, "see a wrong gradient");
  }
  return text + hint("gradlab compare", "the outputs, and their speed") +
         hint("gradlab check --help", "your own data and weights");
}

void refuse_options_of_own_code(const std::set<std::string>& chosen) {
  for (const char* name : {"--arguments", "--length", "--timeout", "--time-limit", "--no-line", "--line-seconds",
                           "--typical-size", "--lower", "--upper"}) {
    if (!chosen.contains(name)) continue;
    throw std::invalid_argument(
        fmt::format("{} is for code of your own (--python, --octave, --exec); the models here need none", name));
  }
}

languages::Names names_of(const CheckVerb& options) {
  return languages::names_in(options.foreign.names.empty() ? "source" : options.foreign.names);
}

std::string explain(const diagnosis::Checked& checked, const ProblemSetup& setup, const CheckVerb& options,
                    bool color) {
  return fmt::format("{}\n", paint("gradlab check: do independent witnesses of one gradient agree?", heading, color)) +
         fmt::format("\n{}\n{}{}{}\n{}{}{}", describe_setup(setup, checked.result, color),
                     draw_gradients(setup, checked.result, color), check::describe(checked.result, color),
                     setup.saturated.is_empty() ? "" : fill_lines("  ", describe_saturation(setup) + "."),
                     describe(checked.diagnoses, setup.objective.blocks, names_of(options),
                              trace::writing_of(std::string(teach::to_string(teach::remembered_language()))), color),
                     describe(checked.blind_spots, color), next_steps(options, color));
}

}  // namespace

int run_check(const CheckVerb& options) {
  require_report(options.html);
  if (is_foreign(options)) {
    require_one_process("code of your own");
    return run_foreign_check(options);
  }
  refuse_options_of_own_code(options.foreign.chosen);
  in_parallel::limit_threads(options.threads);
  data::Dataset dataset = load_dataset(options.setup);
  const std::string data = is_kept(options) ? name_data(dataset, false) : "";
  const ProblemSetup setup = make_problem_setup(options.setup, std::move(dataset));
  const languages::Names names = names_of(options);
  diagnosis::Checked checked = check_functions(setup, choose_functions(options, setup), options, data);
  rename(names, checked.diagnoses);
  Summary summary = summarize(checked, setup.objective.blocks, options.setup.seed);
  summary.note = terminal::join({describe_saturation(setup), summary.note}, "; ");
  const auto at_length = [&](bool color) { return explain(checked, setup, options, color); };
  const arma::uword hidden = setup.has_hidden_layer() ? setup.layers[1] : 0;
  const Json network = network_to_json(setup.layers.front(), hidden, setup.layers.back(), setup.examples,
                                       number(setup.lambda), setup.theta.n_elem);
  Json report = to_json(checked, network, options.setup.seed);
  report["report"] = to_json(summary, at_length(false));
  if (options.json) print_json(report);
  else print_report(summary, options.explain, at_length);
  if (!options.html.empty()) report["entries"] = entries_to_json(checked.result, setup.objective.blocks);
  write_report(options.html, "check", report);
  return checked.result.interrupted ? static_cast<int>(interrupted) : exit_status(checked.result.verdict);
}

}  // namespace gradlab::program
