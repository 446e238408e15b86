#include "program/welcome.hpp"

#include "terminal/columns.hpp"
#include "program/diagnose.hpp"
#include "terminal/terminal.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace gradlab::program {

namespace {

// A command and what it is for; on a narrow terminal below each other.
std::string row(const std::string& words, const std::string& what, const Page& page) {
  constexpr int narrowest = 80;
  if (page.width >= narrowest) {
    return fmt::format("  {}  {}\n", paint(fmt::format("{:<43}", words), command, page.color), what);
  }
  std::string text, indent = "  ";
  for (const std::string& line : wrap(words, static_cast<std::size_t>(page.width - 4))) {
    text += std::exchange(indent, "    ") + paint(line, command, page.color) + "\n";
  }
  return text + fill_lines("      ", what, page.width);
}

}  // namespace

void print_welcome() {
  const Page page = page_of(stdout);
  const auto line = [&](const char* words, const char* what) { fmt::print("{}", row(words, what, page)); };
  fmt::print("{}\n", paint_lines("gradlab: how backpropagation works, and whether a gradient is right", heading, page));
  fmt::print("Start here:\n\n");
  line("gradlab check", "three witnesses of one gradient");
  fmt::print("\nThen:\n\n");
  line("gradlab learn", "17 lessons, at your own pace");
  line("gradlab check --implementation flipped-sign", "what a wrong gradient looks like");
  line("gradlab mistakes", "what people get wrong");
  line("gradlab exercise", "write it yourself, checked");
  line("gradlab step", "every statement, every value");
  line("gradlab train", "follow the gradient down");
  line("gradlab sweep", "the best step of a difference");
  line("gradlab compare", "loop and vectorized, side by side");
  line("gradlab compare --sizes 50,500,1500", "and how their speed grows apart");
  fmt::print("\n{}", paint_lines("Each of them answers --help with examples.", {}, page));
}

}  // namespace gradlab::program
