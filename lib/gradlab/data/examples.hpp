// Which variables of a file hold the examples and their targets, and which way the examples lie, by names and shapes
// alone: a reader knows both before it reads numbers. See read.hpp for what becomes of them.
#pragma once

#include <armadillo>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::data {

using Names = std::initializer_list<const char*>;

/// The place of the first of the wanted names that there is, as written before in any case.
std::optional<std::size_t> find_name(const std::vector<std::string>& names, Names wanted);

inline const Names names_of_examples = {"X", "images", "data", "x_train", "arr_0"};
inline const Names names_of_targets = {"y", "labels", "label", "targets", "target", "class", "y_train", "arr_1"};

/// The places of X and y among a file's variables.
struct Places {
  std::optional<std::size_t> X, y;

  bool make_data_set(std::size_t place) const { return !X || place == X || place == y; }
};
Places find_examples(const std::vector<std::string>& names);

struct Shape {
  arma::uword rows = 0, columns = 0;
};

/// Whether targets of this shape have one column for each example.
bool are_turned(Shape y, arma::uword examples, bool rows_are_certain);

/// The order in which a writer of HDF5 stores a matrix. Who writes by columns (MATLAB, Octave, Julia, Armadillo) gives
/// it the transpose of what who writes by rows does.
enum class Order { unknown, by_rows, by_columns };

/// The order that the length of y tells. It tells none where X is square, or has it in neither direction.
Order find_order(Shape X, Shape y);

}  // namespace gradlab::data
