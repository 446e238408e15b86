#include "gradlab/data/examples.hpp"

#include <algorithm>
#include <cctype>

namespace gradlab::data {

namespace {

std::string to_lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

}  // namespace

std::optional<std::size_t> find_name(const std::vector<std::string>& names, Names wanted) {
  for (const std::string one : wanted) {
    for (const bool exact : {true, false}) {
      const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return exact ? name == one : to_lower(name) == to_lower(one);
      });
      if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    }
  }
  return std::nullopt;
}

Places find_examples(const std::vector<std::string>& names) {
  return {find_name(names, names_of_examples), find_name(names, names_of_targets)};
}

bool are_turned(Shape y, arma::uword examples, bool rows_are_certain) {
  return y.rows != examples && (y.columns == examples || !rows_are_certain);
}

Order find_order(Shape X, Shape y) {
  const bool is_vector = y.rows == 1 || y.columns == 1;
  const bool turned = are_turned(y, X.rows, false);
  const arma::uword targets = is_vector ? y.rows * y.columns : turned ? y.columns : y.rows;
  if (X.rows == X.columns) return Order::unknown;
  if (targets == X.rows) return Order::by_rows;
  return targets == X.columns ? Order::by_columns : Order::unknown;
}

}  // namespace gradlab::data
