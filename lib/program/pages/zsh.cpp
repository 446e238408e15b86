#include "program/pages/completion.hpp"

#include "program/pages/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gradlab::program {

namespace {

// Inside single quotes, where _arguments gives brackets and colons a meaning of their own.
std::string escape(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') {
      safe += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string action(const Option& option) {
  const std::string files = takes_files(option) ? "_files" : takes_folders(option) ? "_files -/" : "";
  if (choices(option).empty()) return files;
  const std::string names = fmt::format("({})", fmt::join(choices(option), " "));
  return files.empty() ? names : fmt::format("{{_alternative \"names:name:{}\" \"files:file:{}\"}}", names, files);
}

std::string specifications(const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    const std::vector<std::string> names = spellings(option);
    const std::string value = option.value.empty() ? "" : fmt::format(":{}:{}", escape(option.value), action(option));
    if (names.empty()) text += fmt::format(" \\\n    ':{}'", value);
    for (const std::string& name : names) {
      // A value may follow as a word of its own or after this sign.
      const char* joint = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
      text += fmt::format(" \\\n    '*{}{}[{}]{}'", name, joint, escape(brief(option)), value);
    }
  }
  return text;
}

}  // namespace

// One function a verb; the command's own hands over to theirs.
std::string zsh_completion() {
  std::string names, cases, functions;
  for (const Verb& verb : verbs()) {
    names += fmt::format("\n    '{}:{}'", verb.name, escape(on_one_line(verb.one_line)));
    cases += fmt::format("      {0}) _gradlab_{0} ;;\n", verb.name);
    functions += fmt::format("_gradlab_{}() {{\n  _arguments{}\n}}\n\n", verb.name, specifications(options_of(verb)));
  }
  return "#compdef gradlab\n# zsh completion for gradlab. Made from the command's grammar.\n\n_gradlab() {\n"
         "  local context state state_descr line\n  typeset -A opt_args\n  local -a verbs=(" + names + ")\n"
         "  _arguments -C" + specifications(command_options()) + " \\\n    '1: :->verb' '*:: :->rest'\n"
         "  case $state in\n    verb) _describe verb verbs ;;\n    rest) case $words[1] in\n" + cases +
         "    esac ;;\n  esac\n}\n\n" + functions + "_gradlab \"$@\"\n";
}

}  // namespace gradlab::program
