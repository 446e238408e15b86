// gradlab sweep: the error of a numerical derivative against its step, for a model or a known function.
#include "gradlab/check/sample.hpp"
#include "gradlab/data/write.hpp"
#include "gradlab/numeric/complex_step.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/numeric/sample_functions.hpp"
#include "gradlab/numeric/sweep.hpp"
#include "program/check_options.hpp"
#include "program/page.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "program/verb.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/output_file.hpp"
#include "terminal/plot.hpp"
#include "terminal/progress.hpp"
#include "terminal/status.hpp"
#include "terminal/svg.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace gradlab::program {

namespace {

using numeric::AlongOneParameter, numeric::Sweep;

struct SweepVerb {
  ProblemOptions setup = {.lambda = 0};  ///< the figures that courses show
  std::string function;    ///< one of functions(); empty: the model
  std::optional<double> at;
  std::vector<std::string> methods;  ///< empty: central and forward
  std::string parameters = "40";     ///< all of the debug network's; of a large one all would take minutes
  double longest = 1, shortest = 1e-16;
  int per_decade = 4;
  std::string csv, svg, html;  ///< files to write; empty: none
  bool json = false;
};

// ---- what is swept ----

struct Target {
  Objective objective;  ///< without the model's own differences: two costs are subtracted, as everybody does it
  arma::vec theta;
  std::vector<arma::uword> entries;
  arma::vec truth;         ///< by theta(entries[i])
  std::string truth_line;  ///< where it comes from
  std::string of, data;
};

void finish(Target& target) {
  target.objective.differences = nullptr;
  const DifferenceFunction differences = differences_around(target.objective, target.theta);
  arma::vec complex(target.truth.n_elem);
  Progress progress("truth");
  for (arma::uword i = 0; i < complex.n_elem; ++i) {
    progress.show(static_cast<double>(i) / static_cast<double>(complex.n_elem));
    complex(i) =
        numeric::complex_step(numeric::slice_along(target.objective, differences, target.theta, target.entries[i]))
            .value;
  }
  target.truth_line += fmt::format(";\nthe complex step, which does not use it, is {:.0e} away",
                                   numeric::norm_ratio(target.truth, complex));
}

Target make_function_target(const SweepVerb& options) {
  const numeric::SampleFunction& function = numeric::find_sample_function(options.function);
  const double x = options.at.value_or(function.point);
  Target target{function.objective, {x}, {0}, {function.derivative(x)}, "the derivative's formula", "", ""};
  if (!std::isfinite(target.truth(0)) || !std::isfinite(target.objective.cost(target.theta))) {
    throw std::invalid_argument(
        fmt::format("--at {} is no place for {}: its value or derivative is not finite there", x, function.formula));
  }
  target.of = fmt::format("{} at x = {:g}", function.formula, x);
  finish(target);
  return target;
}

ProblemOptions with_default_data(ProblemOptions setup) {
  if (setup.data.empty()) setup.data = find_model(setup.model).small_data;
  return setup;
}

Target make_model_target(const SweepVerb& options) {
  if (options.at) throw std::invalid_argument("--at goes with --function");
  const ProblemOptions wanted = with_default_data(options.setup);
  const ProblemSetup setup = make_problem_setup(wanted, load_dataset(wanted));
  Target target{setup.objective, setup.theta, {}, {}, "the analytic gradient (vectorized)", "", setup.data};
  target.entries = check::choose_entries(target.objective.blocks, parse_parameters(options.parameters), wanted.seed);
  target.truth = to_evaluation(setup.find("vectorized").run(target.theta)).gradient.elem(arma::uvec(target.entries));
  target.of = fmt::format("{}; lambda {:g}", setup.architecture, setup.lambda);
  if (target.entries.size() < target.theta.n_elem) {
    target.of += fmt::format("\n{} of the {} entries, by seed {}", target.entries.size(),
                             with_thousands(target.theta.n_elem), wanted.seed);
  }
  finish(target);
  return target;
}

struct MethodSweep {
  std::string method;
  Sweep sweep;
};

std::vector<MethodSweep> sweep_all(const Target& target, const SweepVerb& options) {
  const std::vector<std::string> methods =
      options.methods.empty() ? std::vector<std::string>{"central", "forward"} : options.methods;
  const std::vector<double> steps = numeric::steps_between(options.longest, options.shortest, options.per_decade);
  const DifferenceFunction differences = differences_around(target.objective, target.theta);
  std::vector<AlongOneParameter> slices;
  for (const arma::uword k : target.entries) {
    slices.push_back(numeric::slice_along(target.objective, differences, target.theta, k));
  }
  std::vector<MethodSweep> sweeps;
  Progress progress("steps");
  for (const std::string& name : methods) {
    const auto show = [&, before = sweeps.size()](double fraction) {
      progress.show((static_cast<double>(before) + fraction) / static_cast<double>(methods.size()));
    };
    sweeps.push_back({name, numeric::sweep(numeric::find_method(name), slices, target.truth, steps,
                                           target.objective.concurrent, show)});
  }
  return sweeps;
}

// ---- pictures and files ----

// An error of exactly 0 has no place on a logarithmic axis; it is drawn where nothing smaller could be told from 0.
constexpr double drawn_for_zero = 1e-17;

Chart make_chart(const Target& target, const std::vector<MethodSweep>& sweeps) {
  Chart chart;
  chart.title = "Error of the derivative of " + target.of.substr(0, target.of.find('\n'));
  chart.x = {"step h", true};
  chart.y = {"error |a-n| / |a+n|", true};
  for (const auto& [method, sweep] : sweeps) {
    Curve curve{method, sweep.steps, sweep.errors};
    curve.y.replace(0, drawn_for_zero);
    const double best = sweep.steps(sweep.best);
    chart.marks.push_back({fmt::format("best: {:.1e}", best), best, std::max(curve.y(sweep.best), drawn_for_zero)});
    chart.curves.push_back(std::move(curve));
  }
  return chart;
}

std::string to_csv(const std::vector<MethodSweep>& sweeps) {
  std::string text = "method,step,error\n";
  for (const auto& [method, sweep] : sweeps) {
    for (arma::uword i = 0; i < sweep.steps.n_elem; ++i) {
      text += fmt::format("{},{:.17g},{:.17g}\n", method, sweep.steps(i), sweep.errors(i));
    }
  }
  return text;
}

// ---- the reason ----

std::string describe_longer(const MethodSweep& swept) {
  const numeric::Flank& flank = swept.sweep.truncation;
  if (flank.is_there()) {
    const double order = std::round(flank.power);
    return fmt::format("longer steps: truncation, error goes with h^{:.2f}: {:.1e} h{}", flank.power, flank.factor,
                       order == 1 ? "" : fmt::format("^{:.0f}", order));
  }
  return "longer steps: no truncation to be seen";
}

std::string describe_shorter(const MethodSweep& swept, double cost) {
  const numeric::Flank& flank = swept.sweep.rounding;
  if (flank.is_there()) {
    return fmt::format(
        "shorter steps: rounding, error goes with h^{:.2f}: {:.1e} / h,\n"
        "      as two costs near {:.2g} are subtracted, each known to {:.0e} only",
        flank.power, flank.factor, cost, std::max(std::abs(cost), 1e-300) * arma::datum::eps / 2);
  }
  return swept.method == "complex_step" ? "shorter steps: no rounding, for nothing is subtracted: any will do"
                                        : "shorter steps: no rounding to be seen";
}

std::string describe_best(const MethodSweep& swept, double cost, bool color) {
  const Sweep& sweep = swept.sweep;
  const std::string title = fmt::format("{}: best step {:.1e}, error {:.1e}", swept.method, sweep.steps(sweep.best),
                                        sweep.errors(sweep.best));
  std::string text = "  " + paint(title, heading, color) + "\n    " + describe_longer(swept) + "\n    " +
                     describe_shorter(swept, cost) + "\n";
  if (!std::isnan(sweep.meeting)) {
    text += fmt::format("    together they are least at h = {:.1e}\n", sweep.meeting);
  }
  return text;
}

Json to_json(const MethodSweep& swept) {
  const Sweep& sweep = swept.sweep;
  Json points = Json::array();
  for (arma::uword i = 0; i < sweep.steps.n_elem; ++i) {
    points.push_back({{"step", number(sweep.steps(i))}, {"error", number(sweep.errors(i))}});
  }
  const auto flank = [](const numeric::Flank& of) {
    if (!of.is_there()) return Json(nullptr);
    return Json{{"power", number(of.power)}, {"factor", number(of.factor)}};
  };
  return {{"method", swept.method},
          {"points", points},
          {"best_step", number(sweep.steps(sweep.best))},
          {"best_error", number(sweep.errors(sweep.best))},
          {"truncation", flank(sweep.truncation)},
          {"rounding", flank(sweep.rounding)},
          {"meeting_step", std::isnan(sweep.meeting) ? Json(nullptr) : number(sweep.meeting)}};
}

Json to_json(const Target& target, const std::vector<MethodSweep>& sweeps, const SweepVerb& options) {
  Json object = to_json(sweeps.front());
  object["entries"] = target.entries.size();
  object["parameters"] = target.theta.n_elem;
  Json methods = Json::array();
  for (const MethodSweep& swept : sweeps) methods.push_back(to_json(swept));
  object["methods"] = methods;
  object["seed"] = options.setup.seed;
  object["replay"] = replay_line(options.setup.seed);
  return object;
}

std::string next_steps(const SweepVerb& options, bool color) {
  const auto hint = [&](const std::string& line, const std::string& what) {
    return fmt::format("    {}\n      {}\n", paint(line, command, color), what);
  };
  return describe_replay(options.setup.seed, 14, color) + "\n" + paint("  next", heading, color) + "\n" +
         hint("gradlab sweep --method complex_step", "a method without the rounding side") +
         hint("gradlab sweep --function exp --svg exp.svg", "one function, as a picture for a page");
}

void print_report(const Target& target, const std::vector<MethodSweep>& sweeps, const SweepVerb& options) {
  const Canvas canvas = chart_canvas(stdout);
  const bool color = canvas.color;
  fmt::print("{}\n\n", paint("gradlab sweep: how long should the step of a numerical derivative be?", heading, color));
  fmt::print("{}{}{}{}\n", line_of("of", target.of, color),
             target.data.empty() ? "" : line_of("data", target.data, color), line_of("truth", target.truth_line, color),
             line_of("error", "|a-n| / |a+n|, the truth a, the numerical n", color));
  Chart chart = make_chart(target, sweeps);
  chart.title.clear();
  chart.y.label.clear();
  for (Mark& mark : chart.marks) mark.name.clear();
  if (!chart.marks.empty()) chart.marks.front().name = "the best";
  fmt::print("{}\n", draw_chart(chart, canvas));
  const double cost = target.objective.cost(target.theta);
  for (const MethodSweep& swept : sweeps) fmt::print("{}\n", describe_best(swept, cost, color));
  if (!options.csv.empty()) fmt::print("{}", line_of("saved", printable(options.csv), color));
  if (!options.svg.empty()) fmt::print("{}", line_of(options.csv.empty() ? "saved" : "", printable(options.svg), color));
  fmt::print("{}", next_steps(options, color));
}

int run_sweep(const SweepVerb& options) {
  require_writable("--csv", options.csv, ".csv");
  require_writable("--svg", options.svg, ".svg");
  require_report(options.html);
  const Target target = options.function.empty() ? make_model_target(options) : make_function_target(options);
  const std::vector<MethodSweep> sweeps = sweep_all(target, options);
  if (!options.csv.empty()) data::write_text(options.csv, to_csv(sweeps));
  if (!options.svg.empty()) data::write_text(options.svg, draw_svg(make_chart(target, sweeps)));
  if (options.json) {
    print_json(to_json(target, sweeps, options));
  } else {
    print_report(target, sweeps, options);
  }
  write_report(options.html, "sweep", to_json(target, sweeps, options));
  return done;
}

std::vector<std::string> methods_with_steps() {
  std::vector<std::string> names;
  for (const numeric::Method& method : numeric::methods()) {
    if (method.at_step) names.emplace_back(method.name);
  }
  return names;
}

std::string list_functions() {
  std::string text = "A function with a known derivative instead of a model:";
  for (const numeric::SampleFunction& function : numeric::sample_functions()) {
    text += fmt::format("\n{} ({})", function.name, function.formula);
  }
  return text;
}

}  // namespace

Verb sweep_verb() {
  const auto options = std::make_shared<SweepVerb>();
  return {.name = "sweep",
          .one_line = "Draw the error of a numerical derivative against its step",
          .hints = {{"gradlab sweep", "the best step of a difference"}},
          .options = join({problem_options(options->setup, "debug, for the regressions iris"),
                           {{.name = "--function",
                             .target = &options->function,
                             .value = "NAME",
                             .summary = list_functions(),
                             .suggestions = names_of(numeric::sample_functions()),
                             .excludes = {"--model", "--data", "--weights"}},
                            {.name = "--at",
                             .target = &options->at,
                             .value = "X",
                             .summary = "Where the function is looked at",
                             .checks = {refuse_text}},
                            {.name = "--method",
                             .target = &options->methods,
                             .value = "NAME",
                             .summary = "How to differentiate; may be given several times. "
                                        "Default: central and forward",
                             .allowed = methods_with_steps()},
                            parameters_option(options->parameters),
                            {.name = "--longest",
                             .target = &options->longest,
                             .value = "H",
                             .summary = "The longest step: absolute, beyond 1 relative to the parameter",
                             .shows_default = true,
                             .checks = {refuse_negative}},
                            {.name = "--shortest",
                             .target = &options->shortest,
                             .value = "H",
                             .summary = "The shortest step",
                             .shows_default = true,
                             .checks = {refuse_negative}},
                            {.name = "--per-decade",
                             .target = &options->per_decade,
                             .value = "N",
                             .summary = "Steps to each factor of ten",
                             .shows_default = true,
                             .checks = {whole_between(1, 100)}},
                            {.name = "--csv",
                             .target = &options->csv,
                             .value = "FILE.csv",
                             .summary = "Write method, step and error of each point"},
                            {.name = "--svg",
                             .target = &options->svg,
                             .value = "FILE.svg",
                             .summary = "Write the picture, for a page; it is good on light and dark"},
                            json_option(options->json, "Print one JSON object instead of the report"),
                            html_option(options->html)}}),
          .notes =
              "Exit status: 0 done, 2 bad input.\n\n"
              "Examples:\n"
              "  gradlab sweep\n"
              "  gradlab sweep --method complex_step --method order_six\n"
              "  gradlab sweep --function exp --svg exp.svg --csv exp.csv\n"
              "  gradlab sweep --data digits --examples 50\n"
              "  gradlab sweep --method complex_step --shortest 1e-200 --per-decade 1\n"
              "  gradlab sweep --json | jq .best_step",
          .run = [options] { return run_sweep(*options); }};
}

}  // namespace gradlab::program
