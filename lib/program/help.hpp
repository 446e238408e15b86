// How `--help` is laid out: names at the left, what they mean beside them, and no line beyond 80 columns.
// The texts themselves stand in options.cpp.
#pragma once

#include <CLI/CLI.hpp>

namespace gradlab::program {

/// CLI11's layout, with descriptions wrapped. What a value may be is told by its description, so that the set or range
/// that CLI11 would print behind an option's name is left out.
class HelpLayout : public CLI::Formatter {
 public:
  HelpLayout();

  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
  std::string make_subcommand(const CLI::App* verb) const override;
};

}  // namespace gradlab::program
