// Which quantity of our network a number or an array of the learner's is.
#pragma once

#include "gradlab/languages/recording.hpp"
#include "gradlab/lines/quantity.hpp"

#include <armadillo>

#include <cstddef>
#include <map>
#include <vector>

namespace gradlab::lines {

enum class Likeness {
  nothing,       ///< no quantity that we know
  zeros,
  ones,
  whole_number,
  partial,       ///< a right value that is not all of it
  other_example, ///< right values, but of other examples than those of its turns
  quantity
};

struct Match {
  Likeness likeness = Likeness::nothing;
  std::size_t quantity = 0;  ///< an index, where it is one
  bool is_part = false;      ///< a row, a column or an entry of it

  bool is_known() const { return likeness != Likeness::nothing; }
  bool is_quantity() const { return likeness == Likeness::quantity; }
};

/// As languages::Value has them.
std::vector<double> by_rows(const arma::mat& matrix);

class Matcher {
 public:
  explicit Matcher(const std::vector<Quantity>& quantities);

  /// Up to transposition, and as a flat array in both orders; also single rows, columns and entries.
  Match match(const languages::Value& value) const;

 private:
  struct Entry {
    std::vector<double> numbers;
    Match match;
  };
  using Shape = std::vector<arma::uword>;

  void add(const arma::mat& value, const Match& match);
  void add_parts(const Quantity& quantity, const Match& match, arma::uword examples);

  std::map<Shape, std::vector<Entry>> entries_;  // in the order of preference
  std::map<Shape, std::vector<std::size_t>> by_first_;  // indices of entries, ordered by the first number
};

/// What all values of a trail are together: the quantity of the last, if each is some.
Match match_all(const std::vector<languages::Value>& values, const std::vector<Match>& matches,
                const std::vector<Quantity>& quantities, arma::uword examples);

}  // namespace gradlab::lines
