#include "program/pages/completion.hpp"

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

std::string files(const OptionPage& option) {
  switch (option.completes) {
    case Completes::files: return "_files";
    case Completes::folders: return "_files -/";
    case Completes::nothing: break;
  }
  return "";
}

std::string action(const OptionPage& option) {
  const std::string names = fmt::format("({})", fmt::join(option.choices, " "));
  if (option.choices.empty()) return files(option);
  if (option.completes == Completes::nothing) return names;
  return fmt::format("{{_alternative \"names:name:{}\" \"files:file:{}\"}}", names, files(option));
}

// A value may follow as a word of its own or after this sign.
std::string joint(const std::string& name, const OptionPage& option) {
  if (option.value.empty()) return "";
  return name.rfind("--", 0) == 0 ? "=" : "+";
}

std::string specifications(const VerbPage& verb) {
  std::string text;
  for (const OptionPage& option : verb.options) {
    const std::string value = option.value.empty() ? "" : fmt::format(":{}:{}", escape(option.value), action(option));
    if (option.names.empty()) text += fmt::format(" \\\n    ':{}'", value);
    for (const std::string& name : option.names) {
      text += fmt::format(" \\\n    '*{}{}[{}]{}'", name, joint(name, option), escape(option.brief), value);
    }
  }
  return text;
}

std::string function_name(const std::string& path) {
  std::string name = "_" + path;
  for (char& c : name) c = c == ' ' || c == '-' ? '_' : c;
  return name;
}

// One function a verb; a verb with verbs of its own hands over to theirs.
std::string functions(const VerbPage& verb, const std::string& path) {
  std::string text = function_name(path) + "() {\n";
  if (verb.verbs.empty()) return text + "  _arguments" + specifications(verb) + "\n}\n\n";

  std::string verbs, cases, below;
  for (const VerbPage& next : verb.verbs) {
    const std::string next_path = path + " " + next.name;
    verbs += fmt::format("\n    '{}:{}'", next.name, escape(next.summary));
    cases += fmt::format("      {}) {} ;;\n", next.name, function_name(next_path));
    below += functions(next, next_path);
  }
  text += "  local context state state_descr line\n  typeset -A opt_args\n  local -a verbs=(" + verbs + ")\n";
  text += "  _arguments -C" + specifications(verb) + " \\\n    '1: :->verb' '*:: :->rest'\n";
  text += "  case $state in\n    verb) _describe verb verbs ;;\n    rest) case $words[1] in\n" + cases;
  return text + "    esac ;;\n  esac\n}\n\n" + below;
}

}  // namespace

std::string zsh_completion(const VerbPage& command) {
  return fmt::format("#compdef {0}\n# zsh completion for {0}. Made from the command's grammar.\n\n{1}_{0} \"$@\"\n",
                     command.name, functions(command, command.name));
}

}  // namespace gradlab::program
