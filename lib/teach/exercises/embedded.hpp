// The files of tutorials/ that belong to exercises, part of the program itself: nothing needs to be found on the disk.
#pragma once

#include <string_view>
#include <vector>

namespace gradlab::program::exercise {

struct EmbeddedFile {
  std::string_view folder, name, text;
};

/// By folder, in order.
extern const std::vector<EmbeddedFile> embedded_files;

}  // namespace gradlab::program::exercise
