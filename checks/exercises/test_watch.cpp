// Watching: it checks at once, again when the file is saved in whatever way, obeys its keys, and ends at the end of its
// input. The program is run as a user would, its keys by a pipe.
#include "program/exercise/desk.hpp"
#include "program/exercise/files.hpp"
#include "program/exercise/saved_file.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

namespace {

namespace fs = std::filesystem;
using namespace gradlab::program::exercise;

std::string run(const std::string& shell) {
  std::string text;
  std::FILE* pipe = popen(shell.c_str(), "r");
  REQUIRE(pipe);
  for (int c; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  pclose(pipe);
  return text;
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE("watch") {
  TEST_CASE("keys do what they say, and passing does not go on by itself") {
    const std::string text = run("printf 'hlxnq' | " GRADLAB_PROGRAM " exercise watch 7 --folder watched 2>&1");
    CHECK(has(text, "to be written: 7"));
    CHECK(has(text, "1 of 3"));
    CHECK(has(text, "passed\n"));
    CHECK(has(text, "nothing was changed"));  // n was the answer to "begin anew?"
    CHECK(!has(text, "to be written: 8"));
    CHECK(read_text("watched/07_derivative_of_the_sigmoid.cpp") == find_exercise("7").given_cpp);
  }

  TEST_CASE("n goes to the next exercise, b back") {
    const std::string text = run("printf 'nbq' | " GRADLAB_PROGRAM " exercise watch 7 --folder watched 2>&1");
    CHECK(text.find("to be written: 8") > text.find("to be written: 7"));
    CHECK(text.rfind("to be written: 7") > text.find("to be written: 8"));
  }

  TEST_CASE("a file written in place or put in place of the old one has changed; a file that is gone has not") {
    const fs::path file = fs::absolute("saved/file.cpp");
    write_text(file, "one");
    SavedFile saved(file);
    CHECK(!saved.has_changed());
    write_text(file, "two");  // renamed into place
    CHECK(saved.has_changed());
    CHECK(!saved.has_changed());
    std::FILE* stream = std::fopen(file.c_str(), "a");
    std::fputs("three", stream);
    std::fclose(stream);
    CHECK(saved.has_changed());
    fs::remove(file);
    CHECK(!saved.has_changed());
    write_text(file, "four");
    CHECK(saved.has_changed());
  }
}
