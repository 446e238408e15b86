#include "gradlab/data/labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gradlab::data {

namespace {

constexpr double largest_label = 100'000;  // an output unit for each label: more are targets of a regression

[[noreturn]] void refuse_label(const arma::vec& y, arma::uword i, const std::string& expected,
                               const std::string& advice = "") {
  throw std::invalid_argument(fmt::format("y({}) should be {}, but is {}{}", i, expected, y(i), advice));
}

void require_whole(const arma::vec& y) {
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    if (y(i) >= 0 && y(i) <= largest_label && y(i) == std::floor(y(i))) continue;
    const bool is_value = y(i) > largest_label || y(i) != std::floor(y(i));
    refuse_label(y, i, fmt::format("a label (a whole number from 0 or 1 up to {})", largest_label),
                 is_value ? "; for values to predict try --model linear_regression" : "");
  }
}

void require_at_most(const arma::vec& y, double smallest, double largest, arma::uword num_labels) {
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    if (y(i) <= largest) continue;
    refuse_label(y, i, fmt::format("a label from {} to {} ({} labels)", smallest, largest, num_labels));
  }
}

arma::uword count_distinct(const arma::vec& y) { return arma::vec(arma::unique(y)).n_elem; }

// Labels that the data alone speak for: more than one, and most of those up to the largest.
void require_labels_of_data(const arma::vec& y, arma::uword num_labels) {
  constexpr arma::uword many = 100;
  const arma::uword distinct = count_distinct(y);
  if (distinct == 1 && y.n_elem > 1) {
    throw std::invalid_argument(fmt::format("y should hold several labels, but all of its {} are {}; name the right "
                                            "column by --label-column, or say by --labels how many there are",
                                            y.n_elem, y(0)));
  }
  if (num_labels <= many || 2 * distinct >= num_labels) return;
  throw std::invalid_argument(fmt::format("y should hold labels, but only {} of the numbers up to {} occur; are they "
                                          "values to predict (--model linear_regression)? else say --labels {}",
                                          distinct, y.max(), num_labels));
}

}  // namespace

std::string question_labels(const arma::vec& y) {
  if (y.is_empty() || !y.is_finite()) return "";
  const arma::uword distinct = count_distinct(y);
  if (y.n_elem > 10 && distinct == y.n_elem) return "each example has a label of its own: are they labels?";
  const double range = y.max() - std::min(y.min(), 1.0) + 1;
  if (2 * static_cast<double>(distinct) >= range) return "";
  return fmt::format("only {} of the {:.0f} labels up to {:g} occur", distinct, range, y.max());
}

Labels recognize_labels(const arma::vec& y, arma::uword num_labels) {
  if (y.is_empty()) throw std::invalid_argument("y should have a label for each example, but is empty");
  require_whole(y);
  const bool from_0 = y.min() == 0, is_given = num_labels > 0;
  if (!is_given) {
    num_labels = static_cast<arma::uword>(y.max()) + from_0;
    require_labels_of_data(y, num_labels);
  }
  const double largest = static_cast<double>(num_labels) - from_0;
  require_at_most(y, from_0 ? 0 : 1, largest, num_labels);

  Labels labels;
  labels.y = arma::conv_to<arma::uvec>::from(y) + from_0;
  labels.num_labels = num_labels;
  const std::string question = is_given ? "" : question_labels(y);
  labels.description = from_0 ? fmt::format("labels 0 to {} as 1 to {}", largest, num_labels)
                       : num_labels == 10 && y.max() == 10
                           ? "labels 1 to 10, where 10 means 0 if they are digits"
                           : fmt::format("labels 1 to {}", num_labels);
  if (!question.empty()) labels.description += "; " + question;
  return labels;
}

}  // namespace gradlab::data
