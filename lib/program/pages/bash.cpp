#include "program/pages/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gradlab::program {

namespace {

// Finds the verb, then asks the two tables: values for the option before the word, else words to go on with.
constexpr auto frame = R"(# bash completion for {0}. Made from the command's grammar.
_{0}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} path={0} words='' kind='' i
  if [ "$word" = = ]; then
    word=''
  elif [ "$before" = = ]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path ${{COMP_WORDS[i]}}" in
      {1}) path="$path ${{COMP_WORDS[i]}}" ;;
    esac
  done
  case "$path $before" in
{2}    *)
      case "$path" in
{3}      esac ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  if [ -n "$kind" ]; then
    compopt -o filenames 2>/dev/null
    mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen "$kind" -- "$word")
  fi
}}
complete -F _{0} {0}
)";

std::string quoted(const std::string& words) { return "'" + words + "'"; }

std::string kind(const OptionPage& option) {
  switch (option.completes) {
    case Completes::files: return " kind=-f";
    case Completes::folders: return " kind=-d";
    case Completes::nothing: break;
  }
  return "";
}

// Rows of the two tables, and the patterns that a verb's path may match.
struct Tables {
  std::vector<std::string> paths;
  std::string values;
  std::string words;
};

void add(Tables& tables, const VerbPage& verb, const std::string& path) {
  std::vector<std::string> words;
  std::string kinds;
  for (const OptionPage& option : verb.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
    if (option.names.empty()) {
      words.insert(words.end(), option.choices.begin(), option.choices.end());
      kinds += kind(option);
    }
    if (option.value.empty()) continue;
    for (const std::string& name : option.names) {
      tables.values += fmt::format("    '{} {}') words={}{} ;;\n", path, name,
                                   quoted(fmt::format("{}", fmt::join(option.choices, " "))), kind(option));
    }
  }
  for (const VerbPage& below : verb.verbs) {
    words.push_back(below.name);
    tables.paths.push_back(quoted(path + " " + below.name));
  }
  tables.words += fmt::format("        '{}') words={}{} ;;\n", path, quoted(fmt::format("{}", fmt::join(words, " "))),
                              kinds);
  for (const VerbPage& below : verb.verbs) add(tables, below, path + " " + below.name);
}

}  // namespace

std::string bash_completion(const VerbPage& command) {
  Tables tables;
  add(tables, command, command.name);
  return fmt::format(frame, command.name, fmt::join(tables.paths, " | "), tables.values, tables.words);
}

}  // namespace gradlab::program
