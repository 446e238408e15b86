// The conversation with foreign code in JSON lines, as lib/gradlab/languages/adapters/README.md documents it: questions, answers, and an
// error wherever an answer is not what was promised. What to ask is objective.hpp's and network.hpp's business.
#pragma once

#include "gradlab/models/network/problem.hpp"
#include "gradlab/process/child.hpp"

#include <armadillo>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::languages {

/// The code is alive, but says that it cannot answer (the message is its own), or answers something else.
class CodeError : public std::invalid_argument {
 public:
  explicit CodeError(const std::string& message, bool was_raised = false)
      : std::invalid_argument(message), raised(was_raised) {}
  bool raised;  ///< while the learner's function ran: it may be called in the wrong way
};

/// A function among those that the code offers.
struct Choice {
  std::string name;
  std::string signature;       ///< with its arguments; empty: not said
  bool takes_network = false;  ///< else theta alone
  bool takes_lambda = true;
};

/// A statement that an adapter could not run when it loaded the file.
struct Skipped {
  arma::uword line = 0;
  std::string error;
};

struct Description {
  std::string language;
  std::vector<Choice> choices;         ///< best guess first; never empty without an adapter
  std::vector<std::string> functions;  ///< all that the file defines, for messages
  std::vector<Skipped> skipped;
  arma::uword parameters = 0;  ///< length of theta, 0: not said
  arma::vec theta;             ///< a point to check at; empty: not said
  std::vector<std::string> label_shapes, theta_shapes, containers;  ///< what the code can be handed; at least one each
};

/// How labels are written down for the code.
enum class LabelStyle { from_one, from_zero, one_hot };

/// In which of the possible ways the code is called.
struct Convention {
  std::size_t choice = 0;
  LabelStyle labels = LabelStyle::from_one;
  std::string label_shape, theta_shape, container;
  neural_network::Order order = neural_network::Order::by_rows;  ///< in which theta and a flat gradient are unrolled
};

/// An answer as it came: nothing about it is checked but that it is made of numbers.
struct Answer {
  double cost = arma::datum::nan;
  double plain_cost = arma::datum::nan;  ///< without the penalty, where the code tells it apart
  bool has_gradient = false;
  arma::vec gradient;               ///< flat, in the code's own order; or else
  std::vector<arma::mat> gradients;  ///< one for each Theta
  std::string returns;              ///< what the code returned, in words
  std::vector<std::string> changed;  ///< its arguments that are others after the call, where an adapter saw that
};

class Child {
 public:
  static constexpr int version = 1;  ///< of the protocol

  /// name: what messages call it. timeout: seconds, for each answer.
  Child(std::string name, const process::Command& command, double timeout);
  ~Child();

  /// All of these throw process::Gone if the child cannot be spoken to any more.
  /// They throw CodeError if the child's answer is an error or does not fit the question.
  Description describe();
  void use(const Convention& convention);
  void set_network(const neural_network::Problem& network, const Convention& convention);
  void set_base(const arma::vec& theta);  ///< theta in the code's own order
  double cost();                          ///< at the base point
  double cost(arma::uword entry, double value);
  Answer evaluate();

  const std::string& name() const;
  const process::Output& output() const;

 private:
  struct Line;  // keeps JSON out of this header
  std::unique_ptr<Line> line_;
};

std::string_view to_string(LabelStyle style);

}  // namespace gradlab::languages
