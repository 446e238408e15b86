// IDX files, the format of MNIST and Fashion-MNIST: images in one file, labels in another.
// Which of the two is wanted is read.hpp's business.
#pragma once

#include "gradlab/data/contents.hpp"

namespace gradlab::data {

/// Two zero bytes, a type, a number of dimensions from 1 to 8.
bool is_idx(std::string_view bytes);

/// One variable without a name. The first dimension counts examples, the rest is one row. Images (bytes in three
/// dimensions) are divided by 255 to lie in 0..1.
/// throws std::invalid_argument if the sizes in the header and the length of the file do not go together.
Contents read_idx(const File& file);

}  // namespace gradlab::data
