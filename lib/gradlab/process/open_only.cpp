#include "gradlab/process/open_only.hpp"

#include "gradlab/process/pipe.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace gradlab::process {

namespace {

// All that the first version of Landlock knows: reading, writing, running, making and removing.
constexpr std::uint64_t everything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t temporary_files =
    reading | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;

void allow(int rules, const std::filesystem::path& path, std::uint64_t access) {
  int place = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (place < 0) return;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = place;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close_end(place);
}

}  // namespace

bool open_only(const std::vector<std::filesystem::path>& files, const std::vector<std::filesystem::path>& folders) {
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = everything;
  int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
  if (rules < 0) return false;
  for (const auto& file : files) allow(rules, file, reading);
  for (const auto& folder : folders) allow(rules, folder, temporary_files);
  const bool is_done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close_end(rules);
  return is_done;
}

}  // namespace gradlab::process
