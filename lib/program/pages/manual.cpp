#include "program/pages/manual.hpp"

#include "program/pages/describe.hpp"
#include "program/parse.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

namespace gradlab::program {

namespace {

// A leading dot or apostrophe would start a request, a bare hyphen or quote may be typeset as another sign.
std::string escape(const std::string& text) {
  std::string safe;
  if (!text.empty() && (text[0] == '.' || text[0] == '\'')) safe = "\\&";
  for (const char c : text) {
    switch (c) {
      case '\\': safe += "\\e"; break;
      case '-': safe += "\\-"; break;
      case '\'': safe += "\\(aq"; break;
      case '`': safe += "\\(ga"; break;
      case '^': safe += "\\(ha"; break;
      case '~': safe += "\\(ti"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string heading(const Option& option) {
  std::string names;
  for (const std::string& name : spellings(option)) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", escape(name));
  }
  if (option.value.empty()) return names;
  return fmt::format("{}{}\\fI{}\\fR", names, names.empty() ? "" : " ", escape(option.value));
}

std::string entries(const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    text += fmt::format(".TP\n{}\n{}\n", heading(option), escape(on_one_line(option.summary)));
    const std::string standard = default_text(option);
    if (!standard.empty()) text += fmt::format("(default: {})\n", escape(standard));
  }
  return text;
}

// Indented lines are kept as they are, others are filled.
std::string notes(const std::string& footer) {
  std::string text;
  bool verbatim = false;
  for (const std::string& line : terminal::split_lines(footer)) {
    const bool indented = line.rfind("  ", 0) == 0;
    if (indented != verbatim) text += indented ? ".RS 4\n.EX\n" : ".EE\n.RE\n";
    verbatim = indented;
    if (indented) text += escape(line.substr(2)) + "\n";
    else text += line.empty() ? ".PP\n" : escape(line) + "\n";
  }
  return verbatim ? text + ".EE\n.RE\n" : text;
}

std::string paragraph(const std::string& text) { return text.empty() ? "" : ".PP\n" + text; }

}  // namespace

std::string manual() {
  const std::string summary(about);
  std::string in_a_phrase = summary.substr(std::string_view("gradlab ").size());  // "teaches this."
  in_a_phrase.pop_back();
  std::string text = fmt::format(".TH GRADLAB 1 \"\" \"{}\" \"User Commands\"\n", escape(std::string(program_version)));
  text += fmt::format(".SH NAME\ngradlab \\- {}\n", escape(in_a_phrase));
  text += ".SH SYNOPSIS\n\\fBgradlab\\fR [\\fIverb\\fR [\\fIoption\\fR]...]\n";
  text += fmt::format(".SH DESCRIPTION\n{}\n{}", escape(summary), paragraph(notes(std::string(first_step))));
  text += ".SH OPTIONS\n" + entries(command_options()) + ".SH VERBS\n";
  for (const Verb& verb : verbs()) {
    text += fmt::format(".SS {}\n{}.\n", escape("gradlab " + verb.name), escape(on_one_line(verb.one_line)));
    text += entries(options_of(verb)) + paragraph(notes(verb.notes));
  }
  return text;
}

}  // namespace gradlab::program
