// MATLAB's and Octave's .mat files, v5 (also called v6, v7) and v7.3, read by the matio library.
// Which variable is what is read.hpp's business.
#pragma once

#include "gradlab/data/contents.hpp"

namespace gradlab::data {

/// The .mat header, whole or cut off.
bool is_mat(std::string_view bytes);

/// All variables; those that are not real matrices (cells, structs, text, sparse, complex) with a problem in place of
/// values. Whole numbers and logicals become doubles.
/// throws std::invalid_argument if the file is cut off or damaged, or claims more numbers than it could hold.
Contents read_mat(const File& file);

}  // namespace gradlab::data
