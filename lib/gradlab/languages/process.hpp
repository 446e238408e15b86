// A child process that is spoken to over its standard input and output, a line at a time, and that lives in an empty
// folder of its own. What the lines say is protocol.hpp's business.
#pragma once

#include "gradlab/languages/output.hpp"

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::languages {

/// What to start, and with what around it.
struct Command {
  std::vector<std::string> words;  ///< the program, looked up in the PATH unless it has a slash, and its arguments
  std::vector<std::pair<std::string, std::string>> files;        ///< name and text: laid into the folder beforehand
  std::vector<std::pair<std::string, std::string>> environment;  ///< set on top of this process's own
  std::vector<std::string> unset;                                ///< taken out of the environment
  std::string line_end = "\n";                                   ///< what follows each line that is sent
};

/// The child cannot be spoken to any more; the message completes "it ...": "was killed by signal 11 (...)".
class Gone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// It gave no answer in time.
class TimedOut : public Gone {
 public:
  using Gone::Gone;
};

class Process {
 public:
  /// Starts the child in an empty folder, in a process group of its own, with no way to gain rights. Whatever becomes
  /// of this process, even a kill, the whole group ends with it and the folder is removed.
  /// throws std::invalid_argument if there is no such program, or std::system_error if no guard of this can be had.
  explicit Process(const Command& command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Sends a line and returns the line that comes back, without its end, of at most `longest` bytes.
  /// throws Gone if there is none within `timeout` seconds, by whatever cause.
  std::string exchange(const std::string& line, double timeout, std::size_t longest);

  /// What the child has written to its standard error so far.
  const Output& output() const { return output_; }

 private:
  void start(const Command& command);
  void start_guard();
  void end();
  bool take(int& fd, std::string& into);  // false at the end of the stream
  void take_errors();
  std::string describe_end();

  std::filesystem::path folder_;
  std::string line_end_;
  pid_t child_ = -1, guard_ = -1;
  int to_child_ = -1, from_child_ = -1, errors_ = -1, to_guard_ = -1;
  std::string incoming_;
  Output output_;
};

}  // namespace gradlab::languages
