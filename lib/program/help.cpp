#include "program/help.hpp"

#include "terminal/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

namespace gradlab::program {

using terminal::wrap;

namespace {

constexpr std::size_t screen = 80;
constexpr std::size_t option_names = 26;
constexpr std::size_t verb_names = 12;

// The line breaks that a text has are kept: they part the items of a list.
std::string wrap_beside(std::size_t names, const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream paragraphs(text);
  for (std::string paragraph; std::getline(paragraphs, paragraph);) {
    for (std::string& line : wrap(paragraph, screen - names)) lines.push_back(std::move(line));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// "N" of "N:INT in [0 - 1000]"; but "FILE.py[:NAME]" is one name.
std::string without_range(const std::string& type) {
  std::size_t end = type.find(':');
  while (end != std::string::npos && end > 0 && type[end - 1] == '[') end = type.find(':', end + 1);
  return type.substr(0, end);
}

}  // namespace

HelpLayout::HelpLayout() { column_width(option_names); }

std::string HelpLayout::make_option_opts(const CLI::Option* option) const {
  if (option->get_type_size() == 0) return "";
  const std::string standard = option->get_default_str();
  return " " + without_range(option->get_type_name()) + (standard.empty() ? "" : "=" + standard);
}

std::string HelpLayout::make_option_desc(const CLI::Option* option) const {
  return wrap_beside(option_names, option->get_description());
}

std::string HelpLayout::make_subcommand(const CLI::App* verb) const {
  std::ostringstream out;
  CLI::detail::format_help(out, verb->get_name(), wrap_beside(verb_names, verb->get_description()), verb_names);
  return out.str();
}

}  // namespace gradlab::program
