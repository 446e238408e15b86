#include "program/welcome.hpp"

#include "program/verb.hpp"
#include "terminal/canvas.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace gradlab::program {

namespace {

// On a narrow terminal the use stands below the command.
std::string row(const Hint& hint, const Canvas& page) {
  constexpr int narrowest = 80;
  if (page.width >= narrowest) {
    return fmt::format("  {}  {}\n", paint(fmt::format("{:<43}", hint.command), command, page.color), hint.use);
  }
  std::string text, indent = "  ";
  for (const std::string& line : wrap(hint.command, page.width - 4)) {
    text += std::exchange(indent, "    ") + paint(line, command, page.color) + "\n";
  }
  return text + fill_lines("      ", hint.use, page.width);
}

}  // namespace

int print_welcome() {
  const Canvas page = page_of(stdout);
  fmt::print("{}\n", paint_lines("gradlab: how backpropagation works, and whether a gradient is right", heading, page));
  fmt::print("Start here:\n\n");
  for (const Verb& verb : verbs()) {
    for (const Hint& hint : verb.hints) fmt::print("{}", row(hint, page));
    if (&verb == &verbs().front()) fmt::print("\nThen:\n\n");
  }
  fmt::print("\n{}", paint_lines("Each of them answers --help with examples.", {}, page));
  return done;
}

}  // namespace gradlab::program
