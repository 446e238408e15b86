// A set of examples with their targets, from any file. See read.hpp for reading files, labels.hpp for targets as
// labels.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::data {

struct Dataset {
  arma::mat X;              ///< (m, n), one example a row, without the column of ones; see `first` for less than all
  arma::vec y;              ///< (m), targets as the file has them: labels of a classifier, values of a regression
  std::string name;         ///< what reports call it: "digits", "ex4data1.mat"
  std::string description;  ///< one line: format, and anything done to the values ("bytes divided by 255")
  std::string doubt;        ///< why the targets may be the wrong ones for a classifier, and what to type; mostly empty
  std::string attribution;  ///< who made it and its licence; empty for a user's own file
  std::vector<std::string> questions = {};  ///< what the user should look at; the description has them too
  arma::uword first = 0;  ///< the number of X's first example; y has all examples where X has a part of them
};

}  // namespace gradlab::data
