#include "terminal/interrupt.hpp"

#include <csignal>

namespace gradlab::terminal {

namespace {

volatile std::sig_atomic_t seen = 0;

extern "C" void remember_interrupt(int) { seen = 1; }

struct sigaction before;

}  // namespace

Interrupt::Interrupt() {
  seen = 0;
  struct sigaction action = {};
  action.sa_handler = remember_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, nullptr, &before);
  // A program in the background, which must not notice Ctrl-C, goes on ignoring it.
  if (before.sa_handler != SIG_IGN) sigaction(SIGINT, &action, nullptr);
}

Interrupt::~Interrupt() { sigaction(SIGINT, &before, nullptr); }

bool Interrupt::requested() const { return seen != 0; }

}  // namespace gradlab::terminal
