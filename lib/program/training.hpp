// One training run: data split, gradient checked, cost minimized, answers counted. See verbs/train.cpp for the report.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/train/optimizer.hpp"
#include "program/problem_options.hpp"
#include "program/problem_setup.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::program {

struct TrainVerb {
  ProblemOptions setup;
  std::string optimizer = "lbfgs";
  std::uint64_t iterations = 50;  ///< in all: those of the file that is resumed count
  std::optional<double> alpha;  ///< of gradient descent; not given: 1, for the regressions 0.01
  double held_out = 0.2;        ///< share of the examples
  bool scale = false;
  std::string implementation;   ///< empty: the fastest of the model
  std::string save;    ///< a file to keep the weights in; empty: none
  std::string resume;  ///< a file of the same training that was ended, which is continued; empty: none
  int threads = 0;     ///< 0: one a processor
  std::string html;  ///< a report to write; empty: none
  bool json = false;
};

struct Training {
  ProblemSetup setup;           ///< on the examples trained on; its theta is where the training started
  check::CheckResult check;  ///< of the gradient, at the start
  arma::uword resumed_at = 0;  ///< the iterations that were done before this run
  train::Minimum minimum;      ///< of this run
  double seconds = 0;  ///< of the minimization
  arma::vec theta;     ///< what was learned, for the features as they came
  Score training, held_out;
  std::vector<std::string> label_names;  ///< of the rows of `confusion`, as the data have them
  std::string scaling;                   ///< what was done to the features, in words; empty: nothing
};

/// With a progress bar where it takes long; Ctrl-C ends the minimization only, with Ending::stopped.
/// Where it is kept in a file it goes in pieces of so many iterations, each of which starts the optimizer anew: one that
/// is taken up after a piece goes on as if it had never ended, to the last bit.
/// throws std::invalid_argument if the options do not belong together, or the file is of another training.
Training run_training(const TrainVerb& options);
constexpr arma::uword iterations_of_piece = 50;

}  // namespace gradlab::program
