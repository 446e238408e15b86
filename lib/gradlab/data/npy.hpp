// NumPy's .npy files, versions 1 to 3, of any real type in either byte order.
// Which column is the target is read.hpp's business.
#pragma once

#include "gradlab/data/contents.hpp"

namespace gradlab::data {

/// "\x93NUMPY", whole or cut off.
bool is_npy(std::string_view bytes);

/// One variable without a name. One dimension is a column; of three and more the first counts examples, and the rest
/// is one row, in C order.
/// throws std::invalid_argument if the header is damaged, the type is not a real number, or the sizes named there and
/// the length of the file do not go together.
Contents read_npy(const File& file);

}  // namespace gradlab::data
