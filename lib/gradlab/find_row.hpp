// Looks for a row of a table by its name: methods, optimizers, functions.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab {

/// The first row of this name. `kind` says what the rows are: "optimizer".
/// throws std::invalid_argument, listing the names there are, if there is none.
template <class Row>
const Row& find_row(const std::vector<Row>& rows, std::string_view kind, std::string_view name) {
  std::string names;
  for (const Row& row : rows) {
    if (row.name == name) return row;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", row.name);
  }
  throw std::invalid_argument(fmt::format("there is no {} '{}'; there are: {}", kind, name, names));
}

}  // namespace gradlab
