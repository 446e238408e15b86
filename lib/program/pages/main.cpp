// Writes the manual page and the completions of three shells into a folder, from the same grammar that the command
// parses with. It runs while the project is built, and is not installed.
#include "program/pages/completion.hpp"
#include "program/pages/manual.hpp"
#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& content) {
  const std::error_code error = gradlab::terminal::replace_file(path, content);
  if (error) throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), error.message()));
}

void write_pages(const fs::path& folder) {
  using namespace gradlab::program;
  fs::create_directories(folder);
  write(folder / "gradlab.1", manual());
  write(folder / "gradlab.bash", bash_completion());
  write(folder / "_gradlab", zsh_completion());
  write(folder / "gradlab.fish", fish_completion());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: gradlab_pages FOLDER\n");
    return 2;
  }
  try {
    write_pages(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "gradlab_pages: {}\n", error.what());
    return 2;
  }
}
