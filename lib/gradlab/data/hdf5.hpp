// HDF5 files with the data sets in their root group, read by the HDF5 library.
// Which data set is what, and whether it was written by rows or by columns, is read.hpp's business.
#pragma once

#include "gradlab/data/contents.hpp"

namespace gradlab::data {

/// The HDF5 signature at the beginning, or at 512, 1024, 2048, ... where some writers put a header of their own.
bool is_hdf5(std::string_view bytes);

/// All data sets of the root group, of any real type; what is none has a problem in place of values.
/// throws std::invalid_argument if the file is cut off or damaged, or claims more numbers than it could hold.
/// libhdf5 1.10.8 itself crashes on some damaged files (in H5Literate, by a null metadata buffer): see apart.hpp.
Contents read_hdf5(const File& file);

}  // namespace gradlab::data
