#include "gradlab/data/outcome.hpp"

#include "gradlab/process/pipe.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>

namespace gradlab::data {

namespace {

constexpr std::uint64_t longest_text = 1 << 20;
constexpr std::uint64_t longest_list = 1 << 20;
constexpr std::uint64_t greeting = 0x676e6964616552;  // "Reading" in memory

class Sender {
 public:
  explicit Sender(int fd) : fd_(fd) {}

  void number(std::uint64_t value) { bytes(&value, sizeof value); }
  void text(const std::string& value) {
    number(value.size());
    bytes(value.data(), value.size());
  }
  void matrix(const arma::mat& value) {
    number(value.n_rows);
    number(value.n_cols);
    bytes(value.memptr(), value.n_elem * sizeof(double));
  }

 private:
  void bytes(const void* from, std::size_t size) {
    if (!process::write_all(fd_, {static_cast<const char*>(from), size})) throw Broken("cannot be told what was read");
  }

  int fd_;
};

class Receiver {
 public:
  Receiver(int fd, double patience, std::size_t most_numbers)
      : fd_(fd), patience_(patience), most_numbers_(most_numbers) {}

  std::uint64_t number(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
    std::uint64_t value = 0;
    bytes(&value, sizeof value);
    if (value > most) throw Broken(fmt::format("yielded the size {}, which no such file can hold", value));
    return value;
  }
  std::string text() {
    std::string value(number(longest_text), '\0');
    bytes(value.data(), value.size());
    return value;
  }
  arma::mat matrix() {
    const std::uint64_t rows = number(most_numbers_);
    const std::uint64_t columns = number(rows == 0 ? most_numbers_ : most_numbers_ / rows);
    arma::mat value(rows, columns);
    bytes(value.memptr(), value.n_elem * sizeof(double));
    return value;
  }

 private:
  void bytes(void* to, std::size_t left) {
    for (auto* at = static_cast<char*>(to); left > 0;) {
      wait_for_bytes();
      const ssize_t count = ::read(fd_, at, left);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) throw Broken("ended without a result");
      at += count;
      left -= static_cast<std::size_t>(count);
    }
  }

  // In short turns, of which each counts at most for its length: a process that was stopped and continued later has
  // not lost its patience meanwhile.
  void wait_for_bytes() {
    using Seconds = std::chrono::duration<double>;
    constexpr double turn = 0.1;
    for (double waited = 0; waited < patience_;) {
      const auto begin = std::chrono::steady_clock::now();
      pollfd waiting{fd_, POLLIN, 0};
      if (poll(&waiting, 1, static_cast<int>(1000 * turn)) > 0) return;
      waited += std::min(turn, Seconds(std::chrono::steady_clock::now() - begin).count());
    }
    throw Broken(fmt::format("came to no end within {:g} s", patience_));
  }

  int fd_;
  double patience_;
  std::size_t most_numbers_;
};

// ---- both directions, side by side ----

void send_contents(Sender& to, const Contents& contents) {
  to.number(contents.variables.size());
  for (const Variable& variable : contents.variables) {
    to.text(variable.name);
    to.text(variable.problem);
    to.matrix(variable.values);
  }
  to.text(contents.description);
  to.number(contents.rows_are_certain);
  to.number(contents.may_hold_targets);
  to.number(contents.columns.size());
  for (const std::string& column : contents.columns) to.text(column);
}

Contents receive_contents(Receiver& from) {
  Contents contents;
  for (std::uint64_t left = from.number(longest_list); left > 0; --left) {
    Variable& variable = contents.variables.emplace_back();
    variable.name = from.text();
    variable.problem = from.text();
    variable.values = from.matrix();
  }
  contents.description = from.text();
  contents.rows_are_certain = from.number(1) == 1;
  contents.may_hold_targets = from.number(1) == 1;
  for (std::uint64_t left = from.number(longest_list); left > 0; --left) contents.columns.push_back(from.text());
  return contents;
}

}  // namespace

void send_greeting(int fd) { Sender(fd).number(greeting); }

bool receive_greeting(int fd, double patience) {
  try {
    return Receiver(fd, patience, 0).number() == greeting;
  } catch (const Broken&) {
    return false;
  }
}

void send(int fd, const Outcome& outcome) {
  Sender to(fd);
  to.number(static_cast<std::uint64_t>(outcome.kind));
  to.text(outcome.message);
  send_contents(to, outcome.contents);
}

Outcome receive(int fd, double patience, std::size_t most_numbers) {
  Receiver from(fd, patience, most_numbers);
  Outcome outcome;
  outcome.kind = static_cast<Outcome::Kind>(from.number(static_cast<std::uint64_t>(Outcome::Kind::failure)));
  outcome.message = from.text();
  outcome.contents = receive_contents(from);
  return outcome;
}

}  // namespace gradlab::data
