// What an HDF5 file may not do, whoever reads it: refer to other files.
#pragma once

#include "gradlab/data/file.hpp"

namespace gradlab::data {

/// throws std::invalid_argument if anything in the file refers to another file: a soft or external link, external
/// storage, or a virtual data set. A file from elsewhere could have this program read any file of its user.
void require_self_contained(const File& file);

}  // namespace gradlab::data
