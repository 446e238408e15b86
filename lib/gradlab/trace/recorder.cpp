#include "gradlab/trace/recorder.hpp"

#include "gradlab/trace/statements.hpp"

#include <algorithm>
#include <utility>

namespace gradlab::trace {

namespace {

// The statement that heads the loop which this statement is in; 0 for none.
int loop_around(int statement) {
  if (statement == 10 || statement == 11) return 10;
  if (statement == 12 || statement == 13) return 12;
  return statement >= 18 && statement <= 25 ? 18 : 0;
}

}  // namespace

Recorder::Recorder(std::vector<Variable> inputs, arma::uword num_labels, arma::uword examples, const Window& window)
    : variables_(std::move(inputs)), num_labels_(num_labels), examples_(examples), window_(window) {}

void Recorder::operator()(int statement, double value) { record(statement, {}, arma::mat{value}); }

void Recorder::operator()(int statement, arma::uword counter) {
  record(statement, {}, arma::mat{static_cast<double>(counter)});
}

void Recorder::operator()(int statement, const arma::mat& matrix) {
  record(statement, {matrix.n_rows, matrix.n_cols}, matrix);
}

void Recorder::operator()(int statement, const arma::rowvec& vector) { record(statement, {vector.n_elem}, vector); }

void Recorder::finish() {
  const Statement& last = find_statement(statement_count);
  steps_.push_back({last.number, {last.name, {}, nullptr}, nullptr, 0, 0, variables_});
}

void Recorder::record(int statement, std::vector<arma::uword> shape, const arma::mat& value) {
  if (loop_ != loop_around(statement)) loop_count_ = 0;
  loop_ = loop_around(statement);
  if (loop_ == statement) ++loop_count_;
  if (!is_kept() && !is_before_a_kept_step()) return;
  Variable result{find_statement(statement).name, std::move(shape), std::make_shared<const arma::mat>(value)};
  const Value before = replace(result);
  if (!is_kept()) return;
  const arma::uword length = loop_ == 0 ? 0 : loop_ == 18 ? examples_ : num_labels_;
  steps_.push_back({statement, std::move(result), before, loop_count_, length, variables_});
}

bool Recorder::is_kept() const {
  return loop_ != 18 || (loop_count_ > window_.first && loop_count_ <= window_.last + 1);
}

// Its values are what the first kept turn, or S26, finds.
bool Recorder::is_before_a_kept_step() const { return loop_count_ == window_.first || loop_count_ == examples_; }

// Puts the result among the variables and gives back what the name held.
Value Recorder::replace(const Variable& result) {
  const auto known = std::find_if(variables_.begin(), variables_.end(),
                                  [&](const Variable& variable) { return variable.name == result.name; });
  if (known == variables_.end()) {
    variables_.push_back(result);
    return nullptr;
  }
  return std::exchange(*known, result).value;
}

}  // namespace gradlab::trace
