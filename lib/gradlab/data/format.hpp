// The table of the formats.
// Adding a format: one file with two functions as in csv.hpp, and one row of the table in format.cpp.
#pragma once

#include "gradlab/data/contents.hpp"

#include <string>
#include <string_view>

namespace gradlab::data {

struct Format {
  std::string_view name;                               ///< "NumPy .npy"
  std::string_view word;                               ///< in a list of all formats: ".npy"
  bool (*recognize)(std::string_view bytes);           ///< from the content alone
  Contents (*read)(const File& file);                  ///< throws std::invalid_argument, naming file and place
  bool may_crash = false;                              ///< on a hostile file, by a C library: see apart.hpp
};

/// The words of all formats: ".mat, HDF5, .npy, IDX or .csv", with " or " before the last.
std::string list_formats(std::string_view before_last = ", ");

/// The format of these bytes. throws std::invalid_argument if there is none.
const Format& find_format(const File& file);

}  // namespace gradlab::data
