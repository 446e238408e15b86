// A data format: how to recognize a file of it, and how to read the file's matrices, with or without names.
// See read.hpp for examples, targets and weights among the matrices, ADDING_A_FORMAT.md for a new format.
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
  bool may_crash = false;                              ///< on a damaged file, in a C library: see isolated_reader.hpp
};

/// The words of all formats: ".mat, HDF5, .npy, IDX or .csv", with " or " before the last.
std::string list_formats(std::string_view before_last = ", ");

/// The format of these bytes. throws std::invalid_argument if there is none.
const Format& find_format(const File& file);

}  // namespace gradlab::data
