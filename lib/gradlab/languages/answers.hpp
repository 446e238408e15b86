// What foreign code may answer: an error in its own words, or a value. See protocol.hpp for the conversation.
#pragma once

#include <armadillo>

#include <stdexcept>
#include <string>
#include <vector>

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

/// The code's cost and gradient as they came. They are numbers; nothing else about them is checked.
struct GradientAnswer {
  double cost = arma::datum::nan;
  double plain_cost = arma::datum::nan;  ///< without the penalty; NaN where the code does not tell
  bool has_gradient = false;
  arma::vec gradient;                ///< flat, in the code's own order; or else
  std::vector<arma::mat> gradients;  ///< one for each Theta
  std::string returns;               ///< the returned values, in words
  std::vector<std::string> changed;  ///< the arguments that the call changed, where an adapter saw them change
};

}  // namespace gradlab::languages
