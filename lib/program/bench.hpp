// Measures the network's twins and its check beside the rate of a plain matrix product. See verbs/bench.cpp for the
// report.
#pragma once

#include "gradlab/models/network/problem.hpp"

#include <armadillo>

#include <optional>
#include <string>
#include <vector>

namespace gradlab::program {

/// One task, timed in turn with all others.
struct BenchFigure {
  std::string name;
  double seconds = 0;  ///< the median over the rounds
  std::string ratio_to = "";
  double ratio = arma::datum::nan;  ///< how many times as long `ratio_to` takes: the median over the rounds
};

struct Bench {
  int threads = 1, rounds = 0;
  std::vector<BenchFigure> results;
  double gflops = 0;                        ///< of one cost and gradient, 1e9 operations
  double peak_gflops_per_second = 0;        ///< of the matrix product
  std::optional<double> source_share_of_peak;  ///< of the source's function in NumPy
  std::string no_source;                       ///< why it was not timed; empty: it was
  double loop_share_of_peak = 0, vectorized_share_of_peak = 0, blocked_share_of_peak = 0;
  arma::uword weights = 0;
  double exhaustive_seconds = 0;            ///< the judged part of a check of all weights
  double exhaustive_speedup = 0;            ///< over two blocked costs a weight, extrapolated
  double exhaustive_speedup_with_bounds = 0;  ///< over four costs a weight, which tell an error as the check does
  double exhaustive_threads_ratio = 0;      ///< one thread over all of them
  double blocked_threads_ratio = 0;
  std::size_t black_box_evaluations = 0;    ///< that were measured
};

/// Times all tasks in rounds, each of which goes through them in the other direction, for so many seconds or so.
/// throws std::runtime_error where the twins or the check do not agree: what is wrong is not timed.
Bench run_bench(const neural_network::Problem& problem, double seconds);

/// How time grows with one size, the others being as they are.
struct Growth {
  std::string size;  ///< "examples", "inputs", "hidden units", "threads"
  arma::vec sizes;
  arma::vec blocked, exhaustive;  ///< seconds, one for each size
  double blocked_exponent = 0, exhaustive_exponent = 0;  ///< fitted: time goes like the size to the power of it
};

/// Of examples drawn from the problem, and of random networks of its shape that are larger and smaller.
std::vector<Growth> run_growth(const neural_network::Problem& problem);

}  // namespace gradlab::program
