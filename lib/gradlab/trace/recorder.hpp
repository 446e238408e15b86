// What stands behind each statement of the traced loop and writes down what it did. It is called by code that is made
// from loop.cpp; see watched_loop.cmake.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/trace/step.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::trace {

class Recorder {
 public:
  /// `inputs`: the names that hold something before S1.
  Recorder(std::vector<Variable> inputs, arma::uword num_labels, arma::uword examples, const Window& window);

  void operator()(int statement, double value);
  void operator()(int statement, arma::uword counter);
  void operator()(int statement, const arma::mat& matrix);
  void operator()(int statement, const arma::rowvec& vector);

  /// S30, which gives no name a value.
  void finish();

  std::vector<Step> steps() && { return std::move(steps_); }

 private:
  void record(int statement, std::vector<arma::uword> shape, const arma::mat& value);
  bool is_kept() const;
  bool is_before_a_kept_step() const;
  Value replace(const Variable& result);

  std::vector<Variable> variables_;
  std::vector<Step> steps_;
  arma::uword num_labels_, examples_;
  Window window_;
  int loop_ = 0;  ///< the statement that heads the loop we are in: 10, 12 or 18; 0 outside
  arma::uword loop_count_ = 0;
};

/// loop.cpp's statements, each followed by a call of `seen`.
neural_network::CostAndGradients run_watched(const neural_network::Problem& problem, Recorder& seen);

}  // namespace gradlab::trace
