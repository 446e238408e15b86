// What foreign code may answer: an error in its own words, or a value. See protocol.hpp for the conversation.
#pragma once

#include <armadillo>

#include <stdexcept>
#include <string>

namespace gradlab::languages {

/// The code lives, but answers with an error (the message is the code's own), or breaks the protocol.
class CodeError : public std::invalid_argument {
 public:
  explicit CodeError(const std::string& message, bool was_raised = false)
      : std::invalid_argument(message), raised(was_raised) {}
  bool raised;             ///< the learner's function threw: perhaps it is called in the wrong way
  bool undefined = false;  ///< it asked for a name that there is not
  arma::uword line = 0;    ///< the line that the function reached; 0: not said
};

/// A number, a vector or a matrix, by its dimensions 0, 1 or 2.
struct CallValue {
  arma::mat entries;  ///< a vector is a column
  int dimensions = 2;
};

}  // namespace gradlab::languages
