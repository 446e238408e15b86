// The gradlab command: parses, runs a verb, and returns its exit status. All errors end here.
#include "gradlab/blas_buffers.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/process/adoption.hpp"
#include "gradlab/process/memory.hpp"
#include "gradlab/single_threaded_blas.hpp"
#include "program/isolated_reading.hpp"
#include "program/parse.hpp"
#include "program/ranks.hpp"
#include "program/replay.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <cblas.h>
#include <fmt/format.h>

#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <functional>
#include <new>
#include <string>
#include <string_view>

namespace {

using namespace gradlab::program;
namespace process = gradlab::process;

// Where standard error is closed or full nobody can be told, but the exit status says it.
int report_error(const std::string& message) {
  std::string text = "gradlab: ";
  for (const std::string& line : gradlab::terminal::split_lines(message)) {
    text += gradlab::terminal::printable(line) + "\n";
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
  return gradlab::terminal::bad_input;
}

int report_memory() {
  return report_error(fmt::format("this takes more memory than may be used ({} are left); try fewer --examples, "
                                  "--hidden or --labels, or allow more by --memory",
                                  process::name_bytes(static_cast<double>(process::memory_left()))));
}

// A full disk shows only when the buffer of standard output is written.
int finish(int status) {
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
  return report_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

// OpenBLAS starts its threads before main(), and raises SIGINT where the system gives none. Where that is ignored it
// goes on with this thread alone.
void (*interrupt_before)(int) = SIG_DFL;
void ignore_interrupt() { interrupt_before = std::signal(SIGINT, SIG_IGN); }
[[gnu::section(".preinit_array"), gnu::used]] void (*const before_libraries)() = ignore_interrupt;

// What Ctrl-C does to work that cannot be asked to stop. On a terminal it wipes the line, where ^C or a bar may stand.
extern "C" void say_interrupted(int signal) {
  std::string_view text = "\r\033[Kgradlab: interrupted\n";
  if (isatty(STDERR_FILENO) == 0) text.remove_prefix(text.find('g'));
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// On a processor that is newer than the library OpenBLAS takes its oldest kernels, a fifth as fast. The name of better
// ones; null where its own choice is good.
const char* find_better_kernels() {
#if defined(__x86_64__)
  const bool is_old = std::strcmp(openblas_get_corename(), "Prescott") == 0;
  if (!is_old || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return nullptr;
  const bool is_wide = __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512vl");
  return is_wide ? "SkylakeX" : "Haswell";
#else
  return nullptr;
#endif
}

// A variable of the environment that the program sets for its second beginning. `before` keeps what it was.
struct Setting {
  const char *name, *before;

  bool was_set() const { return std::getenv(before) != nullptr; }

  void set(const char* value) const {
    const char* const old = std::getenv(name);
    setenv(before, old ? old : "", 1);
    setenv(name, value, 1);
  }

  void restore() const {
    if (!was_set()) return;
    const std::string old = std::getenv(before);
    unsetenv(before);
    if (old.empty()) unsetenv(name);
    else setenv(name, old.c_str(), 1);
  }
};

// OpenBLAS reads its settings before main() alone, so the program begins anew with better ones: with kernels for this
// processor, and without threads of its own. Those spin while they have no work, and wait for ever for a buffer where
// memory is short. The programs that this one runs see the settings as they were.
void choose_blas_settings(char** argv) {
  constexpr Setting kernels = {"OPENBLAS_CORETYPE", "GRADLAB_CORETYPE_BEFORE"};
  constexpr Setting threads = {"OPENBLAS_NUM_THREADS", "GRADLAB_NUM_THREADS_BEFORE"};
  if (kernels.was_set() || threads.was_set()) {
    kernels.restore();
    threads.restore();
    return;
  }
  const char* const better = std::getenv(kernels.name) ? nullptr : find_better_kernels();
  const bool has_threads = openblas_get_num_threads() > 1;
  if (!better && !has_threads) return;
  if (better) kernels.set(better);
  if (has_threads) threads.set("1");
  execv("/proc/self/exe", argv);  // it returns where that fails: the work goes on as it is
  choose_blas_settings(argv);
}

// OpenBLAS has large arrays there, and a thread as much as the program.
bool has_room_on_stack(std::size_t bytes) {
  rlimit limit{};
  return getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= bytes;
}

// Where mpirun has started several processes, one that fails ends them all: they would wait for it for ever. What all
// of them find wrong the first one says. All is written before they part: mpirun may then end them at once.
int run_together(const std::function<int()>& run) {
  const Ranks together;
  try {
    return finish(run());
  } catch (const std::exception& error) {
    if (ranks() == 1) throw;
    Ranks::end_all(error.what());
  }
  return gradlab::terminal::bad_input;
}

}  // namespace

constexpr std::size_t least_stack = std::size_t{256} << 10;
// OpenBLAS asks for a buffer of 128 MB again and again, for ever, where it gets none.
constexpr std::size_t least_memory = std::size_t{288} << 20;

int main(int argc, char** argv) {
  std::signal(SIGINT, interrupt_before);
  if (!is_reader(argc, argv)) {  // a reader multiplies nothing, and its program speaks for it
    choose_blas_settings(argv);
    if (interrupt_before == SIG_DFL) std::signal(SIGINT, say_interrupted);
  }
  if (!has_room_on_stack(least_stack)) {
    return report_error("less than 256 kB of stack can be had; raise the limit (ulimit -s)");
  }
  if (!process::has_room_for(least_memory)) {
    report_error("less than 288 MB of memory can be had; raise the limit (ulimit -v), or end other programs");
    std::_Exit(gradlab::terminal::bad_input);  // OpenBLAS, which has begun to wait for memory, would not let it end
  }
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow gives an error that is told
  const gradlab::SingleThreadedBlas blas;  // on a busy machine its threads wait for one another longer than they work
  remember_command_line(argc, argv);
  gradlab::reserve_blas_buffers(static_cast<std::size_t>(gradlab::in_parallel::count_threads(0)));  // beside the limit
  process::limit_memory(process::machine_memory() / 2);
  try {
    answer_if_reader(argc, argv);
    process::adopt_orphans();
    return run_together(parse(argc, argv));
  } catch (const std::bad_alloc&) {
    return report_memory();
  } catch (const std::filesystem::filesystem_error& error) {
    return report_error(fmt::format("{} cannot be used: {}; check the folders that it is in, and their permissions",
                                    error.path1().string(), error.code().message()));
  } catch (const std::exception& error) {
    return report_error(error.what());
  }
}
