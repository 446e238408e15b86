// The conversation with foreign code in JSON lines: requests, answers, and errors where an answer breaks the protocol.
// See lib/gradlab/languages/adapters/README.md for the protocol; objective.hpp and network.hpp for what is asked when.
#pragma once

#include "gradlab/languages/answers.hpp"
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

/// A function among those that the code offers.
struct Choice {
  std::string name;
  std::string signature;       ///< with its arguments; empty: not said
  bool takes_network = false;  ///< the data of a network; else theta alone
  bool takes_lambda = true;
  bool has_own_shape = false;  ///< its weights are not those of our network: judged by its own cost alone
  bool takes_sizes = true;     ///< one of its arguments says how large the network is
  std::string arguments;       ///< the words of --arguments, where an adapter chose them
  std::vector<std::string> theta_shapes;  ///< in place of those of the description; may be empty
  std::vector<arma::uword> numbers;       ///< whole numbers in its code, which may be sizes
  std::vector<arma::uword> layers;        ///< the only sizes that it takes; empty: any
  bool is_classic = true;   ///< names, arguments and words are those of the exercise's network, and of no other
  std::string remark;       ///< what to know of the way it is called; may be empty
};

/// A statement that an adapter could not run when it loaded the file.
struct Skipped {
  arma::uword line = 0;
  std::string error;
};

/// The form of the labels for the code.
enum class LabelStyle { from_one, from_zero, one_hot };

/// The form of X for the code.
enum class ExampleForm { rows, with_ones, columns, columns_with_ones };

/// One of the ways in which the code can be called.
struct CallingConvention {
  std::size_t choice = 0;  ///< index in Description::choices
  LabelStyle labels = LabelStyle::from_one;
  std::string label_shape, theta_shape, container;
  neural_network::Order order = neural_network::Order::by_rows;  ///< in which theta and a flat gradient are unrolled
  ExampleForm examples = ExampleForm::rows;
};

struct Description {
  std::string name;                    ///< as it calls itself; else as it is called
  std::string language;
  std::vector<Choice> choices;         ///< best guess first; never empty without an adapter
  std::vector<std::string> functions;  ///< all that the file defines, for messages
  std::vector<Skipped> skipped;
  std::vector<std::string> remarks;    ///< what had to be changed to run the code
  std::string advice;                  ///< "NAME --arguments WORDS" for the likeliest function; may be empty
  std::string class_name, class_lines;  ///< a class that cannot be called by itself, and the lines that call it
  std::string replay;                  ///< repeats the check, where no command line does; may be empty
  bool takes_any_form = false;         ///< X and y may come in every form
  bool has_labels_from_one = false;    ///< it reads data whose labels are 1..K, and nothing in it makes others of them
  bool tells_places = false;           ///< record() and attempt() can be asked
  arma::uword parameters = 0;  ///< length of theta, 0: not said
  arma::vec theta;             ///< a point to check at; empty: not said
  arma::vec typical_size, lower, upper;  ///< of a function of theta: as in check::CheckOptions; empty: not said
  std::vector<std::string> label_shapes, theta_shapes, containers;  ///< what the code can be handed; at least one each

  const Choice& choice_of(const CallingConvention& convention) const { return choices[convention.choice]; }
};

struct ConversationLine;  // keeps JSON out of this header

class Conversation {
 public:
  static constexpr int version = 1;  ///< of the protocol

  /// name: the code's name in messages. timeout: seconds, for each answer.
  Conversation(std::string name, const process::Command& command, double timeout);
  ~Conversation();

  /// All of these throw process::Gone if the code is dead or silent.
  /// They throw CodeError if the code's answer is an error or breaks the protocol.
  Description describe();
  void use(const CallingConvention& convention);
  /// The blocks of the code's own weights, where it has such.
  std::vector<Block> set_network(const neural_network::Problem& network, const CallingConvention& convention);
  void set_examples(const arma::mat& X, const arma::vec& y, double lambda, const CallingConvention& convention);
  void set_base(const arma::vec& theta);  ///< theta in the code's own order
  void return_to(const arma::vec& theta);  ///< sets the base where it is another one
  double cost();                          ///< at the base point
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

  const std::string& name() const;  ///< the constructor's, until the code describes itself by another one
  const process::Output& output() const;

 private:
  std::unique_ptr<ConversationLine> line_;
};

std::string_view to_string(LabelStyle style);

/// "X with its column of ones"; empty for plain rows.
std::string_view to_string(ExampleForm form);

}  // namespace gradlab::languages
