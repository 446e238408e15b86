// Writes the live blocks of all lessons anew, from the code as it is: rewrite_lessons_program SOURCE_FOLDER.
// Prose is the author's; test_drift.cpp tells which of its numbers no longer hold.
#include "gradlab/single_threaded_blas.hpp"
#include "regenerate.hpp"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path temporary = path.string() + ".new";
  std::ofstream(temporary) << text;
  std::filesystem::rename(temporary, path);
}

void rewrite(const gradlab::teach::Lesson& lesson, const std::filesystem::path& source) {
  const std::filesystem::path path = source / "tutorials" / lesson.name / "lesson.md";
  const std::string before = read_text(path);
  const std::string after = regenerate(before, lesson.live(), source);
  if (after == before) return;
  write_text(path, after);
  fmt::print("rewritten: tutorials/{}/lesson.md\n", lesson.name);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: rewrite_lessons_program SOURCE_FOLDER\n");
    return 2;
  }
  const gradlab::SingleThreadedBlas as_in_the_command;
  int status = 0;
  for (const auto& lesson : gradlab::teach::lessons()) {
    try {
      rewrite(lesson, argv[1]);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}: {}\n", lesson.name, error.what());
      status = 2;
    }
  }
  return status;
}
