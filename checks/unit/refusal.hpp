// How every reader refuses a file: one line that begins with the file's name and says what is wrong.
// Which files, and what is wrong with them, is the tests' business.
#pragma once

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

/// Checks that read() throws std::invalid_argument, one line that begins with the path and holds the part.
template <class Read>
void refuses(const std::string& path, const std::string& part, Read read) {
  std::string message = "(it was accepted)";
  try {
    read();
  } catch (const std::invalid_argument& error) {
    message = error.what();
  }
  CAPTURE(message);
  CHECK(message.starts_with(path + ": "));
  CHECK(message.find('\n') == std::string::npos);
  CHECK(message.find(part) != std::string::npos);
}
