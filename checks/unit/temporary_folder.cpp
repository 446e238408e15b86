#include "temporary_folder.hpp"

#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

TemporaryFolder::TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "gradlab_test.XXXXXX").string()) {
  if (!::mkdtemp(path_.data())) throw std::runtime_error("cannot make the folder " + path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  std::ofstream(path(name), std::ios::binary) << bytes;
  return path(name);
}

std::string TemporaryFolder::write_gzipped(const std::string& name, std::string_view bytes) const {
  const gzFile file = ::gzopen(path(name).c_str(), "wb");
  ::gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  ::gzclose(file);
  return path(name);
}
