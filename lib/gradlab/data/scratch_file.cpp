#include "gradlab/data/scratch_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace gradlab::data {

namespace {

bool write_all(int descriptor, const std::string& bytes) {
  std::FILE* stream = ::fdopen(descriptor, "wb");
  if (!stream) return false;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  return std::fclose(stream) == 0 && written;
}

}  // namespace

ScratchFile::ScratchFile(const File& file) : path_(file.path) {
  if (!file.was_packed) return;
  std::error_code error;
  path_ = (std::filesystem::temp_directory_path(error) / "gradlab.XXXXXX").string();
  const int descriptor = ::mkstemp(path_.data());
  is_ours_ = descriptor >= 0;
  if (is_ours_ && write_all(descriptor, file.bytes)) return;
  const std::string why = std::strerror(errno);
  if (is_ours_) std::remove(path_.c_str());
  refuse(file, fmt::format("cannot be unpacked to {}: {}; unpack it yourself", path_, why));
}

ScratchFile::~ScratchFile() { take_name_away(); }

void ScratchFile::take_name_away() {
  if (is_ours_) std::remove(path_.c_str());
  is_ours_ = false;
}

}  // namespace gradlab::data
