// gradlab step --python and --octave: a learner's own code, statement by statement beside ours.
#include "code.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>

#include <string>

namespace test_own_steps {

TEST_SUITE_BEGIN("own steps");

namespace {

std::string flipped() { return plant("python/classic.py", "a3 - Y", "Y - a3"); }

Run step(const std::string& option, const std::string& path, const std::string& more = "") {
  return run_gradlab("step --" + option + " '" + path + "' " + more);
}

}  // namespace

TEST_CASE("each statement of right code is told with our quantity and our statement") {
  const Run run = step("python", path_of("python/classic.py"));
  CHECK(run.status == 0);
  CHECK(run.out.find("delta3   right: delta3") != std::string::npos);
  CHECK(run.out.find("ours: S22  delta3") != std::string::npos);
  CHECK(run.out.find("not our") == std::string::npos);
  CHECK(widest_line(run.out.substr(0, run.out.find("\n\n  replay"))) <= 80);  // whose path may be long
}

TEST_CASE("a variable with a quantity's name but not its value has ours beside") {
  const Run run = step("python", flipped());
  CHECK(run.status == 0);
  CHECK(run.out.find("delta3   not our delta3") != std::string::npos);
  CHECK(run.out.find("delta2   not our delta2") != std::string::npos);
  CHECK(run.out.find("a3   right: a3") != std::string::npos);
}

TEST_CASE("Octave's statements are stepped through alike") {
  const Run run = step("octave", path_of("octave/nnCostFunction.m"));
  CHECK(run.status == 0);
  CHECK(run.out.find("h   right: a3") != std::string::npos);
  CHECK(run.out.find("  a2 = [ones(m, 1), a2];") != std::string::npos);
  CHECK(run.out.find("not our") == std::string::npos);
}

TEST_CASE("code that is no network, and options of our own loop, are refused in one line") {
  CHECK(step("python", path_of("python/theta_only.py")).status == 2);
  const Run run = step("python", path_of("python/classic.py"), "--statement S23");
  CHECK(run.status == 2);
  CHECK(run.err.find("--statement is for our own loop") != std::string::npos);
}

TEST_CASE("by keys it goes forward, back, to the first value that is not ours, and no further than its ends") {
  if (!has_tmux()) return;
  Terminal terminal(80, 24, std::string("'") + GRADLAB_PROGRAM + "' step --python '" + flipped() + "'");
  const auto leads_to = [&](const std::string& keys, const std::string& text) {
    terminal.press(keys);
    CAPTURE(keys);
    CHECK(terminal.wait_for(text).find(text) != std::string::npos);
  };
  CHECK(terminal.wait_for("right next").find("> line 15") != std::string::npos);
  leads_to("Right", "right: Theta1");
  leads_to("Left", "> line 15");
  leads_to("Left", "this is the first step");
  leads_to("w", "delta3   not our delta3");
  leads_to("Left", "> line 28");
  leads_to("End", "> line 39");
  leads_to("Right", "this is the last step");
  leads_to("x", "no such key: x");
}

TEST_SUITE_END();

}  // namespace test_own_steps
