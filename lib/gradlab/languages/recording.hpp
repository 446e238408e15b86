// A run of foreign code with a look at each number that arose in it, and the repairs that put others in its way.
#pragma once

#include "gradlab/languages/answers.hpp"

#include <armadillo>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::languages {

enum class PlaceKind { name, number, constant, operation, call, part, attribute, before, after };

/// A number that is written in the code; a constant is the whole value of a variable.
inline bool is_literal(PlaceKind kind) { return kind == PlaceKind::number || kind == PlaceKind::constant; }

/// An expression of the code, or what a statement has changed (before and after it).
struct Place {
  arma::uword line = 0;
  std::string where;  ///< "line 48", "cell 3, line 2"
  std::string text;
  PlaceKind kind = PlaceKind::operation;
  std::vector<std::size_t> parts;  ///< the places whose values it reads
  arma::uword statement = 0;       ///< the first line of its statement
  std::string function;
  arma::uword loop = 0;  ///< the line of the innermost loop around it; 0: none
  std::string target;    ///< the variable that takes its value; may be empty
};

enum class ValueKind { real, single, whole, truth };

/// A number or an array of any shape.
struct Value {
  std::vector<arma::uword> shape;
  ValueKind kind = ValueKind::real;
  arma::vec entries;  ///< by rows
};

/// The calls on the way to a place, each by its own place, outermost first.
using CallPath = std::vector<std::size_t>;

/// All values of one place, reached by one path.
struct Trail {
  CallPath path;
  std::size_t place = 0;
  std::vector<Value> values;
};

struct Recording {
  std::vector<Place> places;
  std::vector<Trail> trails;  ///< in the order of their first values
  GradientAnswer answer;
};

/// What a repair does with the numbers of its entry in the table.
enum class RepairMode {
  same,              ///< all runs of the place get them, in the place's own shape
  by_columns,        ///< the same, unrolled by columns
  last,              ///< the last run gets them
  each,              ///< each run gets its own
  by_size,           ///< each run gets the one that has its size, or the next row of it
  whole,             ///< in their own shape
  whole_transposed,
  real,              ///< no entry: the place's own numbers as floating-point numbers
  moved              ///< no entry: the place's own numbers, moved
};

struct Repair {
  std::optional<CallPath> path;  ///< none: every path
  std::size_t place = 0;
  RepairMode mode = RepairMode::same;
  std::size_t entry = 0;  ///< in the table
  std::size_t runs = 0;   ///< of the place
};

using Repairs = std::vector<Repair>;

}  // namespace gradlab::languages
