#include "program/pages/describe.hpp"

#include "program/parse.hpp"

#include <algorithm>
#include <sstream>

namespace gradlab::program {

namespace {

bool has_word(const Option& option, const std::string& word) { return option.value.find(word) != std::string::npos; }

const Option help = {.name = "-h,--help", .summary = std::string(help_summary)};

}  // namespace

std::vector<Option> command_options() {
  return {help, {.name = "--version", .summary = std::string(version_summary)}};
}

std::vector<Option> options_of(const Verb& verb) { return join({{help}, verb.options}); }

std::vector<std::string> spellings(const Option& option) {
  std::vector<std::string> names;
  std::istringstream stream(option.name[0] == '-' ? option.name : "");
  for (std::string name; std::getline(stream, name, ',');) names.push_back(name);
  return names;
}

std::string brief(const Option& option) {
  const std::string text = on_one_line(option.summary);
  std::size_t end = text.size();
  for (const char* sign : {". ", ": ", "; ", " ("}) end = std::min(end, text.find(sign));
  return text.substr(0, end);
}

const std::vector<std::string>& choices(const Option& option) {
  return option.allowed.empty() ? option.suggestions : option.allowed;
}

bool takes_files(const Option& option) { return has_word(option, "FILE"); }

bool takes_folders(const Option& option) {
  return !takes_files(option) && (has_word(option, "DIR") || has_word(option, "FOLDER"));
}

std::string on_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace gradlab::program
