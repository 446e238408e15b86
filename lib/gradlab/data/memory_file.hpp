// A file's bytes as a file in memory, by which a child process gets all of them at once. Libraries that read only from
// a path need scratch_file.hpp.
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

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// All bytes of the file in memory behind this descriptor, which is empty afterwards: there is no need for them twice.
/// throws std::runtime_error if they cannot be read.
std::string take_bytes(int descriptor);

}  // namespace gradlab::data
