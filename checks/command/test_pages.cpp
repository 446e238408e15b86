// The manual page and the completions, as man and three real shells take them, against what --help says.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace test_pages {

TEST_SUITE_BEGIN("pages");

namespace {

const std::string pages = GRADLAB_PAGES;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

// What stands first on lines of a help page that match: verbs ("  check  ..."), options ("  --data FILE ...").
std::vector<std::string> listed(const std::string& help, const std::regex& pattern) {
  std::vector<std::string> found;
  for (const std::string& line : lines(help)) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.push_back(match[1]);
  }
  return found;
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> verbs() {
  const std::string help = run_gradlab("--help").out;
  const std::size_t start = help.find("Subcommands:");
  REQUIRE(start != std::string::npos);
  return listed(help.substr(start), std::regex("^  ([a-z][a-z-]*)  "));
}

std::vector<std::string> options(const std::string& verb) {
  return listed(run_gradlab(verb + " --help").out, std::regex("^  (?:-[a-zA-Z],)?(--[a-z-]+)"));
}

// What bash offers at the end of a line; a blank at its end starts a new word.
std::set<std::string> offered_by_bash(const std::string& line) {
  const std::string script = write_file("complete.bash", fmt::format(R"(. {}/gradlab.bash
line='{}'
COMP_WORDS=(${{line//=/ = }})
[[ $line == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
$(complete -p gradlab | sed 's/.*-F \([^ ]*\) .*/\1/') || exit 1
[ ${{#COMPREPLY[@]}} -eq 0 ] || printf '%s\n' "${{COMPREPLY[@]}}"
)",
                                                                     pages, line));
  const Run run = run_shell("bash --norc " + script);
  INFO(run.err);
  REQUIRE(run.status == 0);
  const std::vector<std::string> all = lines(run.out);
  return {all.begin(), all.end()};
}

bool there(const std::string& program) {
  if (run_shell(program + " --version").status == 0) return true;
  MESSAGE("skipped: no " << program << " here");
  return false;
}

Run show_manual(const std::string& page) {
  return run_shell("MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l " + page);
}

}  // namespace

TEST_CASE("the help of every verb fits 80 columns, and says what its options are") {
  CHECK(widest_line(run_gradlab("--help").out) <= 80);
  for (const std::string& verb : verbs()) {
    CAPTURE(verb);
    const std::string help = run_gradlab(verb + " --help").out;
    CHECK(widest_line(help) <= 80);
    CHECK(widest_line(help + std::string(81, '-')) == 81);
    CHECK(help.find("\n  -h,--help               Print this help message and exit\n") != std::string::npos);
  }
  const std::string help = run_gradlab("check --help").out;
  CHECK(help.find("--python FILE.py[:NAME[,NAME]]\n") != std::string::npos);
  CHECK(help.find("--lambda L=1 ") != std::string::npos);
  CHECK(help.find("--length N ") != std::string::npos);
}

TEST_CASE("the README has a section on every verb, and JSON.md on every verb with --json") {
  const std::string readme = read(GRADLAB_CHECKS_DIR "/../README.md");
  const std::string json = read(GRADLAB_CHECKS_DIR "/../lib/program/JSON.md");
  REQUIRE(verbs().size() >= 8);
  for (const std::string& verb : verbs()) {
    CAPTURE(verb);
    CHECK(readme.find("\n## gradlab " + verb + "\n") != std::string::npos);
    const std::vector<std::string> known = options(verb);
    if (std::find(known.begin(), known.end(), "--json") == known.end()) continue;
    CHECK(std::regex_search(json, std::regex("\n## " + verb + "[ \n]")));
  }
  CHECK(readme.find("\n## gradlab nonsense\n") == std::string::npos);
  CHECK_FALSE(std::regex_search(json, std::regex("\n## nonsense[ \n]")));
}

TEST_CASE("the manual is shown without a warning, and man would warn") {
  if (!there("man")) return;
  const Run shown = show_manual(pages + "/gradlab.1");
  CHECK(shown.status == 0);
  CHECK(shown.err == "");
  CHECK(shown.out.find("gradlab - ") != std::string::npos);
  CHECK(show_manual(write_file("wrong.1", ".TH WRONG 1\n.SH NAME\nwrong\n.UNKNOWN request\n")).err != "");
}

TEST_CASE("every verb and option of the help stands in the manual, in its verb's section") {
  if (!there("man")) return;
  const std::string manual = show_manual(pages + "/gradlab.1").out;
  REQUIRE(verbs().size() >= 2);
  for (const std::string& verb : verbs()) {
    CAPTURE(verb);
    const std::size_t start = manual.find("\n   gradlab " + verb + "\n");
    REQUIRE(start != std::string::npos);
    const std::string section = manual.substr(start, manual.find("\n   gradlab ", start + 1) - start);
    REQUIRE(options(verb).size() >= 2);
    for (const std::string& option : options(verb)) {
      CAPTURE(option);
      CHECK(std::regex_search(section, std::regex("\n {7}(-[a-zA-Z], )?" + option + "[ \n]")));
    }
    CHECK_FALSE(std::regex_search(section, std::regex("\n {7}--nonsense[ \n]")));
  }
}

TEST_CASE("bash offers every verb and option of the help, and nothing else") {
  for (const std::string& verb : verbs()) {
    CAPTURE(verb);
    CHECK(offered_by_bash("gradlab ").count(verb) == 1);
    const std::vector<std::string> known = options(verb);
    CHECK(offered_by_bash("gradlab " + verb + " --") == std::set<std::string>(known.begin(), known.end()));
  }
  CHECK(offered_by_bash("gradlab --nonsense").empty());
}

TEST_CASE("bash offers values: names, files, folders") {
  write_file("digits of mine.csv", "1,2\n");
  using Names = std::set<std::string>;
  CHECK(offered_by_bash("gradlab check --method r") == Names{"ridders"});
  CHECK(offered_by_bash("gradlab check --method=r") == Names{"ridders"});
  CHECK(offered_by_bash("gradlab check --implementation flip") == Names{"flipped-sign"});
  CHECK(offered_by_bash("gradlab check --json --model li") == Names{"linear_regression"});
  CHECK(offered_by_bash("gradlab check --data digi") == Names{"digits", "digits of mine.csv"});
  CHECK(offered_by_bash("gradlab compare --save /us") == Names{"/usr"});
  CHECK(offered_by_bash("gradlab check --lambda ").empty());
}

TEST_CASE("fish offers verbs, options and values") {
  if (!there("fish")) return;
  const auto offered = [](const std::string& line) {
    return run_shell(fmt::format("fish --no-config -c 'source {}/gradlab.fish; complete -C \"{}\"'", pages, line)).out;
  };
  write_file("rows of mine.csv", "1,2\n");
  CHECK(offered("gradlab comp").rfind("compare\t", 0) == 0);
  CHECK(lines(offered("gradlab check --method r")).size() == 1);
  CHECK(offered("gradlab check --method r").rfind("ridders\t", 0) == 0);
  CHECK(offered("gradlab check --targets r").find("rows of mine.csv") != std::string::npos);
  CHECK(offered("gradlab check --nonsense") == "");
  for (const std::string& verb : verbs()) {
    const std::string all = "\n" + offered("gradlab " + verb + " --");
    for (const std::string& option : options(verb)) CHECK(all.find("\n" + option + "\t") != std::string::npos);
  }
}

TEST_CASE("zsh completes verbs, options and values") {
  if (!there("zsh")) return;
  const auto becomes = [](const std::string& line, const std::string& expected, int seconds = 20) {
    return run_shell(fmt::format("timeout {} zsh -f {}/command/complete.zsh {} '{}' '{}'", seconds, GRADLAB_CHECKS_DIR,
                                 pages, line, expected))
               .status == 0;
  };
  CHECK(becomes("gradlab comp", "gradlab compare"));
  CHECK(becomes("gradlab check --hid", "gradlab check --hidden"));
  CHECK(becomes("gradlab check --method r", "gradlab check --method ridders"));
  CHECK(becomes("gradlab check --method=r", "gradlab check --method=ridders"));
  CHECK_FALSE(becomes("gradlab check --nonsen", "gradlab check --nonsense", 2));
}

TEST_SUITE_END();

}  // namespace test_pages
