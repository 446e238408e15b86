// The conversation with foreign code in JSON lines: requests, answers, and errors where an answer breaks the protocol.
// See lib/gradlab/languages/adapters/README.md for the protocol; objective.hpp and network.hpp for what is asked when.
#pragma once

#include "gradlab/languages/answers.hpp"
#include "gradlab/languages/description.hpp"
#include "gradlab/languages/recording.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/objective.hpp"
#include "gradlab/process/child.hpp"

#include <armadillo>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::languages {

struct ConversationLine;  // keeps JSON out of this header

struct AdapterLines {
  std::string subject, lines;
};

class Conversation {
 public:
  /// name: the code's name in messages. timeout: seconds, for each answer.
  Conversation(std::string name, const process::Command& command, double timeout);
  ~Conversation();

  /// All of these throw process::Gone if the code is dead or silent.
  /// They throw CodeError if the code's answer is an error or breaks the protocol.
  /// by_usage: the choices that the code's own program tells when it is run; perhaps none.
  Description describe(bool by_usage = false);
  void use(const CallingConvention& convention);
  /// The blocks of the code's own weights, where it has such.
  std::vector<Block> set_network(const neural_network::Problem& network, const CallingConvention& convention);
  void set_examples(const arma::mat& X, const arma::vec& y, double lambda, const CallingConvention& convention);
  void set_base(const arma::vec& theta);  ///< theta in the code's own order
  void return_to(const arma::vec& theta);  ///< sets the base where it is another one
  double cost();                           ///< at the base point
  double cost(const arma::vec& theta);     ///< anywhere: one question where a base point is set
  double cost(arma::uword entry, double value);
  GradientAnswer evaluate();

  /// Ends the code, which may be lost in a cost, starts it anew, and tells it again what it was told.
  void restart();

  double timeout() const;

  /// From now on all answers together may take so many seconds. An answer that is not there by then counts as Gone, and
  /// the code is not started anew.
  void limit_time(double seconds);

  /// What any function of the code returns. Only adapters can be asked: see can_call().
  std::vector<CallValue> call(const std::string& function, const std::vector<CallValue>& arguments);
  bool can_call() const;

  /// The network and theta of now become a scene with this number, and so do the numbers that repairs put in there.
  void remember(std::size_t scene, const std::vector<std::vector<arma::mat>>& table);
  /// One run, with these repairs, and every number that arose in it.
  Recording record(std::size_t scene, const Repairs& with);
  /// One run for each of the tries, with its repairs beside `with`. None: the code failed.
  std::vector<std::optional<GradientAnswer>> attempt(std::size_t scene, const Repairs& with,
                                                     const std::vector<Repairs>& tries);

  /// For a class that cannot be called by itself: what it is, and an adapter that calls it; both may be empty.
  AdapterLines write_adapter();

  const std::string& name() const;  ///< the constructor's, until the code describes itself by another one
  const process::Output& output() const;

 private:
  std::unique_ptr<ConversationLine> line_;
};

std::string_view to_string(LabelStyle style);

/// "X with its column of ones"; empty for plain rows.
std::string_view to_string(ExampleForm form);

}  // namespace gradlab::languages
