#include "gradlab/languages/adapters.hpp"

#include "gradlab/languages/embedded_adapters.hpp"

#include <fmt/format.h>

#include <wordexp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

namespace gradlab::languages {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 21> known_arguments = {"theta", "n",   "h",   "K",  "X",  "y",
                                                              "lambda", "m",  "sizes", "X1", "XT", "X1T",
                                                              "y0",    "Y",   "YT",  "h1", "h2", "h3", "pairs",
                                                              "shapes", "yes"};

bool is_known(const std::string& word) {
  const bool is_numbered = word.size() > 1 && word.back() >= '1' && word.back() <= '9';
  const std::string stem = word.substr(0, word.size() - 1);
  return (is_numbered && (stem == "Theta" || stem == "b")) ||
         std::find(known_arguments.begin(), known_arguments.end(), word) != known_arguments.end();
}

void require_known(const std::string& arguments) {
  std::istringstream words(arguments);
  for (std::string word; std::getline(words, word, ',');) {
    if (is_known(word)) continue;
    throw std::invalid_argument(fmt::format("--arguments has the word '{}'; it takes theta, Theta1, Theta2, ..., b1, "
                                            "b2, ..., n, h, K, sizes, m, X, X1 (with ones), XT (an example a column), "
                                            "X1T, y, y0 (from 0), Y (one-hot), YT, pairs (a list of (x, y)), shapes "
                                            "(of the matrices), yes (True) and "
                                            "lambda, with commas between them",
                                            word));
  }
}

void require_readable(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  const auto refuse = [&](const std::string& trouble) { throw std::invalid_argument(path + " " + trouble); };
  if (fs::is_directory(status)) refuse("is a folder; expected a file of code");
  if (status.type() == fs::file_type::not_found) refuse("cannot be read; is there such a file?");
  if (error) refuse(fmt::format("cannot be read: {}; try another file", error.message()));
  if (!fs::is_regular_file(status)) refuse("is a device or pipe; expected a file of code");
  if (!std::ifstream(path)) refuse(fmt::format("cannot be read: {}; check its permissions", std::strerror(errno)));
}

// Without a display no window opens. Without the paths no module from elsewhere is found by chance.
const std::vector<std::string> unset = {"DISPLAY",    "WAYLAND_DISPLAY", "PYTHONPATH",  "PYTHONSTARTUP",
                                        "PYTHONHOME", "PYTHONINSPECT",   "OCTAVE_PATH", "OCTAVE_SITE_INITFILE"};

std::vector<std::pair<std::string, std::string>> settings_of(const CodeFile& file) {
  return {{"GRADLAB_FILE", file.path},
          {"GRADLAB_FUNCTION", file.functions},
          {"GRADLAB_ARGUMENTS", file.arguments},
          {"MPLBACKEND", "Agg"},
          {"PYTHONDONTWRITEBYTECODE", "1"},
          {"PYTHONIOENCODING", "utf-8"}};
}

// "f" or "f,g".
void require_names(const std::string& functions, const std::string& text) {
  const std::string between = "," + functions + ",";
  if (between.find(",,") == std::string::npos) return;
  throw std::invalid_argument(
      fmt::format("'{}' should have the name of a function behind its colon, or two with a comma between them; leave the "
                  "colon out for the function that fits",
                  text));
}

// The absolute path of a program with a slash, and where the word names a file; else the word. A program without a slash
// is looked up in the PATH.
std::string in_full(const std::string& word, bool is_program) {
  const bool has_slash = word.find('/') != std::string::npos;
  if (is_program && !has_slash) return word;
  std::error_code error;
  if (!is_program && !fs::exists(word, error)) return word;
  const fs::path path = fs::absolute(word, error);
  return error ? word : path.string();
}

}  // namespace

CodeFile parse_code_file(const std::string& text, const std::string& arguments) {
  require_known(arguments);
  CodeFile file{text, "", arguments};
  const std::size_t colon = text.rfind(':');
  std::error_code ignored;  // reading the file tells
  const bool has_names = colon != std::string::npos && !fs::exists(text, ignored);
  if (has_names) {
    file.path = text.substr(0, colon);
    file.functions = text.substr(colon + 1);
  }
  require_readable(file.path);
  if (has_names) require_names(file.functions, text);
  file.path = fs::canonical(file.path).string();
  return file;
}

process::Command command_of_words(const std::string& line) {
  wordexp_t expanded{};
  const int problem = wordexp(line.c_str(), &expanded, WRDE_NOCMD | WRDE_UNDEF);
  process::Command command;
  if (problem == 0) command.words.assign(expanded.we_wordv, expanded.we_wordv + expanded.we_wordc);
  if (problem == 0 || problem == WRDE_NOSPACE) wordfree(&expanded);
  if (command.words.empty()) {
    throw std::invalid_argument(fmt::format("--exec should be a program and its arguments, without shell syntax, but "
                                            "is '{}'; try --exec \"sh -c '...'\"",
                                            line));
  }
  for (std::string& word : command.words) word = in_full(word, &word == &command.words.front());
  command.unset = {"DISPLAY", "WAYLAND_DISPLAY"};
  return command;
}

process::Command python_command(const CodeFile& file) {
  process::Command command = {{"python3", "gradlab_adapter.py"}, {}, settings_of(file), unset};
  const std::array<std::pair<const char*, std::string_view>, 32> parts = {{{"adapter", python_adapter},
                                                                           {"calling", python_calling},
                                                                           {"choices", python_choices},
                                                                           {"classes", python_classes},
                                                                           {"one_example", python_one_example},
                                                                           {"errors", python_errors},
                                                                           {"finding", python_finding},
                                                                           {"labels", python_labels},
                                                                           {"layouts", python_layouts},
                                                                           {"lines", python_lines},
                                                                           {"made", python_made},
                                                                           {"movers", python_movers},
                                                                           {"moves", python_moves},
                                                                           {"objects", python_objects},
                                                                           {"leaves", python_leaves},
                                                                           {"loading", python_loading},
                                                                           {"places", python_places},
                                                                           {"program", python_program},
                                                                           {"reading", python_reading},
                                                                           {"records", python_records},
                                                                           {"removed", python_removed},
                                                                           {"results", python_results},
                                                                           {"source", python_source},
                                                                           {"state", python_state},
                                                                           {"tapes", python_tapes},
                                                                           {"tracing", python_tracing},
                                                                           {"turns", python_turns},
                                                                           {"usage", python_usage},
                                                                           {"weights", python_weights},
                                                                           {"wiring", python_wiring},
                                                                           {"runs", python_runs},
                                                                           {"words", python_words}}};
  for (const auto& [name, text] : parts) {
    command.files.emplace_back(fmt::format("gradlab_{}.py", name), std::string(text));
  }
  return command;
}

// Octave cannot move its own standard output: the shell does, and the protocol takes the descriptors 3 and 4.
// Octave's fgetl() waits for one character after the end of a line: each line is followed by a space.
process::Command octave_command(const CodeFile& file) {
  const std::string start = "exec octave-cli --no-gui --norc --quiet --no-history --eval gradlab_adapter "
                            "3<&0 4>&1 </dev/null >&2";
  return {{"/bin/sh", "-c", "command -v octave-cli >/dev/null || { echo octave-cli was not found on the PATH >&2; exit "
                            "127; }; " + start},
          {{"gradlab_adapter.m", std::string(octave_adapter)},
           {"gradlab_called.m", std::string(octave_called)},
           {"gradlab_cut.m", std::string(octave_cut)},
           {"gradlab_layouts.m", std::string(octave_layouts)},
           {"gradlab_depth.m", std::string(octave_depth)},
           {"gradlab_loops.m", std::string(octave_loops)},
           {"gradlab_split.m", std::string(octave_split)},
           {"gradlab_mask.m", std::string(octave_mask)},
           {"gradlab_places.m", std::string(octave_places)},
           {"gradlab_runs.m", std::string(octave_runs)},
           {"gradlab_seen.m", std::string(octave_seen)},
           {"gradlab_stage.m", std::string(octave_stage)},
           {"gradlab_weights.m", std::string(octave_weights)},
           {"gradlab_words.m", std::string(octave_words)}},
          settings_of(file),
          unset,
          "\n "};
}

}  // namespace gradlab::languages
