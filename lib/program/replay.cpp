#include "program/replay.hpp"

#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <utility>
#include <vector>

namespace gradlab::program {

namespace {

std::vector<std::string> arguments;
std::string other_words;

}  // namespace

void remember_command_line(int argc, char** argv) { arguments.assign(argv + 1, argv + argc); }

void remember_replay(const std::string& line) { other_words = line; }

std::string replay_line(std::uint64_t seed) {
  if (!other_words.empty()) return other_words;
  std::string line = "gradlab";
  bool has_seed = false;
  for (const std::string& word : arguments) {
    if (word == "--json") continue;
    has_seed = has_seed || word == "--seed" || word.starts_with("--seed=");
    line += " " + terminal::quoted_for_shell(word);
  }
  return has_seed ? line : line + " --seed " + std::to_string(seed);
}

std::string describe_replay(std::uint64_t seed, int indent, bool color) {
  using namespace terminal;
  std::string text, label = "  replay";
  for (const std::string& line : wrap_command(replay_line(seed), 80 - indent)) {
    text += paint(pad(std::exchange(label, ""), indent), heading, color) + line + "\n";
  }
  return text;
}

}  // namespace gradlab::program
