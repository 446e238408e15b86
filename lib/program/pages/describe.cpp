#include "program/pages/describe.hpp"

#include "program/pages/suggestions.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace gradlab::program {

namespace {

// CLI::IsMember tells its set only in its description: "{a,b,c}".
std::vector<std::string> members(const std::string& type_name) {
  const std::size_t open = type_name.find('{');
  const std::size_t close = type_name.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {};
  std::vector<std::string> names;
  std::istringstream list(type_name.substr(open + 1, close - open - 1));
  for (std::string name; std::getline(list, name, ',');) names.push_back(name);
  return names;
}

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

OptionPage describe_option(const CLI::Option& option) {
  OptionPage page;
  for (const std::string& name : option.get_snames()) page.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) page.names.push_back("--" + name);
  page.summary = on_one_line(option.get_description());
  page.brief = first_clause(page.summary);
  if (option.get_items_expected_max() == 0) return page;

  const std::string type_name = option.get_type_name();
  page.value = type_name.substr(0, type_name.find(':'));
  page.standard = option.get_default_str();
  page.choices = members(type_name);
  if (page.choices.empty()) page.choices = suggestions(option.get_single_name());
  page.completes = completes(page.value);
  return page;
}

bool everything(const CLI::App*) { return true; }

// A group of options is an App without a name: its options are the verb's.
void add(VerbPage& page, const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty()) page.options.push_back(describe_option(*option));
  }
  for (const CLI::App* verb : app.get_subcommands(everything)) {
    if (verb->get_name().empty()) {
      add(page, *verb);
    } else if (!verb->get_group().empty()) {
      page.verbs.push_back(program::describe(*verb));
    }
  }
}

}  // namespace

VerbPage describe(const CLI::App& app) {
  VerbPage page{app.get_name(), on_one_line(app.get_description()), app.get_footer(), {}, {}};
  add(page, app);
  return page;
}

std::string on_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace gradlab::program
