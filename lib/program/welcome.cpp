#include "program/welcome.hpp"

#include "program/terminal.hpp"

#include <fmt/format.h>

namespace gradlab::program {

void print_welcome() {
  const bool color = shows_color(stdout);
  const auto line = [&](const char* words, const char* what) {
    fmt::print("  {}  {}\n", paint(fmt::format("{:<43}", words), command, color), what);
  };
  fmt::print("{}\n\n", paint("gradlab: how backpropagation works, and whether a gradient is right", heading, color));
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
  fmt::print("\nEach of them answers --help with examples.\n");
}

}  // namespace gradlab::program
