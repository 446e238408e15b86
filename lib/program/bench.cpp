#include "program/bench.hpp"

#include "gradlab/blas_buffers.hpp"
#include "gradlab/check/checker.hpp"
#include "gradlab/check/compare_outputs.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/process/child.hpp"
#include "gradlab/random.hpp"
#include "program/source_in_numpy.hpp"

#include <cblas.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <stdexcept>
#include <thread>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using arma::uword, arma::vec;

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The shortest of several runs within a moment: the others were disturbed.
double shortest_of(const std::function<void()>& work) {
  constexpr double moment = 0.04;
  double shortest = std::numeric_limits<double>::infinity();
  for (double spent = 0; spent < moment;) {
    const double seconds = seconds_of(work);
    shortest = std::min(shortest, seconds);
    spent += seconds;
  }
  return shortest;
}

// ---- The rate of a plain product ----

constexpr uword side = 2000;
constexpr double operations_of_product = 2.0 * side * side * side;

// BLAS on so many threads while it lives; the command keeps BLAS on one.
class BlasThreads {
 public:
  explicit BlasThreads(int threads) : before_(openblas_get_num_threads()) { openblas_set_num_threads(threads); }
  ~BlasThreads() {
    openblas_set_num_threads(before_);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // idle threads of BLAS spin for a while
  }
  BlasThreads(const BlasThreads&) = delete;
  BlasThreads& operator=(const BlasThreads&) = delete;

 private:
  int before_;
};

// All, where there is memory for BLAS's threads, which take two buffers each; else one.
int count_threads() {
  const int all = in_parallel::count_threads(0);
  const auto buffers = static_cast<std::size_t>(2 * all + 1);
  return reserve_blas_buffers(buffers) == buffers ? all : 1;
}

class Product {
 public:
  double seconds(int threads) {
    const BlasThreads blas(threads);
    return shortest_of([this] { product_ = left_ * right_; });
  }

 private:
  arma::mat left_ = arma::randu(side, side), right_ = arma::randu(side, side), product_;
};

// ---- The check ----

check::Implementation as_implementation(const nn::Problem& problem) {
  return {"blocked",
          [&problem](const vec& theta) {
            return to_evaluation(nn::blocked::nn_cost_function(move_to(problem, theta)));
          },
          true};
}

// The judged part: without the troubles, which are looked for before.
double seconds_of_check(const nn::Problem& problem, const Objective& objective, int threads) {
  check::CheckOptions options;
  options.threads = threads;
  options.beside_blind = false;
  const check::CheckResult result =
      check::check_gradients(objective, {as_implementation(problem)}, problem.theta, options);
  if (result.verdict == check::Verdict::agree) return result.seconds;
  throw std::runtime_error("the check of the blocked gradient does not agree; a wrong result is not timed");
}

void require_same(const nn::CostAndGradients& one, const nn::CostAndGradients& other, const std::string& name) {
  const auto agree = [](const arma::mat& a, const arma::mat& b) {
    return check::compare_outputs(a, b).verdict == check::Verdict::agree;
  };
  if (agree(one.grad1_reg, other.grad1_reg) && agree(one.grad2_reg, other.grad2_reg) &&
      agree(arma::mat{one.reg_J}, arma::mat{other.reg_J})) {
    return;
  }
  throw std::runtime_error(fmt::format("{} and vectorized do not agree; a wrong result is not timed", name));
}

void require_right(const nn::Problem& problem) {
  const nn::CostAndGradients right = nn::vectorized::nn_cost_function(problem);
  require_same(nn::blocked::nn_cost_function(problem), right, "blocked");
  nn::CostAndGradients loop = nn::loop::nn_cost_function(problem);
  if (!std::isfinite(loop.reg_J)) loop.reg_J = right.reg_J;  // where an output saturates the loop takes log(0)
  require_same(loop, right, "loop");
}

// The source in NumPy, where it takes no longer than so many seconds; none, and `why`, where no Python runs it so.
std::unique_ptr<const SourceInNumpy> find_source(const nn::Problem& problem, double seconds, std::string& why) {
  try {
    auto source = std::make_unique<const SourceInNumpy>(problem);
    languages::ForeignNetwork::Result result;
    const double taken = seconds_of([&] { result = source->evaluate(); });
    if (!result.gradient) throw std::invalid_argument("it gives no gradient");
    nn::CostAndGradients right = nn::vectorized::nn_cost_function(problem), own = right;
    own.grad1_reg = result.gradient->Theta1;
    own.grad2_reg = result.gradient->Theta2;
    if (std::isfinite(result.cost)) own.reg_J = result.cost;  // where an output saturates the source takes log(0)
    require_same(own, right, "the source in NumPy");
    if (taken <= seconds) return source;
    why = fmt::format("one cost and gradient takes {:.2g} s; allow more by --seconds", taken);
  } catch (const std::invalid_argument& error) {
    why = error.what();
  } catch (const process::Gone& error) {
    why = error.what();
  }
  return nullptr;
}

// ---- The tasks ----

struct TimedTask {
  std::string name;
  std::function<double()> seconds;
  std::vector<double> measured = {};
};

double median(const std::vector<double>& values) { return arma::median(vec(values)); }

// Of each round the ratio, and of those the median.
double median_ratio(const TimedTask& above, const TimedTask& below) {
  std::vector<double> ratios;
  for (std::size_t r = 0; r < above.measured.size(); ++r) ratios.push_back(above.measured[r] / below.measured[r]);
  return median(ratios);
}

double operations(const nn::Problem& problem) {
  const auto [n, h, K] = problem.sizes;
  const auto m = static_cast<double>(problem.X.n_rows);
  return 4 * m * static_cast<double>((n + 1) * h) + 6 * m * static_cast<double>((h + 1) * K);
}

constexpr std::size_t most_rounds = 9, least_evaluations = 200;

// Costs at points beside theta, as central differences ask for them.
double seconds_of_cost(const nn::Problem& problem, std::size_t evaluations) {
  nn::Problem moved = move_to(problem, problem.theta);
  double sum = 0;
  const double all = seconds_of([&] {
    for (std::size_t i = 0; i < evaluations; ++i) {
      const uword k = i / 2 * 7919 % moved.theta.n_elem;
      const double before = moved.theta(k);
      moved.theta(k) += i % 2 == 0 ? 1e-5 : -1e-5;
      sum += nn::blocked::cost(moved);
      moved.theta(k) = before;
    }
  });
  if (!std::isfinite(sum)) throw std::runtime_error("a cost beside theta is not finite");
  return all / static_cast<double>(evaluations);
}

void go_round(std::vector<TimedTask>& tasks, bool backwards) {
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    TimedTask& task = tasks[backwards ? tasks.size() - 1 - t : t];
    task.measured.push_back(task.seconds());
  }
}

BenchFigure figure_of(const TimedTask& task, const TimedTask& beside) {
  return {task.name, median(task.measured), beside.name, median_ratio(beside, task)};
}

// ---- Growth ----

nn::Problem random_problem(const nn::LayerSizes& sizes, uword examples) {
  Random random(1);
  nn::Problem problem{sizes, nn::unroll(nn::random_weights(sizes, 1)), arma::mat(examples, sizes.input_layer_size),
                      arma::uvec(examples), 1};
  problem.X.imbue([&] { return random.uniform(0, 1); });
  problem.y.imbue([&] { return 1 + random.below(sizes.num_labels); });
  return problem;
}

double fit_exponent(const vec& sizes, const vec& seconds) {
  const vec line = arma::polyfit(arma::log(sizes), arma::log(seconds), 1);
  return line(0);
}

void finish(Growth& growth) {
  growth.blocked_exponent = fit_exponent(growth.sizes, growth.blocked);
  growth.exhaustive_exponent = fit_exponent(growth.sizes, growth.exhaustive);
}

struct Sized {
  double size;
  nn::Problem problem;
  int threads;
};

// All sizes in turn, so that what else the machine does falls on all of them; of each the shortest time.
Growth measure_growth(const std::string& name, const std::vector<Sized>& all) {
  constexpr int rounds = 3;
  Growth growth;
  growth.size = name;
  growth.sizes.set_size(all.size());
  growth.blocked.set_size(all.size());
  growth.exhaustive.set_size(all.size());
  growth.blocked.fill(arma::datum::inf);
  growth.exhaustive.fill(arma::datum::inf);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const nn::Problem& problem = all[i].problem;
      const int threads = all[i].threads;
      growth.sizes(i) = all[i].size;
      const double blocked = shortest_of([&] { nn::blocked::nn_cost_function(problem, {threads, 0}); });
      growth.blocked(i) = std::min(growth.blocked(i), blocked);
      growth.exhaustive(i) =
          std::min(growth.exhaustive(i), seconds_of_check(problem, nn::make_objective(problem), threads));
    }
  }
  finish(growth);
  return growth;
}

}  // namespace

Bench run_bench(const nn::Problem& problem, double seconds) {
  require_right(problem);
  const int threads = count_threads();
  const Objective objective = nn::make_objective(problem);
  Product product;
  const std::size_t evaluations = least_evaluations / most_rounds + 1;
  std::vector<TimedTask> tasks = {
      {fmt::format("product {0} x {0} x {0}", side), [&] { return product.seconds(threads); }},
      {"loop", [&] { return shortest_of([&] { nn::loop::nn_cost_function(problem); }); }},
      {"vectorized", [&] { return shortest_of([&] { nn::vectorized::nn_cost_function(problem); }); }},
      {"blocked", [&] { return shortest_of([&] { nn::blocked::nn_cost_function(problem); }); }},
      {"blocked, one thread", [&] { return shortest_of([&] { nn::blocked::nn_cost_function(problem, {1, 0}); }); }},
      {"blocked cost alone", [&] { return seconds_of_cost(problem, evaluations); }},
      {"check of all weights", [&] { return seconds_of_check(problem, objective, 0); }},
      {"check, one thread", [&] { return seconds_of_check(problem, objective, 1); }}};
  std::size_t rounds = 0;
  Bench bench;
  constexpr double share_of_source = 0.2;  // of the time for measuring; the first time Python gets the examples besides
  const auto source = find_source(problem, share_of_source * seconds, bench.no_source);
  if (source) tasks.push_back({"source, in NumPy", [&] { return shortest_of([&] { source->evaluate(); }); }});
  const double first = seconds_of([&] { go_round(tasks, false); });
  for (rounds = 1; rounds < most_rounds && static_cast<double>(rounds + 1) * first < seconds; ++rounds) {
    go_round(tasks, rounds % 2 == 1);
  }
  const TimedTask &peak = tasks[0], &loop = tasks[1], &vectorized = tasks[2], &blocked = tasks[3], &blocked_one = tasks[4],
             &check_all = tasks[6], &check_one = tasks[7];
  TimedTask& cost = tasks[5];
  while (cost.measured.size() * evaluations < least_evaluations) {
    cost.measured.push_back(cost.seconds());
  }
  bench.threads = threads;
  bench.rounds = static_cast<int>(rounds);
  bench.black_box_evaluations = cost.measured.size() * evaluations;
  cost.measured.resize(rounds);
  bench.results = {figure_of(peak, blocked), figure_of(loop, loop), figure_of(vectorized, loop), figure_of(blocked, loop),
                   figure_of(blocked_one, blocked), figure_of(cost, blocked), figure_of(check_all, cost),
                   figure_of(check_one, check_all)};
  const auto share = [&](const TimedTask& task) {
    return operations(problem) / operations_of_product * median_ratio(peak, task);
  };
  bench.gflops = operations(problem) / 1e9;
  bench.peak_gflops_per_second = operations_of_product / 1e9 / median(peak.measured);
  if (source) bench.source_share_of_peak = share(tasks.back());
  bench.loop_share_of_peak = share(loop);
  bench.vectorized_share_of_peak = share(vectorized);
  bench.blocked_share_of_peak = share(blocked);
  bench.weights = problem.theta.n_elem;
  bench.exhaustive_seconds = median(check_all.measured);
  bench.exhaustive_speedup = 2 * static_cast<double>(bench.weights) * median_ratio(cost, check_all);
  bench.exhaustive_speedup_with_bounds = 2 * bench.exhaustive_speedup;
  bench.results[6].ratio_to = "two costs a weight";
  bench.results[6].ratio = bench.exhaustive_speedup;
  if (source) bench.results.insert(bench.results.begin() + 1, figure_of(tasks.back(), loop));
  bench.exhaustive_threads_ratio = median_ratio(check_one, check_all);
  bench.blocked_threads_ratio = median_ratio(blocked_one, blocked);
  return bench;
}

std::vector<Growth> run_growth(const nn::Problem& problem) {
  const nn::LayerSizes sizes = problem.sizes;
  const auto [n, h, K] = sizes;
  const uword m = problem.X.n_rows;
  std::vector<Sized> examples, inputs, hidden, threads;
  for (const uword factor : {1u, 2u, 4u}) {
    const auto times = [&](uword size) { return std::max<uword>(1, size * factor / 4); };
    examples.push_back({static_cast<double>(times(m)), random_problem(sizes, times(m)), 0});
    inputs.push_back({static_cast<double>(times(n)), random_problem({times(n), h, K}, m / 2 + 1), 0});
    hidden.push_back({static_cast<double>(factor * h), random_problem({n, factor * h, K}, m / 4 + 1), 0});
  }
  for (int count = 1; count <= in_parallel::count_threads(0); count *= 2) {
    threads.push_back({static_cast<double>(count), problem, count});
  }
  std::vector<Growth> all = {measure_growth("examples", examples), measure_growth("inputs", inputs),
                             measure_growth("hidden units", hidden)};
  if (threads.size() > 1) all.push_back(measure_growth("threads", threads));
  return all;
}

}  // namespace gradlab::program
