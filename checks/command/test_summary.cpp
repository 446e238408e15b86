// The first ten lines of gradlab check: the verdict, where, why, what to do, what could not be seen, the replay.
#include "program/summary.hpp"
#include "run.hpp"
#include "terminal/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace test_summary {

using gradlab::check::Verdict, gradlab::program::Summary, gradlab::program::describe;
using nlohmann::json;
using Lines = std::vector<std::string>;

TEST_SUITE_BEGIN("summary");

namespace {

Lines lines_of(const std::string& text) { return gradlab::terminal::split_lines(text); }

// The label of each line that has one.
std::string labels_of(const std::string& text) {
  std::string labels;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("  ") && line[2] != ' ') labels += line.substr(2, line.find("  ", 2) - 2) + " ";
  }
  return labels;
}

void fits(const std::string& text) {
  CAPTURE(text);
  CHECK(lines_of(text).size() <= 10);
  CHECK(widest_line(text) <= 80);
}

const std::string long_text = [] {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
  return text + "end";
}();

}  // namespace

TEST_CASE("each case fits ten lines of 80 columns, begins with the verdict, and tells what it should") {
  struct Case {
    std::string arguments, begin, labels;
    Lines parts;
  };
  const std::string weights = write_file("saturated.csv", [] {
    std::string text;
    for (int i = 0; i < 38; ++i) text += i < 20 ? "30\n" : "60\n";
    return text;
  }());
  const std::vector<Case> cases = {
      {"check --data debug --lambda 3", "AGREE: all 38 entries of loop and vectorized agree", "unseen replay more ",
       {"saturation, because no output saturates"}},
      {"check --data debug --parameters 5", "AGREE: 5 of 38 entries", "unseen replay more ", {"one single wrong entry"}},
      {"check --data debug --lambda 3 --implementation regularized-bias",
       "DISAGREE: 8 of 38 entries of regularized-bias are wrong.", "where why to do unseen replay more ",
       {"Theta1(:,0), Theta2(:,0): Theta1(0,0) is 0.04121, but numerically -0.00927825",
        "The bias column is regularized in the gradient. (regularized-bias, S28-S29)", "Add nothing to column 0"}},
      {"check --data debug --directions 3", "AGREE: every block of loop and vectorized agrees", "unseen replay more ", {}},
      {"check --data debug --hidden 5 --weights " + weights, "UNDECIDED: the cost of loop cannot be judged",
       "why to do note unseen replay more ", {"5 of 5 examples saturate"}},
  };
  for (const Case& one : cases) {
    const Run run = run_gradlab(one.arguments);
    CAPTURE(run.out);
    CHECK(run.out.starts_with(one.begin));
    if (one.arguments.find(".csv") == std::string::npos) fits(run.out);  // its path is of these tests
    CHECK(labels_of(run.out) == one.labels);
    std::string text = run.out;
    for (std::size_t at; (at = text.find("\n          ")) != text.npos;) text.replace(at, 11, " ");
    for (const std::string& part : one.parts) CHECK_MESSAGE(text.find(part) != text.npos, part);
  }
}

TEST_CASE("--explain begins with the same lines, and adds the rest; JSON has both") {
  const std::string arguments = "check --data debug --lambda 3 --implementation flipped-sign --seed 1";
  const std::string text = run_gradlab(arguments).out;
  const std::string whole = run_gradlab(arguments + " --explain").out;
  const json report = run_json(arguments, 1)["report"];
  const std::string summary = report["summary"];
  CHECK(text.starts_with(summary));
  CHECK(text.find("worst entry") == text.rfind("worst entry"));  // in the line "more"
  CHECK(whole.find("  worst entry  Theta") != whole.npos);
  CHECK(report["explained"].get<std::string>().find("  worst entry  Theta") != std::string::npos);
  CHECK(text.find("  worst entry  Theta") == text.npos);
  const Lines first = lines_of(summary);
  const Lines all = lines_of(whole);
  REQUIRE(all.size() > 30);
  for (std::size_t i = 0; i + 2 < first.size(); ++i) CHECK(all[i] == first[i]);  // the replay of whole has --explain
}

TEST_CASE("lines of the code stand right below the verdict") {
  Summary summary;
  summary.verdict = Verdict::disagree;
  summary.sentence = "the gradient is wrong.";
  summary.lines = {"line 48: a2 is used where z2 belongs", "line 52: d2 lacks the mean"};
  summary.where = "Theta1";
  summary.replay = "gradlab check";
  CHECK(describe(summary, "", false) ==
        "DISAGREE: the gradient is wrong.\n"
        "  line    line 48: a2 is used where z2 belongs\n"
        "          line 52: d2 lacks the mean\n"
        "  where   Theta1\n"
        "  replay  gradlab check\n");
}

TEST_CASE("texts that are too long are cut, the least important first; verdict and replay never") {
  Summary summary{Verdict::disagree, "short.", {"line 1: x"}, long_text, long_text, long_text, long_text, long_text,
                  "gradlab check --seed 1"};
  const std::string text = describe(summary, "more", false);
  fits(text);
  CHECK(lines_of(text).size() == 10);
  CHECK(labels_of(text) == "line where why to do note replay more ");
  CHECK(std::count(text.begin(), text.end(), '.') >= 3 * 3);
  summary.unseen = summary.note = "";
  summary.where = summary.why = "short";
  CHECK(describe(summary, "more", false).find("word10") != std::string::npos);
  CHECK(text.find("word30") == std::string::npos);
}

TEST_CASE("a long replay goes on behind a backslash, and runs as pasted") {
  Summary summary;
  summary.sentence = "all.";
  for (int i = 0; i < 3; ++i) summary.replay += "gradlab check --data debug --examples 5 --lambda 3 ";
  summary.replay.pop_back();
  const std::string text = describe(summary, "", false);
  fits(text);
  std::string pasted = text.substr(text.find("gradlab"));
  pasted.pop_back();
  for (std::size_t at; (at = pasted.find(" \\\n")) != pasted.npos;) {
    pasted.replace(at, pasted.find_first_not_of(' ', at + 3) - at, " ");
  }
  CHECK(pasted == summary.replay);
  CHECK(text.find(" \\\n") != text.npos);
}

TEST_CASE("the README shows these lines") {
  std::ifstream file(GRADLAB_CHECKS_DIR "/../README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  const std::string arguments = "check --data debug --lambda 3 --implementation regularized-bias";
  CHECK(readme.find("$ gradlab " + arguments + "\n" + run_gradlab(arguments).out + "```") != readme.npos);
  std::filesystem::copy(GRADLAB_CHECKS_DIR "/languages/learners/python/classic.py", scratch_folder() / "classic.py",
                        std::filesystem::copy_options::overwrite_existing);
  std::filesystem::copy(GRADLAB_CHECKS_DIR "/languages/learners/python/wrong_bias.py",
                        scratch_folder() / "my_network.py", std::filesystem::copy_options::overwrite_existing);
  const Run run = run_gradlab("check --python my_network.py");
  CHECK(readme.find("$ gradlab check --python my_network.py\n" + run.out + "```") != readme.npos);
  CHECK(readme.find(run_gradlab("check --data debug --lambda 3").out) == readme.npos);
}

TEST_SUITE_END();

}  // namespace test_summary
