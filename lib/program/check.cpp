#include "program/check.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/check/report.hpp"
#include "program/diagnose.hpp"
#include "program/exit_status.hpp"
#include "program/foreign.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "terminal/canvas.hpp"
#include "terminal/heatmap.hpp"
#include "terminal/json.hpp"
#include "terminal/progress.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <stdexcept>

namespace gradlab::program {

arma::uword parse_parameters(const std::string& text) {
  if (text == "all") return 0;
  arma::uword count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size() || count == 0) {
    throw std::invalid_argument("--parameters should be all or a number from 1 up, but is '" + text + "'");
  }
  return count;
}

namespace {

using check::CheckResult;

check::CheckOptions to_check_options(const CheckVerb& options, Progress& progress) {
  check::CheckOptions wanted;
  wanted.method = options.method;
  wanted.parameters = parse_parameters(options.parameters);
  wanted.directions = options.directions;
  if (options.tolerance) wanted.tolerance.relative = *options.tolerance;
  wanted.seed = options.setup.seed;
  wanted.threads = options.threads;
  wanted.progress = [&progress](double fraction) { progress.show(fraction); };
  return wanted;
}

std::vector<NamedFunction> choose_functions(const CheckVerb& options, const ProblemSetup& setup) {
  if (options.implementations.empty()) return setup.twins;
  std::vector<NamedFunction> functions;
  for (const std::string& name : options.implementations) functions.push_back(setup.find(name));
  return functions;
}

}  // namespace

Checked check_functions(const ProblemSetup& setup, const std::vector<NamedFunction>& functions, const CheckVerb& options) {
  Progress progress("numerical derivatives");
  Checked checked;
  std::vector<check::Implementation> implementations;
  for (const NamedFunction& function : functions) {
    implementations.push_back({function.name, [&checked, function](const arma::vec& theta) {
                                 const Outputs outputs = function.run(theta);
                                 checked.plain_costs[function.name] = outputs.cost;
                                 return to_evaluation(outputs);
                               }});
  }
  checked.result =
      check_gradients(setup.objective, implementations, setup.theta, to_check_options(options, progress));
  checked.diagnoses = diagnose(setup, checked.result);
  checked.blind_spots = find_blind_spots(setup, checked.result);
  return checked;
}

namespace {

// ---- JSON ----

Json worst_of_block(const check::BlockResult& block) {
  const check::Comparison& worst = block.worst;
  return {{"row", worst.place.row},
          {"column", worst.place.column},
          {"name", name_entry(block.block, worst.place)},
          {"analytic", number(worst.analytic)},
          {"numeric", number(worst.numeric.value)},
          {"error", number(worst.numeric.error)},
          {"relative_error", number(relative_error(worst))}};
}

// Along directions a block may have no entry that was looked at by itself.
Json to_json(const check::BlockResult& block) {
  const bool any = block.counts.checked > 0;
  return {{"name", block.block.name},
          {"rows", block.block.rows},
          {"columns", block.block.columns},
          {"checked", block.counts.checked},
          {"agreeing", block.counts.agreeing},
          {"disagreeing", block.counts.disagreeing},
          {"undecided", block.counts.undecided},
          {"kinks", block.kinks},
          {"floor", number(block.floor)},
          {"norm_ratio", any ? number(block.norm_ratio) : Json(nullptr)},
          {"worst", any ? worst_of_block(block) : Json(nullptr)}};
}

Json to_json(const check::DirectionResult& direction) {
  return {{"block", direction.block},
          {"directions", direction.directions},
          {"verdict", to_string(direction.verdict)},
          {"analytic", number(direction.analytic)},
          {"numeric", number(direction.numeric.value)},
          {"error", number(direction.numeric.error)},
          {"smallest_seen", number(direction.smallest_seen)}};
}

Json to_json(const std::vector<check::Trouble>& troubles) {
  Json list = Json::array();
  for (const check::Trouble& trouble : troubles) {
    list.push_back({{"kind", trouble.kind}, {"evidence", trouble.evidence}});
  }
  return list;
}

Json to_json(const check::ImplementationResult& implementation, double plain_cost) {
  Json directions = Json::array();
  for (const check::DirectionResult& direction : implementation.directions.blocks) {
    directions.push_back(to_json(direction));
  }
  Json blocks = Json::array();
  for (const check::BlockResult& block : implementation.blocks) blocks.push_back(to_json(block));
  return {{"name", implementation.name},
          {"cost", number(plain_cost)},
          {"reg_J", number(implementation.cost)},
          {"seconds", number(implementation.seconds)},
          {"verdict", to_string(implementation.verdict)},
          {"cost_verdict", to_string(implementation.cost_verdict)},
          {"checked", implementation.counts.checked},
          {"agreeing", implementation.counts.agreeing},
          {"disagreeing", implementation.counts.disagreeing},
          {"undecided", implementation.counts.undecided},
          {"slope", number(implementation.taylor_slope)},
          {"directions", directions},
          {"blocks", blocks}};
}

// A function of theta alone has no network.
Json describe_network(const ProblemSetup& setup) {
  const auto if_network = [&](Json value) { return setup.layers.empty() ? Json(nullptr) : value; };
  const arma::uword hidden = setup.has_hidden_layer() ? setup.layers[1] : 0;
  return {{"inputs", setup.layers.empty() ? Json(nullptr) : Json(setup.layers.front())},
          {"hidden", if_network(hidden)},
          {"labels", setup.layers.empty() ? Json(nullptr) : Json(setup.layers.back())},
          {"examples", if_network(setup.examples)},
          {"lambda", if_network(number(setup.lambda))},
          {"parameters", setup.theta.n_elem}};
}

}  // namespace

Json to_json(const Checked& checked, const ProblemSetup& setup, const CheckVerb& options) {
  const CheckResult& result = checked.result;
  Json implementations = Json::array();
  for (const check::ImplementationResult& implementation : result.implementations) {
    implementations.push_back(to_json(implementation, checked.plain_costs.at(implementation.name)));
  }
  Json odd_ones_out = Json::array();
  for (const check::OddOneOut& odd : result.odd_ones_out) {
    odd_ones_out.push_back({{"block", odd.block},
                            {"witness", odd.witness.empty() ? Json(nullptr) : Json(odd.witness)},
                            {"entries", odd.entries}});
  }
  return {{"verdict", to_string(result.verdict)},
          {"seed", options.setup.seed},
          {"replay", replay_line(options.setup.seed)},
          {"network", describe_network(setup)},
          {"numeric",
           {{"method", result.method},
            {"evaluations", result.evaluations},
            {"seconds", number(result.seconds)},
            {"largest_error_estimate", number(result.largest_error_estimate)},
            {"noise", number(result.noise)},
            {"chance_of_missing", number(result.chance_of_missing)}}},
          {"troubles", to_json(result.troubles)},
          {"implementations", implementations},
          {"stands_alone", odd_ones_out},
          {"findings", program::to_json(checked.diagnoses)},
          {"blind_spots", program::to_json(checked.blind_spots)}};
}

// ---- The report ----

std::string line_of(const std::string& label, const std::string& text, bool color) {
  std::string lines;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines += fmt::format("  {}{}\n", paint(fmt::format("{:<12}", begin == 0 ? label : ""), heading, color),
                         text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

namespace {

std::string describe_setup(const ProblemSetup& setup, const CheckResult& result, bool color) {
  return line_of("model", fmt::format("{}; lambda {:g}", setup.architecture, setup.lambda), color) +
         line_of("data", setup.data, color) + line_of("weights", setup.weights, color) +
         line_of("numerical", fmt::format("{}\n{} differences in {:.2f} s, error at most {:.1e}", result.method,
                                          with_thousands(result.evaluations), result.seconds, result.largest_error_estimate),
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
                : fmt::format("  the denser the larger, up to {:.1e}; - is negative\n\n", scale));
}

std::string describe_saturation(const ProblemSetup& setup) {
  if (setup.saturated.is_empty()) return "";
  return fmt::format("  {} of {} examples saturate an output (the first: example {}): there the loop's\n"
                     "  logarithm is of 0 and its cost is Inf or NaN, as its source's is.\n",
                     with_thousands(setup.saturated.n_elem), with_thousands(setup.examples), setup.saturated(0));
}

std::string next_steps(const CheckVerb& options, bool color) {
  const auto hint = [&](const std::string& line, const std::string& what) {
    return fmt::format("    {}  {}\n", paint(fmt::format("{:<46}", line), command, color), what);
  };
  std::string text = line_of("replay", replay_line(options.setup.seed), color) + "\n" +
                     paint("  next\n", heading, color);
  const std::string& mistake = find_model(options.setup.model).mistake;
  if (options.implementations.empty() && !mistake.empty()) {
    text += hint("gradlab check --implementation " + mistake, "see a wrong gradient");
  }
  return text + hint("gradlab compare", "the outputs, and their speed") +
         hint("gradlab check --help", "your own data and weights");
}

void print_report(const Checked& checked, const ProblemSetup& setup, const CheckVerb& options) {
  const bool color = shows_color(stdout);
  fmt::print("{}\n", paint("gradlab check: do independent witnesses of one gradient agree?", heading, color));
  fmt::print("\n{}\n{}{}{}\n{}{}{}", describe_setup(setup, checked.result, color),
             draw_gradients(setup, checked.result, color), check::describe(checked.result, {color}),
             describe_saturation(setup), describe(checked.diagnoses, setup.objective.blocks, color),
             describe(checked.blind_spots, color), next_steps(options, color));
}

}  // namespace

int run_check(const CheckVerb& options) {
  if (is_foreign(options)) return run_foreign_check(options);
  const ProblemSetup setup = make_problem_setup(options.setup, load_dataset(options.setup));
  const Checked checked = check_functions(setup, choose_functions(options, setup), options);
  if (options.json) {
    print_json(to_json(checked, setup, options));
  } else {
    print_report(checked, setup, options);
  }
  return exit_status(checked.result.verdict);
}

}  // namespace gradlab::program
