#include "program/step/screen.hpp"

#include "program/columns.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace gradlab::program::step {

namespace {

// The other screen, without a cursor; and back.
constexpr std::string_view take = "\033[?1049h\033[?25l";
constexpr std::string_view give_back = "\033[0m\033[?25h\033[?1049l";

constexpr std::array<int, 9> deadly = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
constexpr std::size_t handled = deadly.size() + 2;

// How long the rest of an arrow key's code may take before the escape was the key itself.
constexpr int escape_milliseconds = 50;

// What a signal handler needs; the only Screen's.
struct State {
  termios before{}, raw{};
  sigset_t mask_before{};
  std::array<struct sigaction, handled> actions_before{};
  volatile std::sig_atomic_t taken = 0;
  volatile std::sig_atomic_t resized = 0;
};
State state;

// Nothing but what a signal handler may call.
void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void enter_screen() {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &state.raw);
  put(take);
  state.taken = 1;
}

void leave_screen() {
  if (!state.taken) return;
  state.taken = 0;
  put(give_back);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &state.before);
}

// Dies of the signal as it would have without us.
extern "C" void on_deadly(int signal) {
  leave_screen();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

extern "C" void on_stop(int) {
  const int saved = errno;
  leave_screen();
  std::raise(SIGSTOP);
  enter_screen();
  state.resized = 1;
  errno = saved;
}

extern "C" void on_resize(int) { state.resized = 1; }

void handle(std::size_t place, int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, &state.actions_before[place]);
}

int signal_at(std::size_t place) {
  return place < deadly.size() ? deadly[place] : place == deadly.size() ? SIGTSTP : SIGWINCH;
}

void handle_signals() {
  for (std::size_t k = 0; k < handled; ++k) {
    handle(k, signal_at(k), k < deadly.size() ? on_deadly : k == deadly.size() ? on_stop : on_resize);
  }
  // A new size comes only while we wait, so that none is missed between looking and waiting.
  sigset_t resize;
  sigemptyset(&resize);
  sigaddset(&resize, SIGWINCH);
  sigprocmask(SIG_BLOCK, &resize, &state.mask_before);
}

void restore_signals() {
  for (std::size_t k = 0; k < handled; ++k) sigaction(signal_at(k), &state.actions_before[k], nullptr);
  sigprocmask(SIG_SETMASK, &state.mask_before, nullptr);
}

bool waits_for_input(int milliseconds) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, milliseconds) > 0;
}

// The escape that was read in vain while looking for the rest of another one's code.
bool escape_put_back = false;

// The next byte, or -1 where there is none any more.
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

// What follows an escape: ESC [ C, ESC O C, ESC [ 5 ~, or nothing.
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
  if (byte < 0 || byte == 4) return {Key::closed, 0};  // Ctrl-D
  if (byte == '\033') return {read_code(), 0};
  if (byte == '\r' || byte == '\n') return {Key::enter, 0};
  if (byte == 127 || byte == 8) return {Key::backspace, 0};
  if (byte >= ' ' && byte < 127) return {Key::character, static_cast<char>(byte)};
  return {};
}

}  // namespace

Screen::Screen() {
  if (tcgetattr(STDIN_FILENO, &state.before) != 0) {
    throw std::runtime_error("cannot read keys from standard input; try --all");
  }
  state.raw = state.before;
  state.raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  state.raw.c_cc[VMIN] = 1;
  state.raw.c_cc[VTIME] = 0;
  handle_signals();
  enter_screen();
}

Screen::~Screen() {
  leave_screen();
  restore_signals();
}

Press Screen::wait() {
  while (true) {
    if (state.resized) {
      state.resized = 0;
      return {Key::resized, 0};
    }
    if (escape_put_back) return press_of(read_byte());
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (ppoll(&input, 1, nullptr, &state.mask_before) > 0) return press_of(read_byte());
    if (errno != EINTR) return {Key::closed, 0};
  }
}

void Screen::draw(const std::vector<std::string>& lines) {
  const Window size = window();
  std::string frame = "\033[H";
  for (int row = 0; row < size.lines; ++row) {
    if (row > 0) frame += "\r\n";
    frame += "\033[K";  // before the text: behind a full line it would erase the last column
    if (static_cast<std::size_t>(row) >= lines.size()) continue;
    frame += clip(lines[static_cast<std::size_t>(row)], static_cast<std::size_t>(size.columns));
  }
  put(frame);
}

bool has_screen() {
  const char* terminal = std::getenv("TERM");
  const bool can_draw = terminal && *terminal && std::strcmp(terminal, "dumb") != 0;
  return can_draw && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

}  // namespace gradlab::program::step
