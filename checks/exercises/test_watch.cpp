// Watching: it checks at once, again when the file is saved in whatever way, obeys its keys, fits its window, and ends
// at the end of its input. The program is run as a user would, its keys by a pipe or in a real terminal.
#include "teach/exercises/exercise_folder.hpp"
#include "teach/files.hpp"
#include "teach/exercises/saved_file.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

namespace test_watch {

namespace {

namespace fs = std::filesystem;
using namespace gradlab::teach;

std::string run(const std::string& shell) {
  std::string text;
  std::FILE* pipe = popen(shell.c_str(), "r");
  REQUIRE(pipe);
  for (int c; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  pclose(pipe);
  return text;
}

// In Python where there is NumPy: nothing is compiled.
const std::string& language() {
  static const std::string found = std::system("python3 -c 'import numpy' >/dev/null 2>&1") == 0 ? "numpy" : "cpp";
  return found;
}

fs::path file_in(const fs::path& folder) {
  return folder / ("07_derivative_of_the_sigmoid" + std::string(ending(*parse_language(language()))));
}

// With the state and the cache of these tests, and what is compiled once there already.
std::string watch_line(const std::string& folder) {
  run(GRADLAB_PROGRAM " exercise start 7 --language " + language() + " --folder " + folder + " && " GRADLAB_PROGRAM
      " exercise check 7");
  return std::string("env XDG_STATE_HOME=") + std::getenv("XDG_STATE_HOME") + " XDG_CACHE_HOME=" +
         std::getenv("XDG_CACHE_HOME") + " " GRADLAB_PROGRAM " exercise watch 7";
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

// The screen with these words, once nothing is being checked: keys pressed meanwhile are dropped.
std::string wait_for_idle(Terminal& terminal, const std::string& words) {
  std::string screen = terminal.wait_for(words);
  for (int look = 0; look < 1000 && has(screen, "checking ..."); ++look) {
    usleep(20000);
    screen = terminal.screen();
  }
  return screen;
}

}  // namespace

TEST_SUITE("watch") {
  TEST_CASE("keys do what they say, and passing does not go on by itself") {
    const std::string text = run("printf 'hlxnq' | " GRADLAB_PROGRAM " exercise watch 7 --folder watched 2>&1 --language " + language());
    CHECK(has(text, "to be written: 7"));
    CHECK(has(text, "1 of 3"));
    CHECK(has(text, "passed\n"));
    CHECK(has(text, "nothing was changed"));  // n was the answer to "begin anew?"
    CHECK(!has(text, "to be written: 8"));
    CHECK(read_text(file_in("watched")) == find_exercise("7").given(*parse_language(language())));
  }

  TEST_CASE("n goes to the next exercise, b back") {
    const std::string text = run("printf 'nbq' | " GRADLAB_PROGRAM " exercise watch 7 --folder watched 2>&1 --language " + language());
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

  TEST_CASE("in a small window nothing is cut: the rest is reached by keys, and another size shows what fits it") {
    if (!has_tmux()) {
      MESSAGE("skipped: there is no tmux");
      return;
    }
    const fs::path folder = fs::absolute("small");
    Terminal terminal(40, 12, watch_line(folder));
    const std::string top = wait_for_idle(terminal, "down more");
    CAPTURE(top);
    CHECK(top.find("7 The derivative of the sigmoid\n") == 0);
    CHECK(has(top, "  derivative of sigmoid(z), for a whole\n"));
    CHECK(!has(top, "marked place"));
    terminal.press("-N 20 Down");
    CHECK(has(terminal.wait_for("asks for, and save."), "  Nothing is written yet at the marked\n  place.\n"));
    CHECK(!has(terminal.screen(), "7 The derivative of the sigmoid\n"));
    terminal.resize(80, 24);
    const std::string whole = terminal.wait_for("7 The derivative of the sigmoid\n");
    CHECK(has(whole, "  Nothing is written yet at the marked place.\n"));
    CHECK(has(whole, "\nn next  b back  h hint  l list  c check again  x reset  q quit\n"));
    CHECK(!has(whole, "down more"));
  }

  TEST_CASE("keys typed while code is being checked are dropped") {
    if (!has_tmux() || language() != "numpy") {
      MESSAGE("skipped: there is no tmux, or no NumPy");
      return;
    }
    const fs::path folder = fs::absolute("waiting"), go = folder / "go";
    Terminal terminal(80, 24, watch_line(folder));
    wait_for_idle(terminal, "to be written: 7");
    write_text(file_in(folder), "import os, time\nwhile not os.path.exists('" + go.string() + "'):\n    time.sleep(0.01)\n" +
                                    find_exercise("7").solution_python);
    terminal.wait_for("checking ...");
    terminal.press("l");
    write_text(go, "");
    const std::string screen = wait_for_idle(terminal, "passed: 7");
    CHECK(!has(screen, "An optimizer that works"));
    CHECK(has(screen, "n next  b back"));
  }

  TEST_CASE("in a terminal a saved file is checked at once, and hints and the list fit 40 columns") {
    if (!has_tmux()) {
      MESSAGE("skipped: there is no tmux");
      return;
    }
    const fs::path folder = fs::absolute("saving");
    Terminal terminal(40, 12, watch_line(folder));
    wait_for_idle(terminal, "down more");
    CHECK(!has(terminal.screen(), "passed: 7"));
    write_text(file_in(folder), find_exercise("7").solution(*parse_language(language())));
    CHECK(has(wait_for_idle(terminal, "passed: 7"), "n next  b back"));
    terminal.press("h");
    CHECK(has(terminal.wait_for("hints for 7"), "  1 of 3  The derivative of the sigmoid\n          can be"));
    terminal.press("l");
    CHECK(has(terminal.wait_for(" 3  An optimizer"), "   3  An optimizer that works with any\n      gradient\n"));
  }
}

}  // namespace test_watch
