// A data format: how to recognize a file of it, and how to read the file's matrices, with or without names.
// See read.hpp for examples, targets and weights among the matrices, ADDING_A_FORMAT.md for a new format.
#pragma once

#include "gradlab/data/file.hpp"

#include <armadillo>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::data {

struct Variable {
  std::string name;     ///< as the file has it; empty where the format has no names
  arma::mat values;     ///< a vector is one column
  std::string problem;  ///< why there are no values: "a cell array"; empty where there are values
};

/// What a file of any format comes down to: matrices with or without names.
struct Contents {
  std::vector<Variable> variables;
  std::string description;              ///< anything done to the values; may be empty
  bool rows_are_certain = true;         ///< false where the writer's order of rows and columns cannot be told (HDF5)
  arma::uword rows = 0;                 ///< of X, of which File::part was read; 0: all rows are there
  bool may_hold_targets = true;         ///< false where targets have a file of their own (IDX, arrays of pictures)
  std::vector<std::string> columns;     ///< their names, where the file has a header
  std::vector<std::string> questions;   ///< what the user should look at, as in Dataset
};

/// The description, with a word on bytes that look like pixels and stay as they are.
std::string describe_bytes(const Contents& contents);
constexpr std::string_view undivided_bytes = "bytes as they are, not divided by 255";

/// The most that zlib can pack, and so the most numbers that a byte of a file can hold.
constexpr std::size_t most_numbers_in_a_byte = 1032;

struct Format {
  std::string_view name;                               ///< "NumPy .npy"
  std::string_view word;                               ///< in a list of all formats: ".npy"
  bool (*recognize)(std::string_view bytes);           ///< from the content alone
  Contents (*read)(const File& file);                  ///< throws std::invalid_argument, naming file and place
  bool may_crash = false;                              ///< on a damaged file, in a C library: see isolated_reader.hpp
  bool reads_parts = false;                            ///< it gives of X the rows of File::part alone
  bool needs_beginning_only = false;                   ///< and reads their bytes by itself: see load_beginning()
  bool has_names = false;                              ///< it reads parts of X also where y is in the same file
};

/// The words of all formats: ".mat, HDF5, .npy, IDX or .csv", with " or " before the last.
std::string list_formats(std::string_view before_last = ", ");

/// The format of these bytes. throws std::invalid_argument if there is none.
const Format& find_format(const File& file);

}  // namespace gradlab::data
