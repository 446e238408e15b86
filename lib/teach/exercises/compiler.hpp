// Compiles a learner's C++ against the library: finds compiler, headers and library, keeps a precompiled header in the
// cache folder, and shortens the compiler's first error. See attempt.hpp for running the program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gradlab::teach {

struct Toolchain {
  std::string compiler;
  std::vector<std::string> compile_flags, link_flags;
};

/// The toolchain of the build folder that this program lies in, or of the installation that it belongs to.
/// throws std::invalid_argument, saying what to install, if a part is missing.
Toolchain find_toolchain();

/// The first error of the compiler.
struct Complaint {
  std::string message;  ///< empty: the file compiled
  int line = 0;         ///< of the learner's file; 0: the error is in none of its lines
  std::string source;   ///< the text of the line, with a mark below the column
};

/// Makes `program` of the file's functions. The first call makes the precompiled header, which takes seconds.
Complaint compile(const Toolchain& toolchain, const std::filesystem::path& file,
                  const std::vector<std::string>& functions, const std::filesystem::path& program);

/// A folder that is removed with this object.
class WorkFolder {
 public:
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gradlab::teach
