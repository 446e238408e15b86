#include "gradlab/process/output.hpp"

#include "terminal/text.hpp"

namespace gradlab::process {

namespace {

constexpr std::size_t lines_kept = 100;
constexpr std::size_t bytes_kept = 500;  // of a line

}  // namespace

void Output::append(std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      end_line();
    } else if (current_.size() <= bytes_kept) {
      current_ += c;
    }
  }
}

void Output::end_line() {
  const std::string line = terminal::printable(current_, bytes_kept);
  current_.clear();
  ++lines_;
  if (first_.size() < lines_kept) first_.push_back(line);
  if (line.find_first_not_of(' ') != std::string::npos) last_ = line;
}

}  // namespace gradlab::process
