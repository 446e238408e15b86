// Compiles a learner's C++ against the library: finds compiler, headers and library, keeps a precompiled header in the
// cache folder, and makes one short complaint of what the compiler says. Running the program is attempt.hpp's business.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gradlab::program::exercise {

struct Toolchain {
  std::string compiler;
  std::vector<std::string> compile_flags, link_flags;
};

/// That of the installation which this program belongs to, or of the build folder that it stands in.
/// throws std::invalid_argument, saying what to install, if a part is missing.
Toolchain find_toolchain();

/// What the compiler says first, where it has anything to say.
struct Complaint {
  std::string message;  ///< empty: it compiled
  int line = 0;         ///< of the learner's file; 0: none of its lines
  std::string source;   ///< that line, with a mark below the place
};

/// Makes `program` of the file's functions. The precompiled header is made at the first time, which takes seconds.
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

}  // namespace gradlab::program::exercise
