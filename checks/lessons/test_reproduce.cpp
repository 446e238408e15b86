// Every command that a lesson tells the reader to run is run, as it stands, in an empty folder.
#include "run.hpp"

#include "teach/lessons/lesson.hpp"
#include "terminal/text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace test_reproduce {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("reproduce");

namespace {

// The blocks of commands of a text, and the commands within its sentences. Those of an exercise, and those with a place
// holder, are the reader's to complete.
std::vector<std::string> commands_in(const std::string& markdown) {
  static const std::regex inline_command("`(gradlab [^`]+)`");
  std::vector<std::string> commands;
  std::string prose, block;
  bool in_block = false;
  for (const std::string& line : gradlab::terminal::split_lines(markdown)) {
    const bool is_fence = line.find_first_not_of(' ') != std::string::npos && line.find("```") == line.find_first_not_of(' ');
    if (is_fence && in_block) commands.push_back(std::exchange(block, ""));
    if (is_fence) in_block = !in_block;
    else if (in_block) block += line + "\n";
    else prose += line + " ";
  }
  for (std::sregex_iterator it(prose.begin(), prose.end(), inline_command), end; it != end; ++it) {
    const std::string command = (*it)[1];
    if (command.find("exercise") == std::string::npos && command.find("FILE") == std::string::npos) commands.push_back(command);
  }
  return commands;
}

// What the shell and the command complained of. A check that disagrees is no complaint. A benchmark measures as briefly
// as it can.
std::string complaint(const std::string& commands) {
  const std::filesystem::path folder = scratch_folder() / "reproduce";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::filesystem::path script = folder / "commands.sh";
  std::ofstream(script) << fmt::format("cd '{}'\n"
                                       "gradlab() {{\n"
                                       "  [ \"$1\" != bench ] || set -- \"$@\" --seconds 0.02\n"
                                       "  '{}' \"$@\"\n"
                                       "}}\n{}\n",
                                       folder.string(), GRADLAB_PROGRAM, commands);
  const Run run = run_shell("sh '" + script.string() + "'");
  if (run.err.find("gradlab: ") == std::string::npos && run.err.find("not found") == std::string::npos) {
    return run.out.empty() ? "no output" : "";
  }
  return run.err;
}

}  // namespace

TEST_CASE("every command of every lesson runs") {
  for (const Lesson& lesson : lessons()) {
    const ParsedLesson parsed = parse_lesson(lesson.text);
    int count = 0;
    for (const Section& section : parsed.sections) {
      for (const Part& part : section.parts) {
        if (part.kind != "prose") continue;
        for (const std::string& command : commands_in(part.body)) {
          CAPTURE(lesson.name);
          CAPTURE(command);
          CHECK(complaint(command) == "");
          ++count;
        }
      }
    }
    CAPTURE(lesson.name);
    CHECK(count >= 1);
  }
}

TEST_CASE("a command that is none is noticed") {
  CHECK(commands_in("Try `gradlab check --lambda 1`, or\n\n  ```\n  gradlab sweep\n  ```\n").size() == 2);
  CHECK(commands_in("Try `gradlab exercise start 3`, or `a * (1 - a)`.").empty());
  CHECK(complaint("gradlab check --no-such-option") != "");
  CHECK(complaint("gradlub check") != "");
}

TEST_SUITE_END();

}  // namespace test_reproduce
