// Compiles a learner's C++ against the library: finds compiler, headers and library, keeps a precompiled header in the
// cache folder, and shortens the compiler's first error. See attempt.hpp for running the program.
#pragma once

#include "gradlab/process/guarded_folder.hpp"
#include "teach/exercises/assessment.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gradlab::teach {

/// Makes `program` of the file's functions, and uses the folder `work`. The first call makes the precompiled header,
/// which takes seconds. Returns the compiler's first error; nothing if the file compiled.
/// The toolchain is that of the build folder which this command lies in, or of the installation it belongs to.
/// throws std::invalid_argument, saying what to install, if a part of the toolchain is missing.
std::optional<Reason> compile(const std::filesystem::path& file, const std::vector<std::string>& functions,
                              const std::filesystem::path& program, const process::GuardedFolder& work);

}  // namespace gradlab::teach
