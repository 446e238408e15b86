// Keeps the beginning and the last line of a child's printed text, and counts its lines.
// A flood of text costs no memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::process {

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

}  // namespace gradlab::process
