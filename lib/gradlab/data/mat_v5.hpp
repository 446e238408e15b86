// The elements of a .mat file of version 5, as far as matio does not look at them before it believes them.
// Source: The MathWorks, MAT-File Format.
#pragma once

#include "gradlab/data/file.hpp"

#include <cstddef>
#include <string>

namespace gradlab::data {

inline constexpr std::size_t mat_header_size = 128;

/// throws std::invalid_argument: the file is damaged in the way that `what` says.
[[noreturn]] void refuse_damaged_mat(const File& file, const std::string& what);

/// Follows the lengths of all elements, and compares the bytes of each matrix with its type and dimensions: matio fills
/// up with zeros what is not there. throws std::invalid_argument if they do not go together.
void require_sound_v5(const File& file);

}  // namespace gradlab::data
