// A file's bytes under a path, for libraries that read only from a path: the file itself, or, where the file was
// packed, a temporary file. HDF5 follows links to a file's real name, so a file in memory does not do.
#pragma once

#include "gradlab/data/file.hpp"

#include <string>

namespace gradlab::data {

class ScratchFile {
 public:
  /// throws std::invalid_argument if there is no room for the unpacked bytes.
  explicit ScratchFile(const File& file);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }

  /// Removes the name of a temporary file. Call it when the library has the file open: then not even a crash of the
  /// library leaves the file behind.
  void take_name_away();

 private:
  std::string path_;
  bool is_ours_ = false;
};

}  // namespace gradlab::data
