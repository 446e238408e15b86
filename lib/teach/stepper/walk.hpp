// A walk through a run of the loop. Every step has a number, although only a part of the run is held in memory.
// See page.hpp for drawing a step.
#pragma once

#include "gradlab/trace/trace.hpp"

#include <functional>

namespace gradlab::teach {

class Walk {
 public:
  using Tracer = std::function<trace::Trace(const trace::Window&)>;

  Walk(const neural_network::LayerSizes& sizes, arma::uword examples, Tracer tracer);

  const trace::Trace& trace() const { return trace_; }
  std::size_t index() const { return index_; }
  const trace::Step& step() const { return trace_.steps[index_]; }

  arma::uword number() const;  ///< of the step in the whole run, from 1
  arma::uword length() const;

  /// To the step of this number, or to the nearest that there is.
  void go_to(arma::uword number);

  /// Within the current loop: to the statement in the same turn. Into S18-S25: to the example shown last. Else: to the
  /// statement's first step.
  void go_to_statement(int statement);

  /// To the example's turn (from 0) in S18-S25: to the same statement within that loop, from elsewhere to S18.
  void go_to_example(arma::uword example);

  /// To the same statement in the next turn of the loop, or that many further; nowhere outside of loops.
  void turn_by(int turns);

  /// To the first statement behind the loop; nowhere outside of loops.
  void leave_loop();

 private:
  arma::uword number_of(int statement, arma::uword turn) const;  // turn: from 1 in a loop, 0 outside
  void hold(arma::uword example);

  neural_network::LayerSizes sizes_;
  arma::uword examples_;
  Tracer tracer_;
  trace::Trace trace_;
  std::size_t index_ = 0;
  arma::uword example_ = 0;  ///< the example shown last
};

}  // namespace gradlab::teach
