#include "gradlab/process/guarded_folder.hpp"

#include "gradlab/process/pipe.hpp"
#include "gradlab/process/spawn.hpp"

#include <fmt/format.h>

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace gradlab::process {

namespace {

namespace fs = std::filesystem;

// The guard reads the numbers of groups from its standard input, which ends with this process at the latest.
// A process that left its group still has the mark $1 in its environment, or works in the folder $2. One that was just
// started is found in the next round.
constexpr const char* stand_guard = R"(groups=
while read -r group; do groups="$groups $group"; done
for group in $groups; do kill -s KILL -- "-$group"; done
for round in 1 2 3 4 5 6 7 8; do
  found=$(grep -lsaF -- "$1" /proc/[0-9]*/environ
    for process in /proc/[0-9]*; do [ "$process/cwd" -ef "$2" ] && echo "$process/environ"; done)
  [ -n "$found" ] || break
  for file in $found; do
    number=${file#/proc/}
    kill -s KILL "${number%/environ}"
  done
done
exec rm -rf -- "$2")";

fs::path make_folder() {
  std::error_code error;
  const char* chosen = getenv("TMPDIR");
  const bool is_empty = chosen && !*chosen;
  const fs::path temporary = is_empty ? fs::path("/tmp") : fs::temp_directory_path(error);
  if (error) {
    throw std::invalid_argument(fmt::format("the temporary directory {} cannot be used: {}; set TMPDIR to a folder",
                                            chosen ? chosen : "/tmp", error.message()));
  }
  std::string pattern = (temporary / "gradlab-XXXXXX").string();
  if (mkdtemp(pattern.data())) return pattern;
  throw std::invalid_argument(fmt::format("cannot make a folder {}: {}; set TMPDIR to a folder that can be written",
                                          pattern, std::strerror(errno)));
}

}  // namespace

GuardedFolder::GuardedFolder() : path_(make_folder()) {
  try {
    start_guard();
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    throw;
  }
}

GuardedFolder::~GuardedFolder() { clear(); }

void GuardedFolder::start_guard() {
  Pipe pipe = make_pipe();
  to_guard_ = pipe.write;
  const auto [name, value] = mark();
  try {
    guard_ = spawn({.file = "/bin/sh",
                    .words = {"gradlab: guard", "-c", stand_guard, "guard", name + "=" + value, path_},
                    .environment = {"PATH=/usr/bin:/bin"},
                    .descriptors = {pipe.read, -1, -1},
                    .folder = "/",
                    .group = Program::Group::own_session});
  } catch (...) {
    close_end(pipe.read);
    close_end(to_guard_);
    throw;
  }
  close_end(pipe.read);
}

void GuardedFolder::write(const std::string& name, const std::string& text) const {
  const fs::path file = path_ / name;
  if ((std::ofstream(file, std::ios::binary) << text).flush()) return;
  throw std::invalid_argument(fmt::format("{} cannot be written: {}; make room there, or set TMPDIR to another folder",
                                          file.string(), std::strerror(errno)));
}

void GuardedFolder::watch(pid_t group) { write_all(to_guard_, fmt::format("{}\n", group)); }

void GuardedFolder::clear() {
  if (guard_ < 0) return;
  close_end(to_guard_);
  wait_for(guard_);
  guard_ = -1;
  // The guard may have been killed.
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace gradlab::process
