// Turns the targets of a file into the labels 1..K of a classifier, whatever they counted from.
// See read.hpp for reading the file.
#pragma once

#include <armadillo>

#include <string>

namespace gradlab::data {

struct Labels {
  arma::uvec y;                ///< (m), labels 1..num_labels
  arma::uword num_labels = 0;  ///< K
  std::string description;     ///< what was recognized: "labels 0 to 9 as 1 to 10"
};

/// What is odd about these labels: each example has its own, or most up to the largest do not occur; else "".
std::string question_labels(const arma::vec& y);

/// Recognizes labels 1..K and, if any label is 0, 0..K-1 (used as 1..K: label + 1). With 1..10 the 10 may mean the
/// digit 0, as in the course's data; it stays 10. num_labels 0: as many as the data say, by their largest label.
/// throws std::invalid_argument naming the first example (counted from 0) whose target is not a label.
Labels recognize_labels(const arma::vec& y, arma::uword num_labels);

}  // namespace gradlab::data
