#include "terminal/keyboard.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

namespace gradlab::terminal {

namespace {

// All that end or stop a program. The first two are those of Interrupt: mpirun makes a SIGTERM of its Ctrl-C.
constexpr std::size_t interrupts = 2;
constexpr std::array<int, 23> signals = {SIGINT,  SIGTERM, SIGHUP,    SIGQUIT, SIGABRT, SIGSEGV, SIGBUS,  SIGFPE,
                                         SIGILL,  SIGTRAP, SIGSYS,    SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM,
                                         SIGPROF, SIGXCPU, SIGSTKFLT, SIGIO,   SIGPWR,  SIGTSTP, SIGWINCH};

// An arrow key sends an escape and a code. If the code takes longer than this, the escape key itself was pressed.
constexpr int escape_milliseconds = 50;

// The longest time between two questions for news.
constexpr int news_milliseconds = 500;

// The state of the one Keyboard or Interrupt, for the signal handlers.
struct State {
  termios before{}, raw{};
  std::array<struct sigaction, signals.size()> actions_before{};
  std::string_view take_codes, give_back_codes;
  volatile std::sig_atomic_t is_terminal = 0;
  volatile std::sig_atomic_t taken = 0;
  volatile std::sig_atomic_t resized = 0;
  volatile std::sig_atomic_t told_to_end = 0;
};
State state;

// ---- Taking the terminal, and giving it back: only calls that a signal handler may make ----

void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void take_terminal() {
  if (!state.is_terminal) return;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &state.raw);
  put(state.take_codes);
  state.taken = 1;
}

void give_terminal_back() {
  if (!state.taken) return;
  state.taken = 0;
  put(state.give_back_codes);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &state.before);
}

// ---- Signals ----

// Gives the terminal back, and then dies of the signal.
extern "C" void on_deadly(int signal) {
  give_terminal_back();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

extern "C" void on_told_to_end(int) { state.told_to_end = 1; }

timespec time_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now;
}

double seconds_since(const timespec& before) {
  const timespec now = time_now();
  return static_cast<double>(now.tv_sec - before.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec - before.tv_nsec);
}

// The second signal ends the program. Programs such as timeout and mpirun send one signal twice, with no time between.
timespec first_interrupt{};
extern "C" void on_interrupt_twice(int signal) {
  constexpr double same_one = 0.2;
  if (state.told_to_end && seconds_since(first_interrupt) > same_one) return on_deadly(signal);
  if (!state.told_to_end) first_interrupt = time_now();
  state.told_to_end = 1;
}

// Stops by the standard action, which does nothing where no shell could continue the program.
void stop_by_default() {
  struct sigaction by_default {}, ours {};
  by_default.sa_handler = SIG_DFL;
  sigset_t stop, held;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &by_default, &ours);
  std::raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, &held);  // here it stops
  sigprocmask(SIG_SETMASK, &held, nullptr);
  sigaction(SIGTSTP, &ours, nullptr);
}

extern "C" void on_stop(int) {
  const int saved = errno;
  give_terminal_back();
  stop_by_default();
  take_terminal();
  state.resized = 1;
  errno = saved;
}

extern "C" void on_resize(int) { state.resized = 1; }

using Handler = void (*)(int);

// A signal that is ignored from the start, as under nohup or in the background, stays ignored.
void handle(int signal, Handler handler, int flags, struct sigaction& before) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
}

Handler handler_of(int signal, OnInterrupt on_interrupt) {
  switch (signal) {
    case SIGTSTP: return on_stop;
    case SIGWINCH: return on_resize;
    case SIGINT: case SIGTERM: case SIGHUP: return on_interrupt == OnInterrupt::tell ? on_told_to_end : on_deadly;
    default: return on_deadly;
  }
}

// No flag SA_RESTART, so that a signal ends the wait for a key.
void handle_signals(OnInterrupt on_interrupt) {
  for (std::size_t k = 0; k < signals.size(); ++k) {
    handle(signals[k], handler_of(signals[k], on_interrupt), 0, state.actions_before[k]);
  }
}

void restore_signals() {
  for (std::size_t k = 0; k < signals.size(); ++k) sigaction(signals[k], &state.actions_before[k], nullptr);
}

// Holds the signals that set a flag: they arrive in ppoll() alone. So none is missed between a look at the flag and the
// wait.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH}) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &before_);
  }
  ~HeldSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_{};
};

// ---- The keys that bytes stand for ----

bool waits_for_input(int milliseconds) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, milliseconds) > 0;
}

// An escape that followed another escape. It is kept for the next key.
bool escape_put_back = false;

// The next byte; -1 at the end of the input.
int read_byte() {
  if (std::exchange(escape_put_back, false)) return '\033';
  unsigned char byte = 0;
  ssize_t got = 0;
  do got = read(STDIN_FILENO, &byte, 1);
  while (got < 0 && errno == EINTR);
  return got == 1 ? byte : -1;
}

int read_byte_soon() { return waits_for_input(escape_milliseconds) ? read_byte() : -1; }

Key key_of_letter(int letter) {
  switch (letter) {
    case 'A': return Key::up;
    case 'B': return Key::down;
    case 'C': return Key::right;
    case 'D': return Key::left;
    case 'H': return Key::home;
    case 'F': return Key::end;
    default: return Key::nothing;
  }
}

Key key_of_number(int number) {
  switch (number) {
    case 1: case 7: return Key::home;
    case 4: case 8: return Key::end;
    case 5: return Key::page_up;
    case 6: return Key::page_down;
    default: return Key::nothing;
  }
}

// The key of the code after an escape, such as ESC [ C, ESC O C or ESC [ 5 ~; Key::escape where no code follows.
Key read_code() {
  const int kind = read_byte_soon();
  escape_put_back = kind == '\033';
  if (kind < 0 || escape_put_back) return Key::escape;
  if (kind != '[' && kind != 'O') return Key::nothing;
  int number = 0;
  int byte = read_byte_soon();
  for (; byte >= 0 && byte < '@'; byte = read_byte_soon()) {
    if (byte >= '0' && byte <= '9' && number < 100) number = 10 * number + (byte - '0');
  }
  return byte == '~' ? key_of_number(number) : key_of_letter(byte);
}

Press press_of(int byte) {
  constexpr int control_c = 3, control_d = 4;
  if (byte < 0 || byte == control_c || byte == control_d) return {Key::closed, 0};
  if (byte == '\033') return {read_code(), 0};
  if (byte == '\r' || byte == '\n') return {Key::enter, 0};
  if (byte == 127 || byte == 8) return {Key::backspace, 0};
  if (byte >= ' ' && byte < 127) return {Key::character, static_cast<char>(byte)};
  if (byte > 127) return {Key::byte, static_cast<char>(byte)};
  return {};
}

}  // namespace

Keyboard::Keyboard(OnInterrupt on_interrupt, std::string_view take, std::string_view give_back) {
  state.take_codes = take;
  state.give_back_codes = give_back;
  state.resized = 0;
  state.told_to_end = 0;
  state.is_terminal = tcgetattr(STDIN_FILENO, &state.before) == 0;
  state.raw = state.before;
  state.raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  state.raw.c_cc[VMIN] = 1;
  state.raw.c_cc[VTIME] = 0;
  // Ctrl-C is a mere key then: it sends no signal to the programs that this one runs, and they finish their work.
  if (on_interrupt == OnInterrupt::tell) state.raw.c_cc[VINTR] = _POSIX_VDISABLE;
  handle_signals(on_interrupt);
  take_terminal();
}

Keyboard::~Keyboard() {
  give_terminal_back();
  restore_signals();
}

// A pipe's characters are no keys that were pressed too early: they wait for their turn.
void Keyboard::forget() {
  if (!state.is_terminal) return;
  while (waits_for_input(0)) {
    const int byte = read_byte();
    if (byte >= 0 && press_of(byte).key != Key::closed) continue;
    state.told_to_end = 1;
    return;
  }
}

Press Keyboard::wait(const std::function<bool()>& has_news, int descriptor) {
  const HeldSignals held;
  const timespec while_for_news{0, news_milliseconds * 1'000'000L};
  while (true) {
    if (state.told_to_end) return {Key::closed, 0};
    if (state.resized) {
      state.resized = 0;
      return {Key::resized, 0};
    }
    if (has_news && has_news()) return {Key::news, 0};
    if (escape_put_back) return press_of(read_byte());
    std::array<pollfd, 2> ends = {pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
    const int ready = ppoll(ends.data(), ends.size(), has_news ? &while_for_news : nullptr, &held.before());
    if (ready < 0 && errno != EINTR) return {Key::closed, 0};
    if (ready > 0 && ends[0].revents) return press_of(read_byte());
  }
}

Interrupt::Interrupt() {
  state.told_to_end = 0;
  for (std::size_t k = 0; k < interrupts; ++k) {
    handle(signals[k], on_interrupt_twice, SA_RESTART, state.actions_before[k]);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t k = 0; k < interrupts; ++k) sigaction(signals[k], &state.actions_before[k], nullptr);
}

bool Interrupt::requested() const { return state.told_to_end != 0; }

}  // namespace gradlab::terminal
