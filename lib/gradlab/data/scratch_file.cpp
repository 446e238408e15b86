#include "gradlab/data/scratch_file.hpp"

#include "gradlab/process/pipe.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace gradlab::data {

ScratchFile::ScratchFile(const File& file) : path_(file.path) {
  if (!file.was_packed) return;
  std::error_code error;
  path_ = (std::filesystem::temp_directory_path(error) / "gradlab.XXXXXX").string();
  int descriptor = ::mkstemp(path_.data());
  is_ours_ = descriptor >= 0;
  const bool written = is_ours_ && process::write_all(descriptor, file.bytes);
  const std::string why = std::strerror(errno);
  process::close_end(descriptor);
  if (written) return;
  if (is_ours_) std::remove(path_.c_str());
  refuse(file, fmt::format("cannot be unpacked to {}: {}; unpack it yourself", path_, why));
}

ScratchFile::~ScratchFile() { take_name_away(); }

void ScratchFile::take_name_away() {
  if (is_ours_) std::remove(path_.c_str());
  is_ours_ = false;
}

}  // namespace gradlab::data
