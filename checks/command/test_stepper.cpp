// gradlab step by keys, in a real terminal: where each key leads, and that it fits. That the terminal is given back is
// tested in test_given_back.cpp.
#include "run.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <regex>
#include <string>

namespace test_stepper {

namespace {

bool there() {
  if (has_tmux()) return true;
  MESSAGE("skipped: there is no tmux");
  return false;
}

std::string step_line(const std::string& arguments) { return fmt::format("env -u HOME -u XDG_STATE_HOME '{}' step {}", GRADLAB_PROGRAM, arguments); }

// Presses the keys, and waits for the text that they should lead to.
void check_leads_to(Terminal& terminal, const std::string& keys, const std::string& text) {
  terminal.press(keys);
  const std::string screen = terminal.wait_for(text);
  CAPTURE(keys);
  CAPTURE(screen);
  CHECK(screen.find(text) != std::string::npos);
}

bool has_line_beginning(const std::string& screen, const std::string& text) {
  return ("\n" + screen).find("\n" + text) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("stepper");

TEST_CASE("each key leads where the help says") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line(""));
  CHECK(terminal.wait_for("1/70").find("S1  Theta1") == 0);
  check_leads_to(terminal, "Right", "2/70");
  check_leads_to(terminal, "Enter", "3/70");
  check_leads_to(terminal, "Left", "2/70");
  check_leads_to(terminal, "End", "70/70");
  check_leads_to(terminal, "Right", "this is the last step");
  check_leads_to(terminal, "Home", "1/70");
  check_leads_to(terminal, "Left", "this is the first step");
  check_leads_to(terminal, "g s 2 3 Enter", "example 0 (label 2): turn 1 of 5 of the loop S18-S25");
  check_leads_to(terminal, "n", "turn 2 of 5");
  check_leads_to(terminal, "e 4 Enter", "example 4 (label 3): turn 5 of 5");
  check_leads_to(terminal, "p", "turn 4 of 5");
  check_leads_to(terminal, "o", "66/70");
  check_leads_to(terminal, "Left", "example 4 (label 3): turn 5 of 5");
  check_leads_to(terminal, "'?'", "any key: back");
  check_leads_to(terminal, "x", "65/70");
  check_leads_to(terminal, "g 1 4 Enter", "S14  cost");
  check_leads_to(terminal, "g 2 5 Enter", "example 4 (label 3)");  // looked at last
  check_leads_to(terminal, "Home", "1/70");
  check_leads_to(terminal, "-N 69 Right", "70/70");
  check_leads_to(terminal, "-N 69 Left", "1/70");
  check_leads_to(terminal, "g 1 0 Enter", "turn 1 of 3 of the loop S10-S11");
  check_leads_to(terminal, "o", "S12  j");
}

TEST_CASE("S23 unfolds into its factors and says what is dropped") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line("--example 2"));
  CHECK(terminal.wait_for("42/70").find("S18  i") == 0);
  terminal.press("g 2 3 Enter");
  const std::string screen = terminal.wait_for("S23");
  CHECK(screen.find("  0     0.0126422      0.196612    0.00248561  dropped: the bias\n") != std::string::npos);
  CHECK(screen.find("  5    -0.0725115      0.249534    -0.0180941  used\n") != std::string::npos);
  for (const char* line : {"δ1 = (Θ2' δ2) ∘ σ'([1, x Θ1'])", "d1 = (Theta2.T @ d2) *"}) {
    CHECK(screen.find(line) != std::string::npos);
  }
  terminal.press("l");
  const std::string in_cpp = terminal.wait_for("const mat delta1 = delta2 *");
  CHECK(in_cpp.find("const rowvec d1 = d2 * Theta2 %") != std::string::npos);
}

TEST_CASE("a name is looked at with all its digits, and moved through") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line("--data digits"));
  terminal.wait_for("1/");
  check_leads_to(terminal, "g 5 Enter", "X (1797, 65)");
  check_leads_to(terminal, "i X Enter", "  20");
  check_leads_to(terminal, "Down", "  21");
  check_leads_to(terminal, "End", "1796");
  check_leads_to(terminal, "q", "S5  X");
  check_leads_to(terminal, "i m Enter", "m = 1797");
}

TEST_CASE("what there is not is refused on the screen, and the walk goes on") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line(""));
  terminal.wait_for("1/70");
  check_leads_to(terminal, "g 3 1 Enter", "there is no statement S31; expected S1 to S30");
  check_leads_to(terminal, "e 5 Enter", "expected an example, 0 to 4, but got '5'");
  check_leads_to(terminal, "i d 2 Enter", "no 'd2' here; there are nn_params X y Lambda Theta1");
  check_leads_to(terminal, "z", "no such key: z");
  check_leads_to(terminal, "g 9 9", "statement: 99_");
  check_leads_to(terminal, "Escape Right", "2/70");
}

TEST_CASE("examples beyond what is kept in memory are reached, forward and back") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line("--data digits"));
  terminal.wait_for("1/14434");
  check_leads_to(terminal, "g 2 5 Enter", "turn 1 of 1797");
  check_leads_to(terminal, "e 1 7 9 6 Enter", "turn 1797 of 1797");
  check_leads_to(terminal, "g 1 8 Enter", "14422/14434");
  check_leads_to(terminal, "Left", "turn 1796 of 1797");
  check_leads_to(terminal, "e 0 Enter", "turn 1 of 1797");
  check_leads_to(terminal, "o", "14430/14434");
  check_leads_to(terminal, "Left", "turn 1797 of 1797");
}

TEST_CASE("another size is drawn anew, and 40 x 12 has room for the number of every entry") {
  if (!there()) return;
  Terminal terminal(80, 24, step_line(""));
  terminal.wait_for("1/70");
  CHECK(terminal.screen().find("C++") == terminal.screen().rfind("C++"));  // it is among the keys, and nowhere else
  terminal.press("l");
  terminal.wait_for("l NumPy");
  CHECK(terminal.screen().find("C++, vectorized\n") != std::string::npos);
  terminal.resize(40, 12);
  CHECK(has_line_beginning(terminal.wait_for("down: more"), "  4 "));
  terminal.press("g 2 3 Enter");
  const std::string screen = terminal.wait_for("S23");
  CHECK(screen.find("S23  d1  example 0, turn 1 of 5\nmath: δ1 = (Θ2' δ2) ∘ σ'([1, x Θ1'])\n") == 0);
  CHECK(has_line_beginning(screen, "  5 "));
  check_leads_to(terminal, "Down Down Down Down Down Down Down Down Down Down Down Down", "\n% (1 - a1);");
  terminal.resize(200, 50);
  CHECK(has_line_beginning(terminal.wait_for("math  "), "math  "));
}

TEST_CASE("a map says what its cells stand for, on a line of its own where the window is narrow") {
  if (!there()) return;
  const std::regex uncut(R"(a cell: the largest of \d+ x \d+\n)");
  Terminal terminal(40, 12, step_line("--data digits"));
  terminal.wait_for("1/14434");
  terminal.press("g 7 Enter");
  const std::string narrow = terminal.wait_for("S7");
  CHECK(has_line_beginning(narrow, "  a cell: the largest of "));
  CHECK(std::regex_search(narrow, uncut));
  terminal.resize(80, 24);
  const std::string wide = terminal.wait_for("e example");
  CHECK(!has_line_beginning(wide, "  a cell: the largest of "));
  CHECK(std::regex_search(wide, uncut));
}

TEST_CASE("no color where it is not wanted, and no screen of its own on a dumb terminal") {
  if (!there()) return;
  Terminal colored(80, 24, step_line(""));
  colored.wait_for("1/70");
  CHECK(colored.screen_with_codes().find("\033[31m") != std::string::npos);
  Terminal plain(80, 24, "NO_COLOR=1 " + step_line(""));
  plain.wait_for("1/70");
  CHECK(plain.screen_with_codes().find('\033') == std::string::npos);
  Terminal dumb(80, 24, "TERM=dumb " + step_line("--statement S3"));
  CHECK(dumb.wait_for("replay").find("S3  m") != std::string::npos);
  CHECK(dumb.ask("#{alternate_on}") == "0");
}

TEST_SUITE_END();

}  // namespace test_stepper
