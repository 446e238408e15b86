#include "gradlab/data/memory_file.hpp"

#include "gradlab/process/pipe.hpp"

#include <fmt/format.h>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace gradlab::data {

MemoryFile::MemoryFile(const File& file) : descriptor_(memfd_create("gradlab", MFD_CLOEXEC)) {
  const bool written = descriptor_ >= 0 && process::write_all(descriptor_, file.bytes);
  if (written && lseek(descriptor_, 0, SEEK_SET) == 0) return;
  const std::string why = std::strerror(errno);
  process::close_end(descriptor_);
  refuse(file, fmt::format("its {} bytes cannot be laid out in memory: {}; try a part of it", file.bytes.size(), why));
}

MemoryFile::~MemoryFile() { process::close_end(descriptor_); }

std::string take_bytes(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) throw std::runtime_error("no file in memory");
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t count = pread(descriptor, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::runtime_error("a file in memory cannot be read");
    at += static_cast<std::size_t>(count);
  }
  [[maybe_unused]] const int ignored = ftruncate(descriptor, 0);
  return bytes;
}

}  // namespace gradlab::data
