// One statement of a traced run: its value, and the names that hold something after it.
#pragma once

#include <armadillo>

#include <memory>
#include <string_view>
#include <vector>

namespace gradlab::trace {

/// A number is 1 x 1, a vector a row. Shared, because a value lives on through many steps.
using Value = std::shared_ptr<const arma::mat>;

struct Variable {
  std::string_view name;
  std::vector<arma::uword> shape;  ///< as in the source: {} a number, {K} a vector, {K, h+1} a matrix
  Value value;
};

struct Step {
  int statement = 0;                ///< 1..30
  Variable result;                  ///< what the statement gave a value to; S30 has no value
  Value before;                     ///< what that name held before; null where it held nothing
  arma::uword loop_count = 0;       ///< 1, 2, ... in a loop; 0 outside
  arma::uword loop_length = 0;      ///< how often that loop runs
  std::vector<Variable> variables;  ///< all names that hold something after this step, in the order they came up
};

/// Examples (from 0) whose turn in the loop S18-S25 is kept: both ends included.
struct Window {
  arma::uword first = 0;
  arma::uword last = 0;
};

}  // namespace gradlab::trace
