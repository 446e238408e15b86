// A work folder, and the processes that are started for it. Neither outlives this process, whatever ends this process.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>

namespace gradlab::process {

class GuardedFolder {
 public:
  /// Makes an empty folder in the temporary directory, and starts its guard, a shell.
  /// throws std::invalid_argument if there can be no folder, or std::system_error if the guard cannot be started.
  GuardedFolder();
  ~GuardedFolder();
  GuardedFolder(const GuardedFolder&) = delete;
  GuardedFolder& operator=(const GuardedFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Puts a file into the folder. throws std::invalid_argument where it cannot be written.
  void write(const std::string& name, const std::string& text) const;

  /// Name and value of a setting of the environment. The guard knows by it the processes that left their group.
  std::pair<std::string, std::string> mark() const { return {"GRADLAB_WORK_FOLDER", path_.string()}; }

  /// Kill this process group, too, at the end. It must not be reaped before clear().
  void watch(pid_t group);

  /// Kills the groups, all processes that carry the mark, and removes the folder. Waits until that is done.
  void clear();

 private:
  void start_guard();

  std::filesystem::path path_;
  pid_t guard_ = -1;
  int to_guard_ = -1;
};

}  // namespace gradlab::process
