#include "gradlab/process/output.hpp"

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
  const std::string line = printable(current_, bytes_kept);
  current_.clear();
  ++lines_;
  if (first_.size() < lines_kept) first_.push_back(line);
  if (line.find_first_not_of(' ') != std::string::npos) last_ = line;
}

std::string printable(std::string_view text, std::size_t width) {
  std::string shown;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '\t') shown += ' ';
    else if (code < 32 || code == 127) shown += '?';
    else shown += c;
  }
  if (shown.size() <= width) return shown;
  std::size_t end = width > 3 ? width - 3 : 0;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;  // keep UTF-8 whole
  return shown.substr(0, end) + "...";
}

}  // namespace gradlab::process
