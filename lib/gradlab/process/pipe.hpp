// A pipe to or from a child process. Who is at its ends, and what goes through it, is theirs.
#pragma once

#include <string_view>

namespace gradlab {

struct Pipe {
  int read = -1;
  int write = -1;
};

/// Closed in every child that becomes another program, so that none holds an end open; never one of the three standard
/// ones, which may be free where this process was started without them.
/// throws std::runtime_error if there is none to be had.
Pipe make_pipe();

/// Closes it if it is open, and forgets it.
void close_end(int& fd);

/// Writes all of it to a pipe or a file; false, with errno, where that cannot be done.
bool write_all(int fd, std::string_view bytes);

}  // namespace gradlab
