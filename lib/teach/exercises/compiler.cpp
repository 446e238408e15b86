#include "teach/exercises/compiler.hpp"

#include "gradlab/process/pipe.hpp"
#include "gradlab/process/spawn.hpp"
#include "teach/exercises/catalogue.hpp"
#include "teach/files.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// ---- Running a tool ----

struct ToolRun {
  int status = -1;  // -1: a signal ended the tool
  std::string out, err;
};

int create(const fs::path& file) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) throw std::invalid_argument(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  return fd;
}

// The output goes to files, because a pipe can fill up. The messages are in English for read_error(). The tool's own
// temporary files go with the folder, also where the tool is killed.
ToolRun run(const Words& words, const process::GuardedFolder& work) {
  const fs::path out = work.path() / "tool.out", err = work.path() / "tool.err";
  int to_out = create(out), to_err = create(err);
  pid_t child = -1;
  std::string trouble;
  try {
    const std::vector<std::string> environment =
        process::make_environment({{"LC_ALL", "C"}, {"TMPDIR", work.path().string()}, work.mark()});
    child = process::spawn({words[0], words, environment, {-1, to_out, to_err}});
  } catch (const std::system_error& error) {
    trouble = error.code().message();
  }
  process::close_end(to_out);
  process::close_end(to_err);
  if (child < 0) throw std::invalid_argument(fmt::format("cannot start '{}': {}", words[0], trouble));
  const int status = process::wait_for(child);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(out), terminal::printable_lines(read_text(err))};
}

Words split(const std::string& text, char between) {
  std::istringstream stream(text);
  Words words;
  for (std::string word; std::getline(stream, word, between);) {
    std::erase(word, '\n');
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// ---- Finding the tools ----

struct Toolchain {
  std::string compiler;
  Words compile_flags, link_flags;
};

bool is_on_path(const std::string& program) {
  if (program.find('/') != std::string::npos) return access(program.c_str(), X_OK) == 0;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::string find_compiler(const std::string& preferred) {
  for (const std::string& name : {preferred, std::string("g++"), std::string("c++"), std::string("clang++")}) {
    if (!name.empty() && is_on_path(name)) return name;
  }
  throw std::invalid_argument(fmt::format("exercises in C++ need a compiler, and none was found on the PATH; try: "
                                          "apt install g++, or say --language numpy"));
}

// In a build folder CMake writes the file gradlab.toolchain beside the program. Its three lines are the compiler, the
// flags to compile with, and the flags to link with.
std::optional<Toolchain> find_build(const fs::path& program) {
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    std::ifstream file(folder / "gradlab.toolchain");
    std::string compiler, compiling, linking;
    if (!std::getline(file, compiler) || !std::getline(file, compiling) || !std::getline(file, linking)) continue;
    return Toolchain{find_compiler(compiler), split(compiling, '\t'), split(linking, '\t')};
  }
  return std::nullopt;
}

// The folder of gradlab.pc in the installation with this prefix: lib/pkgconfig, lib64/..., lib/x86_64-linux-gnu/...
std::optional<fs::path> find_pkgconfig(const fs::path& prefix) {
  std::error_code ignored;
  for (const char* name : {"lib", "lib64"}) {
    if (fs::exists(prefix / name / "pkgconfig/gradlab.pc")) return prefix / name / "pkgconfig";
    for (const fs::directory_entry& folder : fs::directory_iterator(prefix / name, ignored)) {
      if (fs::exists(folder.path() / "pkgconfig/gradlab.pc", ignored)) return folder.path() / "pkgconfig";
    }
  }
  return std::nullopt;
}

std::optional<Toolchain> find_installation(const fs::path& program, const process::GuardedFolder& work) {
  const fs::path prefix = program.parent_path().parent_path();
  const auto pkgconfig = find_pkgconfig(prefix);
  if (!pkgconfig || !fs::exists(prefix / "include/gradlab/exercise.hpp")) return std::nullopt;
  if (!is_on_path("pkg-config")) {
    throw std::invalid_argument("exercises in C++ need pkg-config; try: apt install pkg-config");
  }
  const std::string path = "PKG_CONFIG_PATH=" + pkgconfig->string();
  const ToolRun cflags = run({"env", path, "pkg-config", "--cflags", "gradlab"}, work);
  const ToolRun libs = run({"env", path, "pkg-config", "--libs", "gradlab"}, work);
  if (cflags.status != 0 || libs.status != 0) {
    throw std::invalid_argument(fmt::format("the gradlab library cannot be used: {}; try: apt install libgradlab-dev",
                                            libs.err.substr(0, libs.err.find('\n'))));
  }
  return Toolchain{find_compiler(""), split(cflags.out, ' '), split(libs.out, ' ')};
}

Toolchain find_toolchain(const process::GuardedFolder& work) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (const auto build = find_build(program)) return *build;
  if (const auto installation = find_installation(program, work)) return *installation;
  throw std::invalid_argument(fmt::format("exercises in C++ need the headers and the library of gradlab, which are not "
                                          "beside this program; try: apt install libgradlab-dev, or say --language "
                                          "numpy"));
}

// ---- The precompiled header ----

const Words& language_flags() {
  // -O0 compiles quickly, and the matrices are small. A missing return is an error, because its result is undefined.
  // clang++ has another word for -fmax-errors.
  static const Words flags = {"-std=c++20", "-O0", "-fdiagnostics-color=never", "-fmax-errors=2",
                              "-Wno-unused-command-line-argument", "-Werror=return-type", "-D_GLIBCXX_ASSERTIONS"};
  return flags;
}

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

std::string last_change(const fs::path& file) {
  std::error_code error;
  const auto time = fs::last_write_time(file, error);
  return error ? "" : std::to_string(time.time_since_epoch().count());
}

// The folder of a precompiled header is named after the compiler, the flags and the headers' times. A compiler would
// use an outdated header without noticing.
std::string name_of_cache(const Toolchain& toolchain, const process::GuardedFolder& work) {
  std::string key = run({toolchain.compiler, "--version"}, work).out;
  Words flags = language_flags();
  append(flags, toolchain.compile_flags);
  flags.push_back("-I/usr/include");  // pkg-config leaves it out, because compilers look there anyway
  for (const std::string& flag : flags) {
    key += " " + flag;
    if (!flag.starts_with("-I")) continue;
    for (const char* header : {"armadillo", "gradlab/exercise.hpp", "gradlab/exercise/serve.hpp",
                               "gradlab/models/sigmoid.hpp"}) {
      key += last_change(fs::path(flag.substr(2)) / header);
    }
  }
  return fmt::format("exercise-{:016x}", std::hash<std::string>()(key));
}

constexpr const char* included = "#include <gradlab/exercise/serve.hpp>\n";

fs::path precompiled_of(const fs::path& header) { return header.string() + ".gch"; }

// As where the machine stopped while it was written.
bool is_header_damaged(const ToolRun& output) {
  return output.status != 0 && (output.err.find("precompiled header") != output.err.npos ||
                                output.err.find("PCH file") != output.err.npos);
}

// Removes the headers of processes that were ended while they wrote them: "attempt." and the process's number.
void sweep_unfinished(const fs::path& folder) {
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    const std::string extension = entry->path().extension().string();
    const int writer = extension.empty() ? 0 : std::atoi(extension.c_str() + 1);
    if (writer > 0 && kill(writer, 0) != 0 && errno == ESRCH) fs::remove(entry->path(), ignored);
  }
}

// The header that each attempt begins with; precompiled where the cache folder can be written.
fs::path prepare_header(const Toolchain& toolchain, const process::GuardedFolder& work) {
  const fs::path folder = cache_folder() / name_of_cache(toolchain, work);
  const fs::path header = folder / "attempt.hpp", precompiled = precompiled_of(header);
  sweep_unfinished(folder);
  if (fs::exists(precompiled)) return header;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || access(folder.c_str(), W_OK) != 0) {
    work.write("attempt.hpp", included);
    return work.path() / "attempt.hpp";
  }
  fmt::print(stderr, "preparing the compiler, once: this takes some seconds\n");
  write_text(header, included);
  const fs::path unfinished = folder / fmt::format("attempt.{}", getpid());
  Words words = {toolchain.compiler, "-x", "c++-header", header, "-o", unfinished};
  append(words, language_flags());
  append(words, toolchain.compile_flags);
  if (run(words, work).status == 0) fs::rename(unfinished, precompiled, error);
  fs::remove(unfinished, error);
  return header;
}

// ---- The compiler's messages ----

// An error in a template is pages long. Its first clause says the meaning.
std::string shorten(std::string message) {
  const std::size_t with = message.find(" [with ");
  if (with != std::string::npos) message.erase(with);
  for (const auto& [from, to] : {std::pair{"arma::Mat<double>", "arma::mat"}, {"arma::Col<double>", "arma::vec"},
                                 {"arma::Row<double>", "arma::rowvec"}}) {
    for (std::size_t at; (at = message.find(from)) != std::string::npos;) message.replace(at, std::strlen(from), to);
  }
  constexpr std::size_t longest = 300;
  return message.size() > longest ? message.substr(0, longest) + " ..." : message;
}

std::string quote_line(const fs::path& file, int line, int column) {
  std::ifstream stream(file);
  std::string text;
  for (int i = 0; i < line; ++i) {
    if (!std::getline(stream, text)) return "";
  }
  std::replace(text.begin(), text.end(), '\t', ' ');
  constexpr int widest = 72;
  if (column > widest || column < 1) return text.substr(0, widest);
  return text.substr(0, widest) + "\n" + std::string(static_cast<std::size_t>(column - 1), ' ') + "^";
}

struct Location {
  std::string file;
  int line = 0, column = 0;
};

// "FILE:LINE:COLUMN:" at the beginning of a line; no line where there is none.
Location read_location(const std::string& text) {
  Location location;
  for (std::size_t colon = text.find(':'); colon != std::string::npos; colon = text.find(':', colon + 1)) {
    if (std::sscanf(text.c_str() + colon, ":%d:%d:", &location.line, &location.column) != 2) continue;
    location.file = fs::path(text.substr(0, colon)).filename();
    return location;
  }
  return {};
}

// The text in quotes behind `words`; empty where `words` do not occur.
std::string quoted_after(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + words.size();
  return text.substr(begin, text.find('\'', begin) - begin);
}

bool concerns_the_function(const std::string& message, const Words& functions) {
  for (const std::string& word : {std::string("wrap"), std::string("take"), std::string("give"), functions.front()}) {
    if (message.find(word) != std::string::npos) return true;
  }
  return false;
}

// The first error. For an error inside a library, the line is the learner's first line that led there.
Reason read_error(const std::string& output, const fs::path& file, const Words& functions) {
  constexpr std::string_view mark = "error: ";
  const std::vector<std::string> lines = terminal::split_lines(output);
  const auto first = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.find(mark) != std::string::npos && line.find("ld returned") == std::string::npos;
  });
  const std::string undefined = quoted_after(output, "undefined reference to `");
  const auto say = [](const std::string& text, const std::string& where = "") {
    const bool lacks_brackets = text.find("non-static member function") != std::string::npos;
    return Reason{"", text, where, "", "", lacks_brackets ? "Call it with brackets, as in .imag() or .t()." : ""};
  };
  if (!undefined.empty()) return say(undefined + " is declared, but its body is missing");
  if (first == lines.end()) return say(lines.empty() ? "the compiler failed, and said nothing" : shorten(lines[0]));

  const std::string message = shorten(first->substr(first->find(mark) + mark.size()));
  Location place = read_location(*first);
  for (auto line = lines.begin(); place.file != file.filename() && line != lines.end(); ++line) {
    place = read_location(*line);
  }
  if (place.file == file.filename()) {
    const std::string line = quote_line(file, place.line, place.column);
    return say(message, fmt::format("{}, line {}\n{}", place.file, place.line, line));
  }
  if (!concerns_the_function(message, functions)) return say(message);
  return say(fmt::format("the file should define {} with the parameters and the result that it was given with",
                         functions.front()));
}

// A full disk is no fault of the learner's. The compiler's words about it may have found no room either.
void require_room(const process::GuardedFolder& work, const ToolRun& output) {
  constexpr std::uintmax_t little = 65536;
  std::error_code error;
  const fs::space_info space = fs::space(work.path(), error);
  const auto says = [&](const char* words) { return output.err.find(words) != std::string::npos; };
  const bool is_full = says("No space left on device") || says("File too large");
  if (!is_full && (error || space.available >= little)) return;
  throw std::invalid_argument(fmt::format("the compiler had no room to write in {}; make room there, or set TMPDIR to "
                                          "another folder",
                                          work.path().parent_path().string()));
}

std::string make_main(const fs::path& file, const Words& functions) {
  std::string rows;
  for (const std::string& function : functions) {
    rows += fmt::format("      {{\"{0}\", gradlab::exercise::wrap(&{0})}},\n", function);
  }
  return fmt::format("#define main learners_own_main\n#include \"{}\"\n#undef main\n\n"
                     "int main() {{\n  return gradlab::exercise::serve({{\n{}  }});\n}}\n",
                     file.filename().string(), rows);
}

}  // namespace

std::optional<Reason> compile(const fs::path& file, const Words& functions, const fs::path& program,
                              const process::GuardedFolder& work) {
  const Toolchain toolchain = find_toolchain(work);
  work.write("main.cpp", make_main(file, functions));
  const fs::path header = prepare_header(toolchain, work);
  Words words = {toolchain.compiler, "-include", header, "-iquote",
                 fs::absolute(file).parent_path(), work.path() / "main.cpp", "-o", program, "-Wl,--as-needed"};
  append(words, language_flags());
  append(words, toolchain.compile_flags);
  append(words, toolchain.link_flags);
  ToolRun output = run(words, work);
  if (is_header_damaged(output)) {
    fs::remove(precompiled_of(header));
    output = run(words, work);
  }
  if (output.status == 0) return std::nullopt;
  require_room(work, output);
  return read_error(output.err, file, functions);
}

}  // namespace gradlab::teach
