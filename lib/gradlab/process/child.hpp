// A child process in an empty folder of its own, which answers each line on its standard input with one line.
// See languages/protocol.hpp for the meaning of the lines.
#pragma once

#include "gradlab/process/guarded_folder.hpp"

#include <sys/types.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
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
struct Gone : std::runtime_error {
  explicit Gone(const std::string& what, bool late = false) : std::runtime_error(what), is_late(late) {}
  bool is_late;         ///< it lives, but gave no answer in time
  double computed = 0;  ///< where it is late: seconds of processor time since the question
};

/// What a timeout counts: the time that passes, or the processor time of the child, which a busy machine does not use up.
enum class Timeout { passing, computing };

/// The beginning and the last line of a printed text, and the number of its lines. A flood of text costs no memory.
class Output {
 public:
  void append(std::string_view text);

  /// The first lines, at most 100, each through terminal::printable().
  const std::vector<std::string>& first_lines() const { return first_; }
  std::size_t lines() const { return lines_; }  ///< the number of all lines, kept or not
  const std::string& last_line() const { return last_; }  ///< the last line that was not blank

 private:
  void end_line();

  std::string current_;
  std::vector<std::string> first_;
  std::string last_;
  std::size_t lines_ = 0;
};

class Child {
 public:
  /// Starts the child in an empty folder and in a process group of its own; the child cannot gain rights.
  /// All that it started ends with it, and with this process, whatever ends them: see guarded_folder.hpp.
  /// throws std::invalid_argument if there is no such program, or std::system_error if the guard cannot be started.
  explicit Child(const Command& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Sends a line and returns the child's line without its line end, of at most `longest` bytes.
  /// throws Gone if no such line comes within `timeout` seconds. A child that does not compute is given six times as long.
  std::string exchange(const std::string& line, double timeout, std::size_t longest,
                       Timeout counts = Timeout::passing);

  /// The child's standard error so far.
  const Output& output() const { return output_; }

 private:
  void start(const Command& command);
  void end();
  bool take(int& fd, std::string& into);  // false at the end of the stream
  void take_errors();
  std::string describe_end();
  double processor_seconds() const;

  GuardedFolder folder_;
  std::string line_end_;
  pid_t child_ = -1;
  int to_child_ = -1, from_child_ = -1, errors_ = -1;
  std::string incoming_;
  Output output_;
};

}  // namespace gradlab::process
