// What reading a file came to, and its way through a pipe. Who reads, and at which end, is apart.hpp's business.
#pragma once

#include "gradlab/data/format.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace gradlab::data {

struct Outcome {
  enum class Kind : std::uint8_t { contents, refusal, failure };

  Kind kind = Kind::failure;
  Contents contents;
  std::string message;  ///< of a refusal (std::invalid_argument), or of a failure (anything else)
};

/// Nothing more comes from the other end; the message completes "it ...": "fell silent".
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The first that a reader sends: that it is one. throws Broken if the other end does not take it.
void send_greeting(int fd);

/// Whether that, and nothing else, comes within `patience` seconds.
bool receive_greeting(int fd, double patience);

/// throws Broken if the other end does not take it.
void send(int fd, const Outcome& outcome);

/// The twin of send(). It believes nothing: the sender may be out of its mind.
/// throws Broken at the end of the stream, after `patience` seconds without a byte, or at a matrix of more than
/// `most_numbers` or a text or a list longer than any of those could need.
Outcome receive(int fd, double patience, std::size_t most_numbers);

}  // namespace gradlab::data
