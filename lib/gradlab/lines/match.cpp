#include "gradlab/lines/match.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace gradlab::lines {

using languages::Value;

namespace {

constexpr double closeness = 1e-9;      // as a share of the largest number
constexpr double least_size = 1e-3;     // numbers below are compared as if they were that large
constexpr arma::uword most_entries = 400;  // of a quantity whose single entries are looked for

std::vector<arma::uword> squeeze(const std::vector<arma::uword>& shape) {
  std::vector<arma::uword> sides;
  for (const arma::uword side : shape) {
    if (side != 1) sides.push_back(side);
  }
  return sides;
}

double size_of(const arma::vec& numbers) { return std::max(arma::abs(numbers).max(), least_size); }

bool are_close(const std::vector<double>& ours, const arma::vec& theirs, double tolerance) {
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (!(std::abs(ours[i] - theirs(i)) <= tolerance)) return false;
  }
  return true;
}

}  // namespace

std::vector<double> by_rows(const arma::mat& matrix) {
  const arma::mat turned = matrix.t();
  return {turned.begin(), turned.end()};
}

Matcher::Matcher(const std::vector<Quantity>& quantities) {
  const arma::uword examples = quantities.front().value().n_rows;  // of X
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (quantities[i].turns == Turns::layer) continue;  // each has a name of its own
    for (const arma::mat& value : quantities[i].values) add(value, {Likeness::quantity, i});
  }
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    if (quantities[i].turns == Turns::none) add_parts(quantities[i], {Likeness::quantity, i}, examples);
  }
  for (const auto& [shape, entries] : entries_) {
    std::vector<std::size_t>& order = by_first_[shape];
    order.resize(entries.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&list = entries](std::size_t one, std::size_t other) {
      return list[one].numbers.front() < list[other].numbers.front();
    });
  }
}

void Matcher::add(const arma::mat& value, const Match& match) {
  const Shape sides = squeeze({value.n_rows, value.n_cols});
  const std::vector<double> rows = by_rows(value), columns(value.begin(), value.end());
  entries_[sides].push_back({rows, match});
  if (sides.size() != 2) return;
  entries_[{value.n_cols, value.n_rows}].push_back({columns, match});
  entries_[{value.n_elem}].push_back({rows, match});
  entries_[{value.n_elem}].push_back({columns, match});
}

void Matcher::add_parts(const Quantity& quantity, const Match& match, arma::uword examples) {
  const arma::mat& value = quantity.value();
  if (value.n_elem == 1 || value.n_elem > most_entries) return;
  Match part = match;
  part.is_part = true;
  for (const double entry : value) entries_[{}].push_back({{entry}, part});
  if (value.n_rows == 1 || value.n_cols == 1) return;
  for (arma::uword i = 0; i < value.n_rows && value.n_rows != examples; ++i) add(value.row(i), part);
  for (arma::uword j = 0; j < value.n_cols; ++j) add(value.col(j), part);
}

Match Matcher::match(const Value& value) const {
  const arma::vec& numbers = value.entries;
  if (numbers.n_elem == 1 && numbers(0) == std::floor(numbers(0)) && std::isfinite(numbers(0))) {
    return {Likeness::whole_number};
  }
  if (numbers.is_empty() || !numbers.is_finite()) return {};
  if (numbers.is_zero()) return {Likeness::zeros};
  if (arma::all(numbers == 1)) return {Likeness::ones};
  const auto found = entries_.find(squeeze(value.shape));
  if (found == entries_.end()) return {};
  const std::vector<Entry>& entries = found->second;
  const std::vector<std::size_t>& order = by_first_.at(found->first);
  const double tolerance = closeness * size_of(numbers);
  const auto begin = std::lower_bound(order.begin(), order.end(), numbers(0) - tolerance,
                                      [&](std::size_t i, double least) { return entries[i].numbers.front() < least; });
  std::optional<std::size_t> first;
  for (auto at = begin; at != order.end() && entries[*at].numbers.front() <= numbers(0) + tolerance; ++at) {
    if (are_close(entries[*at].numbers, numbers, tolerance)) first = std::min(first.value_or(*at), *at);
  }
  return first ? entries[*first].match : Match{};
}

namespace {

// The i-th turn has the numbers of another example than the i-th.
bool is_of_other_examples(const std::vector<Value>& values, const std::vector<Match>& matches,
                          const Quantity& quantity) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (matches[i].quantity != matches.back().quantity) return false;
    if (quantity.values[i].n_elem != values[i].entries.n_elem) return false;
  }
  for (std::size_t i = 1; i < values.size(); ++i) {
    const arma::vec ours = arma::sort(arma::vectorise(quantity.values[i])), theirs = arma::sort(values[i].entries);
    if (arma::abs(ours - theirs).max() > closeness) return true;
  }
  return false;
}

}  // namespace

Match match_all(const std::vector<Value>& values, const std::vector<Match>& matches,
                const std::vector<Quantity>& quantities, arma::uword examples) {
  if (!std::all_of(matches.begin(), matches.end(), [](const Match& match) { return match.is_known(); })) return {};
  const Match& last = matches.back();
  const Turns turns = last.is_quantity() && !last.is_part ? quantities[last.quantity].turns : Turns::none;
  if (values.size() == 1 && turns != Turns::none) return {Likeness::partial};
  if (values.size() > 1 && turns == Turns::sum_so_far) return {Likeness::partial};
  if (values.size() == examples && turns == Turns::example && values.front().entries.n_elem > 1 &&
      is_of_other_examples(values, matches, quantities[last.quantity])) {
    return {Likeness::other_example};
  }
  const auto strong = std::find_if(matches.rbegin(), matches.rend(), [](const Match& match) {
    return match.is_quantity();
  });
  return strong == matches.rend() ? last : *strong;
}

}  // namespace gradlab::lines
