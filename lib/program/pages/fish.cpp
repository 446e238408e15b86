#include "program/pages/completion.hpp"

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

std::string offers(const OptionPage& option) {
  std::string text;
  if (!option.choices.empty()) text += fmt::format(" -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " "))));
  switch (option.completes) {
    case Completes::files: return text + " -F";
    case Completes::folders: return text + " -a '(__fish_complete_directories)'";
    case Completes::nothing: break;
  }
  return text;
}

std::string line(const std::string& start, const OptionPage& option) {
  std::string text = start;
  for (const std::string& name : option.names) text += flag(name);
  // -r: a value follows; -f: it is no file.
  if (!option.names.empty() && !option.value.empty()) text += option.completes == Completes::files ? " -r" : " -r -f";
  return fmt::format("{}{} -d {}\n", text, offers(option), quoted(option.brief));
}

// `condition` holds where this verb was given.
std::string lines(const std::string& command, const VerbPage& verb, const std::string& condition) {
  std::vector<std::string> names;
  for (const VerbPage& below : verb.verbs) names.push_back(below.name);
  const std::string before_verb =
      names.empty() ? condition
                    : fmt::format("{}not __fish_seen_subcommand_from {}",
                                  condition.empty() ? "" : condition + "; and ", fmt::join(names, " "));
  const std::string start = fmt::format("complete -c {} -n {}", command, quoted(before_verb));

  std::string text;
  for (const OptionPage& option : verb.options) text += line(start, option);
  for (const VerbPage& below : verb.verbs) {
    text += fmt::format("{} -a {} -d {}\n", start, below.name, quoted(below.summary));
  }
  for (const VerbPage& below : verb.verbs) {
    const std::string seen = "__fish_seen_subcommand_from " + below.name;
    text += lines(command, below, condition.empty() ? seen : condition + "; and " + seen);
  }
  return text;
}

}  // namespace

std::string fish_completion(const VerbPage& command) {
  return fmt::format("# fish completion for {0}. Made from the command's grammar.\ncomplete -c {0} -f\n{1}",
                     command.name, lines(command.name, command, ""));
}

}  // namespace gradlab::program
