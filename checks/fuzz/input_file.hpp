// The fuzzer's bytes as a file, since the readers read files. It has a name on a disk in memory: libhdf5 looks where a
// name leads to, and finds nothing there for a memfd. Which reader gets it is each fuzzer's business.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

class InputFile {
 public:
  InputFile(const std::uint8_t* bytes, std::size_t size) {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0 || ::write(descriptor, bytes, size) != static_cast<ssize_t>(size)) std::abort();
    ::close(descriptor);
  }
  ~InputFile() { ::unlink(path_.c_str()); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_ = "/dev/shm/gradlab-fuzz.XXXXXX";
};
