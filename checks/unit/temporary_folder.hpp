// A folder for the files that a test makes, gone with everything in it when the test ends.
// What the files hold is the tests' business.
#pragma once

#include <string>
#include <string_view>

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// The path of a file in it, which need not exist.
  std::string path(const std::string& name) const { return path_ + "/" + name; }

  /// Writes the file and gives its path.
  std::string write(const std::string& name, std::string_view bytes) const;

  /// Writes the file gzipped and gives its path.
  std::string write_gzipped(const std::string& name, std::string_view bytes) const;

 private:
  std::string path_;
};
