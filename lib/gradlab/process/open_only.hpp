// A process that reads what it cannot trust gives up opening files.
#pragma once

#include <filesystem>
#include <vector>

namespace gradlab::process {

/// From now on the calling thread, and what it starts, can open no file and run no program, but for reading `files`,
/// and for temporary files in `folders`. What is open stays open. The kernel sees to it (Landlock, since Linux 5.13).
/// Returns false, and nothing is changed, where the kernel cannot.
bool open_only(const std::vector<std::filesystem::path>& files, const std::vector<std::filesystem::path>& folders);

}  // namespace gradlab::process
