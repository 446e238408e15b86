// A pipe to or from a child process. See spawn.hpp for giving an end to a child, child.hpp for a dialog over pipes.
#pragma once

#include <string_view>

namespace gradlab::process {

struct Pipe {
  int read = -1;
  int write = -1;
};

/// Both ends are closed in every child that becomes another program, unless spawn() hands one over.
/// Both ends are above 2: a process may have been started without its standard descriptors.
/// throws std::runtime_error if the system gives no pipe.
Pipe make_pipe();

/// Closes the descriptor if it is open, and sets it to -1.
void close_end(int& fd);

/// Writes all bytes to a pipe or a file. Returns false, with errno set, if a write fails.
bool write_all(int fd, std::string_view bytes);

}  // namespace gradlab::process
