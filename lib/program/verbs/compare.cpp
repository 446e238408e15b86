// gradlab compare: the outputs of all ways to compute them side by side, and their times.
#include "gradlab/check/compare_outputs.hpp"
#include "gradlab/data/write.hpp"
#include "gradlab/in_parallel.hpp"
#include "program/exit_status.hpp"
#include "program/page.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "program/verb.hpp"
#include "terminal/json.hpp"
#include "terminal/progress.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

namespace gradlab::program {

namespace {

using check::OutputDifference;
using check::Verdict;

struct CompareVerb {
  ProblemOptions setup;
  std::string sizes;  ///< "50,500"; empty: those of the setup alone
  std::string save;
  int threads = 0;  ///< 0: one a processor
  bool json = false;
  std::string html;  ///< a report to write; empty: none
};

struct Timed {
  std::string name;
  Outputs outputs;
  double seconds = 0;  ///< median of several runs
};

struct ComparedOutput {
  std::string name;
  arma::uword rows, columns;
  OutputDifference difference;
};

struct Comparison {
  std::vector<Timed> twins;  ///< loop, vectorized, blocked if the model has it
  std::vector<ComparedOutput> outputs;
  Verdict verdict = Verdict::agree;

  /// How many times as long as twin t the loop takes.
  double ratio(std::size_t t) const { return twins[0].seconds / twins[t].seconds; }
};

// All in turn, after one run of each that warms the caches, until all have run three times and for a second at most.
std::vector<Timed> time_twins(const ProblemSetup& setup) {
  using Clock = std::chrono::steady_clock;
  const std::vector<NamedFunction> ladder = setup.ladder();
  std::vector<Timed> twins;
  for (const NamedFunction& twin : ladder) twins.push_back({twin.name, twin.run(setup.theta), 0});

  std::vector<std::vector<double>> seconds(ladder.size());
  const Clock::time_point begin = Clock::now();
  for (int round = 0; round < 3 || (round < 21 && Clock::now() - begin < std::chrono::seconds(1)); ++round) {
    for (std::size_t t = 0; t < ladder.size(); ++t) {
      const Clock::time_point start = Clock::now();
      ladder[t].run(setup.theta);
      seconds[t].push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
  }
  for (std::size_t t = 0; t < twins.size(); ++t) {
    std::nth_element(seconds[t].begin(), seconds[t].begin() + static_cast<std::ptrdiff_t>(seconds[t].size() / 2),
                     seconds[t].end());
    twins[t].seconds = seconds[t][seconds[t].size() / 2];
  }
  return twins;
}

OutputDifference larger(const OutputDifference& one, const OutputDifference& other) {
  return {std::fmax(one.largest_absolute, other.largest_absolute),
          std::fmax(one.largest_relative, other.largest_relative), std::max(one.largest_ulps, other.largest_ulps),
          check::worst_of(one.verdict, other.verdict)};
}

// Each of the others beside the loop; of each output the largest difference.
Comparison compare(const ProblemSetup& setup) {
  Comparison comparison;
  comparison.twins = time_twins(setup);
  const auto loop = name_outputs(comparison.twins.front().outputs);
  for (const auto& [name, value] : loop) comparison.outputs.push_back({name, value.n_rows, value.n_cols, {}});
  for (std::size_t t = 1; t < comparison.twins.size(); ++t) {
    const auto other = name_outputs(comparison.twins[t].outputs);
    for (std::size_t i = 0; i < loop.size(); ++i) {
      OutputDifference& difference = comparison.outputs[i].difference;
      difference = larger(difference, check::compare_outputs(loop[i].second, other[i].second));
      comparison.verdict = check::worst_of(comparison.verdict, difference.verdict);
    }
  }
  return comparison;
}

// ---- Saving ----

void save(const std::string& folder, const Comparison& comparison) {
  namespace fs = std::filesystem;
  for (const Timed& twin : comparison.twins) {
    std::error_code error;
    fs::create_directories(fs::path(folder) / twin.name, error);
    if (error) {
      throw std::invalid_argument(fmt::format("--save: cannot make the folder {}/{}: {}; try another folder", folder,
                                              twin.name, error.message()));
    }
    for (const auto& [name, value] : name_outputs(twin.outputs)) {
      data::write_csv((fs::path(folder) / twin.name / (name + ".csv")).string(), value);
    }
  }
}

// ---- JSON ----

Json saturated_to_json(const ProblemSetup& setup) {
  Json examples = Json::array();
  for (const arma::uword i : setup.saturated) examples.push_back(i);
  return examples;
}

Json to_json(const Comparison& comparison, const ProblemSetup& setup) {
  Json outputs = Json::array();
  for (const ComparedOutput& output : comparison.outputs) {
    outputs.push_back({{"name", output.name},
                       {"shape", {output.rows, output.columns}},
                       {"max_absolute_difference", number(output.difference.largest_absolute)},
                       {"max_relative_difference", number(output.difference.largest_relative)},
                       {"max_ulps", output.difference.largest_ulps},
                       {"verdict", to_string(output.difference.verdict)}});
  }
  const bool has_blocked = comparison.twins.size() > 2;
  return {{"verdict", to_string(comparison.verdict)},
          {"examples", setup.examples},
          {"outputs", outputs},
          {"loop_seconds", number(comparison.twins[0].seconds)},
          {"vectorized_seconds", number(comparison.twins[1].seconds)},
          {"blocked_seconds", has_blocked ? number(comparison.twins[2].seconds) : Json(nullptr)},
          {"speed_ratio", number(comparison.ratio(1))},
          {"blocked_ratio", has_blocked ? number(comparison.ratio(2)) : Json(nullptr)},
          {"saturated_examples", saturated_to_json(setup)}};
}

// ---- The report ----

std::string verdict_word(Verdict verdict, bool color) {
  const fmt::terminal_color paint_with = verdict == Verdict::agree      ? fmt::terminal_color::green
                                         : verdict == Verdict::disagree ? fmt::terminal_color::red
                                                                        : fmt::terminal_color::yellow;
  return paint(std::string(to_string(verdict)), fmt::fg(paint_with), color);
}

std::string ulps_of(std::uint64_t ulps) {
  if (ulps == std::numeric_limits<std::uint64_t>::max()) return "unknown";
  return ulps < 1'000'000 ? with_thousands(ulps) : fmt::format("{:.1e}", static_cast<double>(ulps));
}

void print_outputs(const Comparison& comparison, bool color) {
  fmt::print("{}", paint(fmt::format("  {:<10}{:>10}{:>17}{:>17}{:>10}  {}\n", "output", "shape", "largest |a-b|",
                                     "largest relative", "ulps", "verdict"),
                         heading, color));
  for (const ComparedOutput& output : comparison.outputs) {
    const OutputDifference& difference = output.difference;
    fmt::print("  {:<10}{:>10}{:>17.2e}{:>17.2e}{:>10}  {}\n", output.name,
               fmt::format("{} x {}", output.rows, output.columns), difference.largest_absolute,
               difference.largest_relative, ulps_of(difference.largest_ulps), verdict_word(difference.verdict, color));
  }
}

void print_saturation(const ProblemSetup& setup) {
  if (setup.saturated.is_empty()) return;
  std::string examples;
  for (arma::uword i = 0; i < std::min<arma::uword>(setup.saturated.n_elem, 8); ++i) {
    examples += fmt::format("{}{}", i == 0 ? "" : ", ", setup.saturated(i));
  }
  if (setup.saturated.n_elem > 8) examples += ", ...";
  fmt::print("\n  {} of {} examples saturate an output: {} (counted from 0). The loop takes\n"
             "  log(0) there, as its source does; the other costs stay finite.\n",
             with_thousands(setup.saturated.n_elem), with_thousands(setup.examples), examples);
}

void print_costs(const Comparison& comparison) {
  for (const Timed& twin : comparison.twins) {
    fmt::print("  {:<12}cost {:<20.17g}  reg_J {:<20.17g}\n", twin.name, twin.outputs.cost,
               twin.outputs.reg_J);
  }
}

// A bar each, the longest one 40 wide, and how many times as long the loop takes.
void print_times(const Comparison& comparison, bool color) {
  double longest = 0;
  for (const Timed& twin : comparison.twins) longest = std::max(longest, twin.seconds);
  for (std::size_t t = 0; t < comparison.twins.size(); ++t) {
    const Timed& twin = comparison.twins[t];
    const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(40 * twin.seconds / longest));
    const std::string ratio = t == 0 ? "" : fmt::format("  1/{:.1f} of the loop", comparison.ratio(t));
    fmt::print("  {:<12}{:>9.2f} ms  {}{}\n", twin.name, 1e3 * twin.seconds,
               paint(std::string(length, '='), command, color), ratio);
  }
}

void print_report(const Comparison& comparison, const ProblemSetup& setup, const CompareVerb& options) {
  const bool color = shows_color(stdout);
  fmt::print("{}\n\n  {}, {}, lambda {:g}\n\n",
             paint("gradlab compare: one result, by a loop, by matrix products, and by blocks", heading, color),
             setup.architecture, counted(setup.examples, "example"), setup.lambda);
  print_costs(comparison);
  fmt::print("\n");
  print_outputs(comparison, color);
  print_saturation(setup);
  fmt::print("\n");
  print_times(comparison, color);
  fmt::print("\n  {}: each output is to be within {:g} of its largest entry\n\n{}",
             verdict_word(comparison.verdict, color), check::output_tolerance,
             describe_replay(options.setup.seed, 10, color));
  if (options.save.empty()) return;
  std::vector<std::string> saved;
  for (const Timed& twin : comparison.twins) {
    saved.push_back(fmt::format("{}/{}/*.csv", printable(options.save), twin.name));
  }
  fmt::print("{}", fmt::join(wrap("  saved   " + terminal::join(saved, ", "), 80, Break::anywhere, 10), "\n"));
  fmt::print("\n");
}

// ---- A table over numbers of examples ----

struct Row {
  std::string architecture;
  arma::uword examples;
  Comparison comparison;
};

void print_table(const std::vector<Row>& rows, const CompareVerb& options) {
  const bool color = shows_color(stdout);
  fmt::print("{}\n\n  {}, lambda {:g}\n\n",
             paint("gradlab compare: the same results over numbers of examples", heading, color),
             rows.front().architecture, options.setup.lambda);
  std::string head = fmt::format("  {:>9}{:>13}", "examples", "loop");
  for (std::size_t t = 1; t < rows.front().comparison.twins.size(); ++t) {
    head += fmt::format("{:>13}{:>7}", rows.front().comparison.twins[t].name, "ratio");
  }
  fmt::print("{}", paint(head + fmt::format("{:>11}  {}\n", "difference", "verdict"), heading, color));
  for (const auto& [architecture, examples, comparison] : rows) {
    double largest = 0;
    for (const ComparedOutput& output : comparison.outputs) {
      largest = std::max(largest, output.difference.largest_absolute);
    }
    std::string line = fmt::format("  {:>9}{:>10.3f} ms", with_thousands(examples), 1e3 * comparison.twins[0].seconds);
    for (std::size_t t = 1; t < comparison.twins.size(); ++t) {
      line += fmt::format("{:>10.3f} ms{:>7.1f}", 1e3 * comparison.twins[t].seconds, comparison.ratio(t));
    }
    fmt::print("{}{:>11.2e}  {}\n", line, largest, verdict_word(comparison.verdict, color));
  }
  fmt::print("\n{}", describe_replay(options.setup.seed, 10, color));
}

int run_sizes(const CompareVerb& options, data::Dataset dataset) {
  ProblemOptions of_this_size = options.setup;
  find_model(of_this_size.model).name_classes(of_this_size, dataset);  // a few examples may lack some
  const std::vector<std::string> sizes = split_list(options.sizes);
  for (const std::string& size : sizes) require_examples(dataset, std::stoull(size));
  std::vector<Row> rows;
  Json table = Json::array();
  Verdict verdict = Verdict::agree;
  Progress progress("comparing");
  for (const std::string& size : sizes) {
    of_this_size.examples = std::stoull(size);
    const ProblemSetup setup = make_problem_setup(of_this_size, dataset);
    Comparison comparison = compare(setup);
    verdict = check::worst_of(verdict, comparison.verdict);
    table.push_back(to_json(comparison, setup));
    rows.push_back({setup.architecture, setup.examples, std::move(comparison)});
    progress.show(static_cast<double>(rows.size()) / static_cast<double>(sizes.size()));
  }
  const Json object = {{"verdict", to_string(verdict)}, {"seed", options.setup.seed},
                       {"replay", replay_line(options.setup.seed)}, {"sizes", table}};
  if (options.json) print_json(object);
  else print_table(rows, options);
  write_report(options.html, "compare", object);
  return exit_status(verdict);
}

int run_compare(const CompareVerb& options) {
  in_parallel::limit_threads(options.threads);
  require_report(options.html);
  data::Dataset dataset = load_dataset(options.setup);
  if (!options.sizes.empty()) {
    if (!options.save.empty()) {
      throw std::invalid_argument("--save and --sizes do not go together; save one size, by --examples");
    }
    return run_sizes(options, std::move(dataset));
  }
  const ProblemSetup setup = make_problem_setup(options.setup, std::move(dataset));
  const Comparison comparison = compare(setup);
  if (!options.save.empty()) save(options.save, comparison);
  Json object = to_json(comparison, setup);
  object["seed"] = options.setup.seed;
  object["replay"] = replay_line(options.setup.seed);
  if (options.json) print_json(object);
  else print_report(comparison, setup, options);
  write_report(options.html, "compare", object);
  return exit_status(comparison.verdict);
}

}  // namespace

Verb compare_verb() {
  const auto options = std::make_shared<CompareVerb>();
  return {.name = "compare",
          .one_line = "Set the outputs of loop, vectorized and blocked side by side, and time them",
          .hints = {{"gradlab compare", "three ways to the same numbers"},
                    {"gradlab compare --sizes 50,500,1500", "and how their speed grows apart"}},
          .options = join({problem_options(options->setup, "digits, for the regressions iris"),
                           {{.name = "--sizes",
                             .target = &options->sizes,
                             .value = "N,N,...",
                             .summary = "A table over these numbers of examples: 50,500,1500",
                             .checks = {list_of(whole_between(1, largest_count))}},
                            {.name = "--save",
                             .target = &options->save,
                             .value = "DIR",
                             .summary = "Write all outputs of each as CSV into this folder"},
                            threads_option(options->threads),
                            json_option(options->json, "Print one JSON object instead of the report"),
                            html_option(options->html)}}),
          .notes =
              "Exit status: 0 agree, 1 disagree, 2 bad input, 3 undecided.\n\n"
              "Examples:\n"
              "  gradlab compare\n"
              "  gradlab compare --sizes 50,500,1500\n"
              "  gradlab compare --data debug --save outputs\n"
              "  gradlab compare --model linear_regression --json",
          .run = [options] { return run_compare(*options); }};
}

}  // namespace gradlab::program
