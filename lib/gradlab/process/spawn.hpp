// Starts a program as a child of this process, without fork(): its handlers (OpenBLAS has one) wait for ever where
// another thread is at work. What is said to the child, and when it ends, is its owner's business.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace gradlab {

/// What to start, and all that it gets from this process.
struct Program {
  enum class Group { same, own, own_session };

  std::string file;                      ///< looked up in the PATH unless it has a slash
  std::vector<std::string> words;        ///< what it is called, and its arguments
  std::vector<std::string> environment;  ///< NAME=VALUE; see make_environment()
  std::vector<int> descriptors;          ///< become its descriptors 0, 1, 2, ...; -1 is /dev/null. It has no others.
  std::string folder = {};               ///< where it runs, and where a relative path is looked for; empty: here
  Group group = Group::same;             ///< Ctrl-C reaches a group of its own no longer
};

/// This process's settings without those in `unset`, and with those in `set` (name and value) on top.
std::vector<std::string> make_environment(const std::vector<std::pair<std::string, std::string>>& set,
                                          const std::vector<std::string>& unset = {});

/// The child's number. No signal is blocked in it; what is ignored here is ignored there. A script without a first line
/// that says what runs it is the shell's.
/// throws std::system_error if it cannot be started, or std::bad_alloc.
pid_t spawn(Program program);

}  // namespace gradlab
