// What a child process has printed beside the protocol: its beginning, its last line, and how much there was, so that
// a flood of text costs no memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::languages {

class Output {
 public:
  void append(std::string_view text);

  /// The first lines, at most 100, as they came but for characters that a terminal would obey.
  const std::vector<std::string>& first_lines() const { return first_; }
  std::size_t lines() const { return lines_; }  ///< how many there were in all
  const std::string& last_line() const { return last_; }  ///< that was not blank

 private:
  void end_line();

  std::string current_;
  std::vector<std::string> first_;
  std::string last_;
  std::size_t lines_ = 0;
};

/// The text with every control character as '?', and cut to `width` bytes with "..." where it is longer.
std::string printable(std::string_view text, std::size_t width);

}  // namespace gradlab::languages
