// Reads a data set as several processes do, each its part of the examples.
#pragma once

#include "gradlab/data/read.hpp"
#include "gradlab/part.hpp"

#include <string>

namespace parts_of_data {

struct Source {
  std::string X;            ///< a path
  std::string y = "";       ///< a path, or empty where X's file has them
  std::string reader = "";  ///< as read_dataset() has it
};

struct Read {
  gradlab::data::Dataset dataset;
  double bytes;  ///< that this process and its child have read
};
Read read(const Source& source, gradlab::Part part = {});

bool is_same(const arma::mat& a, const arma::mat& b);

/// Checks that the parts' X make up the whole one in their order alone, and that all else is the whole one's.
void make_up_whole(const Source& source);

/// Checks that each part takes its share of the bytes that the whole takes, and up to so many more.
void take_their_share(const Source& source, double more);

}  // namespace parts_of_data
