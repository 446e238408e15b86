#include "program/pages/describe.hpp"

#include "program/parse.hpp"
#include "program/verb.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

namespace gradlab::program {

namespace {

std::string first_clause(const std::string& text) {
  std::size_t end = text.size();
  for (const char* sign : {". ", ": ", "; ", " ("}) end = std::min(end, text.find(sign));
  return text.substr(0, end);
}

bool has_word(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

Completes completes(const std::string& value) {
  if (has_word(value, "FILE")) return Completes::files;
  return has_word(value, "DIR") || has_word(value, "FOLDER") ? Completes::folders : Completes::nothing;
}

OptionPage describe(const Option& option) {
  OptionPage page;
  if (option.name[0] == '-') page.names = {option.name};
  page.value = option.value;
  page.summary = on_one_line(option.summary);
  page.brief = first_clause(page.summary);
  page.standard = default_text(option);
  page.choices = option.allowed.empty() ? option.suggestions : option.allowed;
  page.completes = completes(page.value);
  return page;
}

OptionPage flag(std::vector<std::string> names, std::string_view summary) {
  OptionPage page;
  page.names = std::move(names);
  page.summary = page.brief = summary;
  return page;
}

VerbPage describe(const Verb& verb) {
  VerbPage page{verb.name, on_one_line(verb.one_line), verb.notes, {flag({"-h", "--help"}, help_summary)}, {}};
  for (const Option& option : verb.options) page.options.push_back(describe(option));
  return page;
}

}  // namespace

VerbPage describe_command() {
  VerbPage page{"gradlab", std::string(about), std::string(first_step),
                {flag({"-h", "--help"}, help_summary), flag({"--version"}, version_summary)}, {}};
  for (const Verb& verb : verbs()) page.verbs.push_back(describe(verb));
  return page;
}

std::string on_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace gradlab::program
