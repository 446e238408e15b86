// What the readers promise of any file whatever: whole data, or one line of complaint that names the file.
// The fuzzers hold them to it on made-up files, the unit tests on the files in corpus/.
#pragma once

#include "gradlab/data/read.hpp"

#include <armadillo>

#include <stdexcept>
#include <string>

inline void require(bool kept, const std::string& promise) {
  if (!kept) throw std::logic_error("a reader broke its promise: " + promise);
}

inline void require_good_message(const std::string& message, const std::string& path) {
  require(message.starts_with(path + ": "), "a message begins with the file's name: " + message);
  require(message.find('\n') == std::string::npos, "a message is one line: " + message);
}

inline void try_dataset(const std::string& path, const std::string& targets_path, const std::string& reader = "") {
  try {
    const auto dataset = gradlab::data::read_dataset(path, targets_path, reader);
    require(!dataset.X.is_empty() && dataset.X.n_rows == dataset.y.n_elem, "X and y go together");
    require(dataset.X.is_finite() && dataset.y.is_finite(), "all numbers are finite");
  } catch (const std::invalid_argument& error) {
    require_good_message(error.what(), path);
  }
}

/// The second half of a file's examples. What is wrong elsewhere in the file may be passed over.
inline void try_part(const std::string& path, const std::string& reader = "") {
  try {
    const auto part = gradlab::data::read_dataset(path, "", reader, "", {1, 2});
    require(part.X.n_rows == gradlab::Part{1, 2}.of(part.y.n_elem).count(), "X has half of y's examples");
    const auto whole = gradlab::data::read_dataset(path, "", reader);
    const arma::mat half = whole.X.tail_rows(part.X.n_rows);
    require(arma::approx_equal(part.X, half, "absdiff", 0), "a part has the whole's numbers");
  } catch (const std::invalid_argument& error) {
    require_good_message(error.what(), path);
  }
}

inline void try_weights(const std::string& path, const std::string& reader = "") {
  try {
    const auto [Theta1, Theta2, unrolled] = gradlab::data::read_weights(path, reader);
    require(Theta1.is_empty() == Theta2.is_empty() && Theta1.is_empty() != unrolled.is_empty(), "matrices or a vector");
    require(Theta1.is_finite() && Theta2.is_finite() && unrolled.is_finite(), "all numbers are finite");
  } catch (const std::invalid_argument& error) {
    require_good_message(error.what(), path);
  }
}
