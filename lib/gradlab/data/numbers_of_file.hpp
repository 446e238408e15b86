// Matrices of numbers that lie in a binary file as they are, and the rows of them that a part asks for.
// See idx.cpp and npy.cpp for what stands before them.
#pragma once

#include "gradlab/data/file.hpp"
#include "gradlab/data/numbers.hpp"

#include <armadillo>

#include <cstddef>

namespace gradlab::data {

/// A matrix of numbers that lie in a file one behind the other.
struct Numbers {
  std::size_t begin;  ///< the first one's place
  NumberType type;
  std::size_t rows, columns;
  bool by_columns = false;  ///< a column is whole before the next one begins, and not a row
};

/// The rows of the file's part. Bytes that lie on the disk alone are read as they are needed, and no others. The file
/// must be known to have all of them.
arma::mat decode(const File& file, const Numbers& numbers);

}  // namespace gradlab::data
