// A file's bytes under a path, for libraries that read only from a path.
// Where the file itself will do, it is that one; an unpacked one lies in the folder for temporary files.
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

  /// For when the library has the file open: it needs no name, and goes even if the library crashes.
  void take_name_away();

 private:
  std::string path_;
  bool is_ours_ = false;
};

}  // namespace gradlab::data
