// gradlab bench: how fast cost, gradient and check are, as ratios of figures measured in one run.
#include "program/bench.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/in_parallel.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"
#include "program/replay.hpp"
#include "program/verb.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/plot.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <utility>

namespace gradlab::program {

namespace {

struct BenchVerb {
  ProblemOptions setup;
  double seconds = 20;
  bool growth = false;
  int threads = 0;  ///< 0: one a processor
  bool json = false;
};

// The digits as 5,000 pictures of 20 x 20: the size of the classic exercise.
NetworkProblem enlarged_digits(const BenchVerb& options) {
  constexpr arma::uword before = 8, after = 20;
  const data::Dataset all = data::digits();
  ProblemOptions setup = options.setup;
  data::Dataset drawn = draw_examples(all, setup.examples == 0 ? 5000 : setup.examples, setup.seed);
  arma::mat X(drawn.X.n_rows, after * after);
  for (arma::uword row = 0; row < after; ++row) {
    for (arma::uword column = 0; column < after; ++column) {
      X.col(row * after + column) = drawn.X.col(row * before / after * before + column * before / after);
    }
  }
  drawn.X = std::move(X);
  NetworkProblem network = neural_network::make_problem(setup, std::move(drawn));
  network.data = "the built-in digits, enlarged to 20 x 20";
  return network;
}

NetworkProblem choose_network(const BenchVerb& options) {
  return options.setup.data.empty() ? enlarged_digits(options) : load_network(options.setup);
}

// ---- JSON ----

Json to_json(const Bench& bench) {
  Json results = Json::array();
  for (const BenchFigure& one : bench.results) {
    results.push_back({{"name", one.name},
                       {"seconds", number(one.seconds)},
                       {"ratio_to", one.ratio_to},
                       {"ratio", number(one.ratio)}});
  }
  return {{"results", results},
          {"threads", bench.threads},
          {"rounds", bench.rounds},
          {"gflop", number(bench.gflops)},
          {"peak_gflops", number(bench.peak_gflops_per_second)},
          {"source_share_of_peak", bench.source_share_of_peak ? number(*bench.source_share_of_peak) : Json()},
          {"loop_share_of_peak", number(bench.loop_share_of_peak)},
          {"vectorized_share_of_peak", number(bench.vectorized_share_of_peak)},
          {"blocked_share_of_peak", number(bench.blocked_share_of_peak)},
          {"weights", bench.weights},
          {"exhaustive_seconds", number(bench.exhaustive_seconds)},
          {"exhaustive_speedup", number(bench.exhaustive_speedup)},
          {"exhaustive_speedup_with_bounds", number(bench.exhaustive_speedup_with_bounds)},
          {"black_box_evaluations", bench.black_box_evaluations},
          {"exhaustive_threads_ratio", number(bench.exhaustive_threads_ratio)},
          {"blocked_threads_ratio", number(bench.blocked_threads_ratio)}};
}

Json to_list(const arma::vec& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

Json to_json(const std::vector<Growth>& all) {
  Json list = Json::array();
  for (const Growth& growth : all) {
    list.push_back({{"size", growth.size},
                    {"sizes", to_list(growth.sizes)},
                    {"blocked_seconds", to_list(growth.blocked)},
                    {"exhaustive_seconds", to_list(growth.exhaustive)},
                    {"blocked_exponent", number(growth.blocked_exponent)},
                    {"exhaustive_exponent", number(growth.exhaustive_exponent)}});
  }
  return list;
}

// ---- The report ----

std::string describe_seconds(double seconds) {
  return seconds < 1 ? fmt::format("{:.3f} ms", 1e3 * seconds) : fmt::format("{:.3f} s", seconds);
}

void print_table(const Bench& bench, bool color) {
  fmt::print("{}", paint(fmt::format("  {:<26}{:>12}   {}\n", "in turn", "median", "ratio"), heading, color));
  for (const BenchFigure& one : bench.results) {
    const std::string ratio =
        one.ratio_to == one.name ? "" : fmt::format("{:.3g} x as long: {}", one.ratio, one.ratio_to);
    fmt::print("  {:<26}{:>12}   {}\n", one.name, describe_seconds(one.seconds), ratio);
  }
  fmt::print("\n");
}

void print_ladder(const Bench& bench, const Canvas& canvas) {
  const auto bar = [](const std::string& name, double share) {
    return Bar{name, share, fmt::format("{:5.1f} %", 100 * share)};
  };
  std::vector<Bar> bars;
  if (bench.source_share_of_peak) bars.push_back(bar("source", *bench.source_share_of_peak));
  for (const Bar& more : {bar("loop", bench.loop_share_of_peak), bar("vectorized", bench.vectorized_share_of_peak),
                          bar("blocked", bench.blocked_share_of_peak), bar("the limit", 1)}) {
    bars.push_back(more);
  }
  fmt::print("{}\n{}\n",
             paint(fmt::format("  share of the product's rate, {:.0f} GF/s on {}", bench.peak_gflops_per_second,
                               counted(static_cast<arma::uword>(bench.threads), "thread")),
                   heading, canvas.color),
             draw_bars(bars, 1, canvas));
}

void print_figures(const Bench& bench, bool color) {
  fmt::print("{}{}{}\n",
             bench.no_source.empty() ? "" : line_of("source", "not timed in NumPy: " + bench.no_source, color),
             line_of("check",
                     fmt::format("all {} weights in {}\n{:.0f} times as fast as two blocked costs a weight,\n{:.0f} times "
                                 "as fast as four, which tell an error too\n(extrapolated from {} costs)",
                                 with_thousands(bench.weights), describe_seconds(bench.exhaustive_seconds),
                                 bench.exhaustive_speedup, bench.exhaustive_speedup_with_bounds,
                                 with_thousands(bench.black_box_evaluations)),
                     color),
             line_of("threads",
                     fmt::format("one takes {:.2f} times as long as {} for the check, {:.2f} for blocked",
                                 bench.exhaustive_threads_ratio, bench.threads, bench.blocked_threads_ratio),
                     color));
}

void print_growth(const std::vector<Growth>& all, const Canvas& canvas) {
  for (const Growth& growth : all) {
    Chart chart;
    chart.title = fmt::format("time against {}: to the power of {:.2f} (blocked), {:.2f} (check of all weights)",
                              growth.size, growth.blocked_exponent, growth.exhaustive_exponent);
    chart.x = {growth.size, true};
    chart.y = {"seconds", true};
    chart.curves = {{"blocked", growth.sizes, growth.blocked}, {"check of all weights", growth.sizes, growth.exhaustive}};
    fmt::print("{}\n", draw_chart(chart, canvas));
  }
}

int run_bench(const BenchVerb& options) {
  in_parallel::limit_threads(options.threads);
  const NetworkProblem network = choose_network(options);
  const Bench bench = program::run_bench(network.problem, options.seconds);
  const std::vector<Growth> growth = options.growth ? run_growth(network.problem) : std::vector<Growth>{};
  const auto [n, h, K] = network.problem.sizes;
  const std::string architecture = fmt::format("{}-{}-{}", n, h, K);
  if (options.json) {
    Json object = to_json(bench);
    object["network"] = architecture;
    object["examples"] = network.problem.X.n_rows;
    object["growth"] = to_json(growth);
    object["replay"] = replay_line(options.setup.seed);
    print_json(object);
    return done;
  }
  const Canvas canvas = chart_canvas(stdout);
  fmt::print("{}\n\n{}{}\n", paint("gradlab bench: how fast, as ratios of what was measured in turn", heading, canvas.color),
             line_of("network", fmt::format("{}, {}, {:.3g} GF a cost and gradient", architecture,
                                            counted(network.problem.X.n_rows, "example"), bench.gflops),
                     canvas.color),
             line_of("data", network.data, canvas.color));
  print_table(bench, canvas.color);
  print_ladder(bench, canvas);
  print_figures(bench, canvas.color);
  print_growth(growth, canvas);
  fmt::print("{}", describe_replay(options.setup.seed, 10, canvas.color));
  return done;
}

}  // namespace

Verb bench_verb() {
  const auto options = std::make_shared<BenchVerb>();
  return {.name = "bench",
          .one_line = "Measure how fast cost, gradient and check are on this machine",
          .hints = {{"gradlab bench", "how fast, beside the limit"}},
          .options = join({network_options(options->setup),
                           {{.name = "--seconds",
                             .target = &options->seconds,
                             .value = "S",
                             .summary = "How long to measure, or so",
                             .shows_default = true,
                             .checks = {between(0.01, 3600)}},
                            {.name = "--growth",
                             .target = &options->growth,
                             .summary = "How time grows with examples, inputs, hidden units and threads"},
                            threads_option(options->threads),
                            json_option(options->json, "Print one JSON object instead of the report")}}),
          .notes = "Ratios of figures from one run mean more than milliseconds. Results are compared\n"
                   "before anything is timed.\n\n"
                   "Exit status: 0 done, 2 bad input.\n\n"
                   "Examples:\n"
                   "  gradlab bench\n"
                   "  gradlab bench --growth\n"
                   "  gradlab bench --data digits --hidden 100 --json | jq .blocked_share_of_peak",
          .run = [options] { return run_bench(*options); }};
}

}  // namespace gradlab::program
