// A child process in an empty folder of its own, which answers each line on its standard input with one line.
// See languages/protocol.hpp for the meaning of the lines.
#pragma once

#include "gradlab/process/output.hpp"

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::process {

/// A program to start, and its surroundings.
struct Command {
  std::vector<std::string> words;  ///< the program (found in the PATH unless it has a slash), then its arguments
  std::vector<std::pair<std::string, std::string>> files;        ///< name and text: written into the folder beforehand
  std::vector<std::pair<std::string, std::string>> environment;  ///< name and value: added to the environment
  std::vector<std::string> unset;                                ///< names taken out of the environment
  std::string line_end = "\n";                                   ///< ends each line that is sent
};

/// The child cannot be spoken to any more; the message completes "it ...": "was killed by signal 11 (...)".
class Gone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The child gave no answer in time.
class TimedOut : public Gone {
 public:
  using Gone::Gone;
};

class Child {
 public:
  /// Starts the child in an empty folder and in a process group of its own; the child cannot gain rights.
  /// When this process ends, even by a kill, a guard ends the whole group and removes the folder.
  /// throws std::invalid_argument if there is no such program, or std::system_error if the guard cannot be started.
  explicit Child(const Command& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Sends a line and returns the child's line without its line end, of at most `longest` bytes.
  /// throws Gone if no such line comes within `timeout` seconds; TimedOut if the child is silent.
  std::string exchange(const std::string& line, double timeout, std::size_t longest);

  /// The child's standard error so far.
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

}  // namespace gradlab::process
