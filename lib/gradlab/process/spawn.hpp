// Starts a program as a child of this process, by posix_spawn: fork() runs a handler of OpenBLAS, which waits for ever
// while another thread multiplies. See child.hpp for a dialog with the child and for its end.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace gradlab::process {

/// A program to start, and all that the program gets from this process.
struct Program {
  enum class Group { same, own, own_session };

  std::string file;                      ///< looked up in the PATH unless it has a slash
  std::vector<std::string> words;        ///< the name that the program sees for itself, then its arguments
  std::vector<std::string> environment;  ///< NAME=VALUE; see make_environment()
  std::vector<int> descriptors;          ///< the child's descriptors 0, 1, 2, ..., its only ones; -1: /dev/null
  std::string folder = {};               ///< the child's working folder; empty: this process's
  Group group = Group::same;             ///< Ctrl-C in the terminal reaches only Group::same
};

/// This process's environment without the names in `unset`, and with the names and values in `set`.
std::vector<std::string> make_environment(const std::vector<std::pair<std::string, std::string>>& set,
                                          const std::vector<std::string>& unset = {});

/// Returns the child's number. The child blocks no signal, and ignores the signals that this process ignores.
/// /bin/sh runs a script that has no "#!" line.
/// throws std::system_error if the program cannot be started, or std::bad_alloc.
pid_t spawn(Program program);

/// Waits until the child has ended, whatever signals come. Returns its status as waitpid() has it.
int wait_for(pid_t child);

}  // namespace gradlab::process
