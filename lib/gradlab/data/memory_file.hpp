// A file's bytes as a file in memory: the standard input of a child process. See scratch_file.hpp for bytes under a
// path.
#pragma once

#include "gradlab/data/file.hpp"

#include <string>

namespace gradlab::data {

class MemoryFile {
 public:
  /// throws std::invalid_argument if there is no room for the bytes.
  explicit MemoryFile(const File& file);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }  ///< at the first byte

 private:
  int descriptor_ = -1;
};

/// All bytes behind the descriptor of a file in memory. Empties the file: nobody needs the bytes twice.
/// throws std::runtime_error if they cannot be read.
std::string take_bytes(int descriptor);

}  // namespace gradlab::data
