#include "program/pages/completion.hpp"

#include "program/pages/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gradlab::program {

namespace {

std::string quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "'";
}

std::string flag(const std::string& name) {
  return name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
}

std::string offers(const Option& option) {
  std::string text;
  if (!choices(option).empty()) text += " -a " + quoted(fmt::format("{}", fmt::join(choices(option), " ")));
  if (takes_files(option)) text += " -F";
  if (takes_folders(option)) text += " -a '(__fish_complete_directories)'";
  return text;
}

// `start`: the beginning of each line, with the condition under which the option may follow.
std::string lines(const std::string& start, const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    const std::vector<std::string> names = spellings(option);
    text += start;
    for (const std::string& name : names) text += flag(name);
    // -r: a value follows; -f: it is no file.
    if (!names.empty() && !option.value.empty()) text += takes_files(option) ? " -r" : " -r -f";
    text += fmt::format("{} -d {}\n", offers(option), quoted(brief(option)));
  }
  return text;
}

std::string start_where(const std::string& condition) {
  return fmt::format("complete -c gradlab -n {}", quoted(condition));
}

}  // namespace

std::string fish_completion() {
  const std::string no_verb =
      start_where(fmt::format("not __fish_seen_subcommand_from {}", fmt::join(names_of(verbs()), " ")));
  std::string text = "# fish completion for gradlab. Made from the command's grammar.\ncomplete -c gradlab -f\n" +
                     lines(no_verb, command_options());
  for (const Verb& verb : verbs()) {
    text += fmt::format("{} -a {} -d {}\n", no_verb, verb.name, quoted(on_one_line(verb.one_line)));
  }
  for (const Verb& verb : verbs()) {
    text += lines(start_where("__fish_seen_subcommand_from " + verb.name), options_of(verb));
  }
  return text;
}

}  // namespace gradlab::program
