#include "program/learn/keyboard.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

namespace gradlab::program {

namespace {

volatile std::sig_atomic_t was_resized = 0;
volatile std::sig_atomic_t must_quit = 0;

extern "C" void note_signal(int signal) {
  if (signal == SIGWINCH) was_resized = 1;
  else must_quit = 1;
}

constexpr int signals[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP};
struct sigaction actions_before[4];

// Without SA_RESTART: a signal must end the wait for a key.
void watch_signals() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < 4; ++i) sigaction(signals[i], &action, &actions_before[i]);
}

void unwatch_signals() {
  for (int i = 0; i < 4; ++i) sigaction(signals[i], &actions_before[i], nullptr);
}

bool more_comes(int milliseconds) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, milliseconds) == 1;
}

// One byte; nothing at the end of the input or when a signal came.
bool read_byte(char& byte) { return read(STDIN_FILENO, &byte, 1) == 1; }

}  // namespace

bool has_keyboard() { return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1; }

Keyboard::Keyboard() {
  tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
  raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | IXON);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  watch_signals();
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  fmt::print("\033[?1049h\033[?25l");
  std::fflush(stdout);
}

Keyboard::~Keyboard() {
  std::fputs("\033[?25h\033[?1049l", stdout);
  std::fflush(stdout);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  unwatch_signals();
}

Press Keyboard::wait() {
  char byte = 0;
  while (true) {
    if (must_quit) return {Key::quit, ""};
    if (was_resized) {
      was_resized = 0;
      return {Key::resized, ""};
    }
    if (!more_comes(-1)) continue;  // a signal: see above
    if (read_byte(byte)) break;
    if (errno != EINTR) return {Key::quit, ""};
  }
  if (byte == '\r' || byte == '\n') return {Key::enter, ""};
  if (byte == 3 || byte == 4) return {Key::quit, ""};
  if (byte == 127 || byte == 8) return {Key::backspace, ""};
  if (byte == 27) return read_escape();
  if (static_cast<unsigned char>(byte) < 32) return {};
  return {Key::text, std::string(1, byte)};
}

// The rest of a key's sequence arrives at once; the Escape key alone is followed by nothing.
Press Keyboard::read_escape() {
  std::string sequence;
  char byte = 0;
  while (sequence.size() < 8 && more_comes(30) && read_byte(byte)) {
    sequence += byte;
    const bool is_last = byte != '[' && byte != 'O' && (byte < '0' || byte > '9') && byte != ';';
    if (is_last) break;
  }
  if (sequence == "[C" || sequence == "OC" || sequence == "[6~") return {Key::right, ""};
  if (sequence == "[D" || sequence == "OD" || sequence == "[5~") return {Key::left, ""};
  if (sequence == "[H" || sequence == "OH" || sequence == "[1~") return {Key::home, ""};
  if (sequence == "[F" || sequence == "OF" || sequence == "[4~") return {Key::end, ""};
  return {};
}

}  // namespace gradlab::program
