#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace {

struct Scratch {
  fs::path path = fs::temp_directory_path() / fmt::format("gradlab-command-{}", getpid());
  Scratch() { fs::create_directories(path); }
  ~Scratch() { fs::remove_all(path); }
};

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

fs::path scratch_folder() {
  static const Scratch scratch;
  return scratch.path;
}

std::string write_file(const std::string& name, const std::string& content) {
  const fs::path path = scratch_folder() / name;
  std::ofstream(path, std::ios::binary) << content;
  return path.string();
}

Run run_shell(const std::string& command) {
  static std::atomic<int> runs = 0;  // several may go on at once
  const int number = ++runs;
  const fs::path out = scratch_folder() / fmt::format("stdout-{}", number);
  const fs::path err = scratch_folder() / fmt::format("stderr-{}", number);
  const std::string line = fmt::format("cd '{}' && env -i PATH=/usr/bin:/bin TERM=xterm {} >'{}' 2>'{}' </dev/null",
                                       scratch_folder().string(), command, out.string(), err.string());
  const int result = std::system(line.c_str());
  Run run = {WIFEXITED(result) ? WEXITSTATUS(result) : -1, read_text(out), read_text(err)};
  fs::remove(out);
  fs::remove(err);
  return run;
}

Run run_gradlab(const std::string& arguments) {
  return run_shell(fmt::format("'{}' {}", GRADLAB_PROGRAM, arguments));
}

nlohmann::json run_json(const std::string& arguments, int expected_status) {
  const Run run = run_gradlab(arguments + " --json");
  INFO(arguments << "\n" << run.err);
  CHECK(run.status == expected_status);
  nlohmann::json object = nlohmann::json::parse(run.out, nullptr, false);
  REQUIRE(object.is_object());
  return object;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0, columns = 0;
  for (const char c : text) {
    const bool begins_a_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    columns = c == '\n' ? 0 : columns + begins_a_character;
    widest = std::max(widest, columns);
  }
  return widest;
}
