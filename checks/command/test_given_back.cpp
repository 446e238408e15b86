// Verbs that take the terminal for their keys: whatever ends or stops them, its settings, its cursor and its screen are
// as they were. Each runs in a real terminal, from a script that notes the settings.
#include "run.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <string>
#include <vector>

namespace test_given_back {

namespace {

bool there() {
  if (has_tmux()) return true;
  MESSAGE("skipped: there is no tmux");
  return false;
}

struct Verb {
  std::string line;
  std::string shows;  // once it waits for keys
  std::string modes;  // the other screen or not, the cursor or not
  bool dies;          // of the signals INT, TERM and HUP; else it has something to say, and ends by itself
};

// Watch needs no compiler to be stopped: without a PATH it says so at once.
const std::vector<Verb> verbs = {
    {fmt::format("env XDG_STATE_HOME=$PWD '{}' learn 5", GRADLAB_PROGRAM), "q: quit", "10", false},
    {fmt::format("'{}' step", GRADLAB_PROGRAM), "1/70", "10", true},
    {fmt::format("env PATH=/none XDG_STATE_HOME=$PWD '{}' exercise watch 7 --folder watched", GRADLAB_PROGRAM),
     "cannot start", "01", false}};

std::string modes_of(const Terminal& terminal) { return terminal.ask("#{alternate_on}#{cursor_flag}"); }

std::string read_word(const std::string& name) {
  std::ifstream file(scratch_folder() / name);
  std::string word;
  file >> word;
  return word;
}

// Within single quotes.
std::string quoted(std::string line) {
  for (std::size_t at = 0; (at = line.find('\'', at)) != std::string::npos; at += 5) line.replace(at, 1, "'\"'\"'");
  return line;
}

// Notes the terminal's settings before and after, the process's number and how it ended.
std::string noted(const std::string& line) {
  return fmt::format("trap : INT\nstty -g >before\nsh -c 'echo $$ >pid; exec {}'\necho $? >status\nstty -g >after\n"
                     "echo finished",
                     quoted(line));
}

// The same around a stop; a line is awaited before it goes on.
std::string noted_at_stop(const std::string& line) {
  return fmt::format("set -m\nstty -g >before\n{}\nstty -g >stopped\necho it stopped\nread go\nfg\nstty -g >after\n"
                     "echo finished",
                     line);
}

}  // namespace

TEST_SUITE_BEGIN("given back");

TEST_CASE("after q, Ctrl-C, a signal and a crash the terminal is as it was") {
  if (!there()) return;
  const std::vector<std::pair<std::string, std::string>> ends = {
      {"q", "0"}, {"C-c", "130"}, {"TERM", "143"}, {"HUP", "129"}, {"SEGV", "139"}};
  for (const Verb& verb : verbs) {
    for (const auto& way : ends) {  // by its name: clang 14 captures no structured binding
      const std::string end = way.first;
      CAPTURE(verb.line);
      CAPTURE(end);
      Terminal terminal(80, 24, noted(verb.line));
      REQUIRE(terminal.wait_for(verb.shows).find(verb.shows) != std::string::npos);
      CHECK(modes_of(terminal) == verb.modes);
      if (end == "q" || end == "C-c") terminal.press(end);
      else run_shell(fmt::format("sh -c 'kill -{} {}'", end, read_word("pid")));
      CHECK(terminal.wait_for("finished").find("finished") != std::string::npos);
      CHECK(modes_of(terminal) == "01");
      CHECK(!read_word("before").empty());
      CHECK(read_word("before") == read_word("after"));
      CHECK(read_word("status") == (verb.dies || end == "SEGV" ? way.second : "0"));
    }
  }
}

TEST_CASE("after any other signal that ends a program the terminal is as it was") {
  if (!there()) return;
  const Verb& verb = verbs[1];
  const std::vector<std::pair<std::string, std::string>> ends = {
      {"PIPE", "141"}, {"ALRM", "142"}, {"USR1", "138"}, {"USR2", "140"}, {"QUIT", "131"}, {"XCPU", "152"}};
  for (const auto& way : ends) {
    const std::string signal = way.first;
    CAPTURE(signal);
    Terminal terminal(80, 24, noted(verb.line));
    REQUIRE(terminal.wait_for(verb.shows).find(verb.shows) != std::string::npos);
    run_shell(fmt::format("sh -c 'kill -{} {}'", signal, read_word("pid")));
    CHECK(terminal.wait_for("finished").find("finished") != std::string::npos);
    CHECK(modes_of(terminal) == "01");
    CHECK(read_word("before") == read_word("after"));
    CHECK(read_word("status") == way.second);
  }
}

TEST_CASE("Ctrl-Z gives it back too, and fg takes it again") {
  if (!there()) return;
  for (const Verb& verb : verbs) {
    CAPTURE(verb.line);
    Terminal terminal(80, 24, noted_at_stop(verb.line));
    terminal.wait_for(verb.shows);
    terminal.press("C-z");
    terminal.wait_for("it stopped");
    CHECK(modes_of(terminal) == "01");
    CHECK(read_word("before") == read_word("stopped"));
    terminal.press("Enter");
    terminal.wait_until([&](const std::string& screen) {
      return screen.find(verb.shows) != std::string::npos && modes_of(terminal) == verb.modes;
    });
    CHECK(modes_of(terminal) == verb.modes);
    terminal.press("q");
    CHECK(terminal.wait_for("finished").find("finished") != std::string::npos);
    CHECK(modes_of(terminal) == "01");
    CHECK(read_word("before") == read_word("after"));
  }
}

TEST_CASE("where no shell could let it go on, Ctrl-Z stops nothing") {
  if (!there()) return;
  for (const Verb& verb : verbs) {
    CAPTURE(verb.line);
    Terminal terminal(80, 24, noted(verb.line));
    terminal.wait_for(verb.shows);
    terminal.press("C-z q");
    CHECK(terminal.wait_for("finished").find("finished") != std::string::npos);
  }
}

TEST_CASE("these tests see a terminal that is not given back") {
  if (!there()) return;
  const std::string take = "printf \"\\033[?1049h\\033[?25l\"; stty -echo; ";
  Terminal ended(80, 24, noted("sh -c '" + take + "exit 3'"));
  ended.wait_for("finished");
  CHECK(modes_of(ended) == "10");
  CHECK(read_word("status") == "3");
  CHECK(read_word("before") != read_word("after"));
  Terminal stopped(80, 24, noted_at_stop("sh -c '" + take + "kill -STOP $$'"));
  stopped.wait_for("it stopped");
  CHECK(modes_of(stopped) == "10");
  CHECK(read_word("before") != read_word("stopped"));
}

TEST_SUITE_END();

}  // namespace test_given_back
