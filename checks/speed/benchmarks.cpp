// Times the network's twins, one whole cost and a check of all its weights with Google Benchmark, and says how much
// memory each holds. `speed_benchmarks --save FOLDER` writes the problem instead; comparing is compare.py's business.
#include "heap.hpp"
#include "problem.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/single_threaded_blas.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <exception>

namespace {

using namespace speed;
namespace nn = gradlab::neural_network;

using Twin = nn::CostAndGradients(const nn::Problem&);

void time_twin(benchmark::State& state, const Problem& problem, Twin* twin) {
  for (auto _ : state) benchmark::DoNotOptimize(twin(problem.network));
}

// OpenBLAS uses one thread for the loop's small products, as in the command (see program/main.cpp).
void time_loop(benchmark::State& state, const Problem& problem) {
  const gradlab::SingleThreadedBlas blas;
  time_twin(state, problem, nn::loop::nn_cost_function);
}

// The threads of blocked are its own.
void time_blocked(benchmark::State& state, const Problem& problem) {
  const gradlab::SingleThreadedBlas blas;
  time_twin(state, problem, nn::blocked::nn_cost_function);
}

void time_blocked_cost(benchmark::State& state, const Problem& problem) {
  for (auto _ : state) benchmark::DoNotOptimize(nn::blocked::cost(problem.network));
}

void time_cost(benchmark::State& state, const Problem& problem) {
  const gradlab::Objective objective = nn::make_objective(problem.network);
  for (auto _ : state) benchmark::DoNotOptimize(objective.cost(problem.network.theta));
}

void time_check(benchmark::State& state, const Problem& problem) {
  const gradlab::Objective objective = nn::make_objective(problem.network);
  nn::Problem moved = problem.network;
  const gradlab::check::Implementation vectorized{"vectorized", [&](const arma::vec& theta) {
    moved.theta = theta;
    return to_evaluation(nn::vectorized::nn_cost_function(moved));
  }, true};
  for (auto _ : state) {
    const auto result = gradlab::check::check_gradients(objective, {vectorized}, problem.network.theta);
    if (result.verdict != gradlab::check::Verdict::agree) state.SkipWithError("the check does not agree");
  }
}

void run_benchmarks(const Problem& problem) {
  using benchmark::RegisterBenchmark;
  Twin* const vectorized = nn::vectorized::nn_cost_function;
  RegisterBenchmark("vectorized", time_twin, problem, vectorized)->Unit(benchmark::kMillisecond);
  RegisterBenchmark("loop", time_loop, problem)->Unit(benchmark::kMillisecond);
  RegisterBenchmark("blocked", time_blocked, problem)->UseRealTime()->Unit(benchmark::kMillisecond);
  RegisterBenchmark("blocked_cost", time_blocked_cost, problem)->UseRealTime()->Unit(benchmark::kMillisecond);
  RegisterBenchmark("cost", time_cost, problem)->Unit(benchmark::kMillisecond);
  RegisterBenchmark("check", time_check, problem)->Unit(benchmark::kMillisecond);
  Heap heap;
  benchmark::RegisterMemoryManager(&heap);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::RegisterMemoryManager(nullptr);
}

int run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const Problem problem = load_problem();
  benchmark::AddCustomContext("problem", problem.name);
  if (argc == 3 && std::strcmp(argv[1], "--save") == 0) {
    save_problem(problem, argv[2]);
  } else if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  } else {
    run_benchmarks(problem);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "speed_benchmarks: %s\n", error.what());
    return 2;
  }
}
