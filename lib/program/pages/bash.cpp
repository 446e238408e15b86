#include "program/pages/completion.hpp"

#include "program/pages/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gradlab::program {

namespace {

// Finds the verb, then asks the two tables: values for the option before the word, else words to go on with.
constexpr auto frame = R"(# bash completion for gradlab. Made from the command's grammar.
_gradlab() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} path=gradlab words='' kind='' i
  if [ "$word" = = ]; then
    word=''
  elif [ "$before" = = ]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path ${{COMP_WORDS[i]}}" in
      {0}) path="$path ${{COMP_WORDS[i]}}" ;;
    esac
  done
  case "$path $before" in
{1}    *)
      case "$path" in
{2}      esac ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  if [ -n "$kind" ]; then
    compopt -o filenames 2>/dev/null
    mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen "$kind" -- "$word")
  fi
}}
complete -F _gradlab gradlab
)";

std::string quoted(const std::vector<std::string>& words) { return fmt::format("'{}'", fmt::join(words, " ")); }

std::string kind(const Option& option) {
  return takes_files(option) ? " kind=-f" : takes_folders(option) ? " kind=-d" : "";
}

// The row of a path ("gradlab", "gradlab check") with the words that may follow.
std::string words_row(const std::string& path, const std::vector<Option>& options, std::vector<std::string> verbs) {
  std::vector<std::string> words;
  std::string kinds;
  for (const Option& option : options) {
    const std::vector<std::string> names = spellings(option), &offered = names.empty() ? choices(option) : names;
    words.insert(words.end(), offered.begin(), offered.end());
    if (names.empty()) kinds += kind(option);
  }
  words.insert(words.end(), verbs.begin(), verbs.end());
  return fmt::format("        '{}') words={}{} ;;\n", path, quoted(words), kinds);
}

// A row for each option that takes a value, with the values to offer.
std::string value_rows(const std::string& path, const std::vector<Option>& options) {
  std::string rows;
  for (const Option& option : options) {
    if (option.value.empty()) continue;
    for (const std::string& name : spellings(option)) {
      rows += fmt::format("    '{} {}') words={}{} ;;\n", path, name, quoted(choices(option)), kind(option));
    }
  }
  return rows;
}

}  // namespace

std::string bash_completion() {
  std::vector<std::string> paths;
  std::string values = value_rows("gradlab", command_options());
  std::string words = words_row("gradlab", command_options(), names_of(verbs()));
  for (const Verb& verb : verbs()) {
    const std::string path = "gradlab " + verb.name;
    paths.push_back("'" + path + "'");
    values += value_rows(path, options_of(verb));
    words += words_row(path, options_of(verb), {});
  }
  return fmt::format(frame, fmt::join(paths, " | "), values, words);
}

}  // namespace gradlab::program
