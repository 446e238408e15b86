// What foreign code says of itself, and the ways in which it can be called. See protocol.hpp for the conversation.
#pragma once

#include "gradlab/models/network/parameters.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::languages {

inline constexpr int protocol_version = 1;

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
  bool is_guess = false;    ///< nothing but figures that belong together says that it is called as it is meant
  bool takes_data = true;   ///< X and y of a network, in whatever form; else it has its own
  std::string remark;       ///< what to know of the way it is called; may be empty
};

/// A statement that an adapter could not run when it loaded the file.
struct Skipped {
  arma::uword line = 0;
  std::string error;
};

/// The form of the labels for the code.
enum class LabelStyle { from_one, from_zero, one_hot, last_as_zero };

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
  std::string refused;                 ///< why what may be meant cannot be judged; may be empty
  std::string replay;                  ///< repeats the check, where no command line does; may be empty
  bool takes_any_form = false;         ///< X and y may come in every form
  bool takes_one_off_labels = false;   ///< the functions take 1 off the labels: 1..K are meant
  bool has_labels_from_one = false;    ///< it reads data whose labels are 1..K, and nothing in it makes others of them
  bool tells_usage = false;            ///< Conversation::describe() can be asked for what the code's own program does
  bool tells_places = false;           ///< record() and attempt() can be asked
  arma::uword parameters = 0;  ///< length of theta, 0: not said
  arma::vec theta;             ///< a point to check at; empty: not said
  arma::vec typical_size, lower, upper;  ///< of a function of theta: as in check::CheckOptions; empty: not said
  std::vector<std::string> label_shapes, theta_shapes, containers;  ///< what the code can be handed; at least one each

  const Choice& choice_of(const CallingConvention& convention) const { return choices[convention.choice]; }
};

}  // namespace gradlab::languages
