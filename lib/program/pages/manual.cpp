#include "program/pages/manual.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

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

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// "gradlab teaches this." -> "teaches this", as a NAME section has it.
std::string without_subject(const VerbPage& command) {
  std::string text = command.summary;
  if (text.rfind(command.name + " ", 0) == 0) text.erase(0, command.name.size() + 1);
  if (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::string heading(const OptionPage& option) {
  std::string names;
  for (const std::string& name : option.names) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", escape(name));
  }
  if (option.value.empty()) return names;
  return fmt::format("{}{}\\fI{}\\fR", names, names.empty() ? "" : " ", escape(option.value));
}

std::string entry(const OptionPage& option) {
  std::string text = fmt::format(".TP\n{}\n{}\n", heading(option), escape(option.summary));
  if (!option.standard.empty()) text += fmt::format("(default: {})\n", escape(option.standard));
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

std::string section(const VerbPage& verb, const std::string& path) {
  std::string text = fmt::format(".SS {}\n{}.\n", escape(path), escape(verb.summary));
  for (const OptionPage& option : verb.options) text += entry(option);
  text += paragraph(notes(verb.footer));
  for (const VerbPage& below : verb.verbs) text += section(below, path + " " + below.name);
  return text;
}

}  // namespace

std::string manual(const VerbPage& command, const std::string& version) {
  std::string text = fmt::format(".TH {} 1 \"\" \"{}\" \"User Commands\"\n", upper(command.name), escape(version));
  text += fmt::format(".SH NAME\n{} \\- {}\n", command.name, escape(without_subject(command)));
  text += fmt::format(".SH SYNOPSIS\n\\fB{}\\fR [\\fIverb\\fR [\\fIoption\\fR]...]\n", command.name);
  text += fmt::format(".SH DESCRIPTION\n{}\n{}", escape(command.summary), paragraph(notes(command.footer)));
  text += ".SH OPTIONS\n";
  for (const OptionPage& option : command.options) text += entry(option);
  text += ".SH VERBS\n";
  for (const VerbPage& verb : command.verbs) text += section(verb, command.name + " " + verb.name);
  return text;
}

}  // namespace gradlab::program
