// Reads examples, targets and weights from files of any known format, which is found from the content, not the name.
// See format.hpp for the formats, labels.hpp for targets as labels.
//
// The C libraries behind HDF5 and .mat crash on some damaged files. Name the gradlab command as the `reader`, as in
// read_dataset(path, "", "/usr/bin/gradlab"), and these two formats are read in a child process: a crash there is a
// std::invalid_argument here. Without a reader this process reads, and crashes with the libraries.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/part.hpp"

#include <armadillo>

#include <string>

namespace gradlab::data {

struct Weights {
  arma::mat Theta1;    ///< (h, n+1); empty where the file has one vector
  arma::mat Theta2;    ///< (K, h+1)
  arma::vec unrolled;  ///< all weights in one vector, in the order of whoever wrote it; empty where there are matrices
};

/// Where the file names its variables (.mat, .npz, HDF5): X and y. Otherwise one table: see table.hpp for its column of
/// targets; `label_column` names it, by the header's name or by its number from 1. Where another file holds the
/// targets, the table is all X. Targets may be one-hot: a matrix of 0 and 1 with one 1 in each row.
/// An HDF5 file whose X has as many columns as y has entries was written by columns and is transposed.
/// part: X has only these examples, and y has all. Of .mat and HDF5 the part alone is read from the disk; so it is of
/// IDX and .npy where the targets are in another file. Of those that are packed, of .npz, and of CSV with the targets
/// in another file, the part alone becomes numbers. Of all else the whole is read first; so it is of HDF5 where neither
/// y beside X nor Octave's mark tells the order of rows and columns. What the description says of the values it says of
/// the part.
/// throws std::invalid_argument, one line naming the file, what was expected, what came and what to try.
Dataset read_dataset(const std::string& path, const std::string& targets_path = "", const std::string& reader = "",
                     const std::string& label_column = "", Part part = {});

/// Theta1 and Theta2 by name, or one row or column of all weights (by the name theta or nn_params, or without one).
/// throws std::invalid_argument as above.
Weights read_weights(const std::string& path, const std::string& reader = "");

}  // namespace gradlab::data
