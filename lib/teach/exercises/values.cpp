#include "teach/exercises/values.hpp"

#include "gradlab/diagnosis/diagnosis_input.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace gradlab::teach {

namespace {

using diagnosis::is_near;

std::string describe_shape(const arma::mat& matrix) { return fmt::format("{} x {}", matrix.n_rows, matrix.n_cols); }

// A vector may stand or lie: there is only one way to mean it.
bool fits(const arma::mat& one, const arma::mat& other) {
  if (arma::size(one) == arma::size(other)) return true;
  return one.is_vec() && other.is_vec() && one.n_elem == other.n_elem;
}

bool are_near(const arma::mat& one, const arma::mat& other, double tolerance) {
  if (!fits(one, other)) return false;
  const arma::vec finite = arma::vectorise(other.elem(arma::find_finite(other)));
  const double allowed = finite.is_empty() ? 0 : tolerance * arma::abs(finite).max();
  for (arma::uword i = 0; i < one.n_elem; ++i) {
    if (!is_near(one(i), other(i), allowed)) return false;
  }
  return true;
}

bool are_near(const Matrices& results, const Matrices& wanted, double tolerance) {
  if (results.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!are_near(results[i], wanted[i], tolerance)) return false;
  }
  return true;
}

bool is_finite(const Matrices& results) {
  return std::all_of(results.begin(), results.end(), [](const arma::mat& matrix) { return matrix.is_finite(); });
}

// NaN alone proves no mistake: many give it.
bool gives(const Rival& rival, const std::vector<Matrices>& results, double tolerance) {
  for (std::size_t c = 0; c < results.size(); ++c) {
    if (!are_near(results[c], rival.results[c], tolerance)) return false;
  }
  return std::any_of(results.begin(), results.end(), is_finite);
}

std::string name_entry(const std::string& name, const arma::mat& matrix, arma::uword i) {
  if (matrix.n_elem == 1) return name;
  if (matrix.is_vec()) return fmt::format("{}({})", name, i);
  return fmt::format("{}({},{})", name, i % matrix.n_rows, i / matrix.n_rows);
}

std::string count_wrong(const arma::mat& got, const arma::mat& right, double tolerance) {
  arma::uword wrong = 0;
  const double allowed = tolerance * arma::abs(right).max();
  for (arma::uword i = 0; i < got.n_elem; ++i) wrong += !is_near(got(i), right(i), allowed);
  return got.n_elem == 1 ? "" : fmt::format("; {} of {} entries are wrong", wrong, got.n_elem);
}

// The entry that is furthest off, in the first case that is wrong.
std::string find_place(const Matrices& results, const Case& one, const ExerciseTest& test) {
  for (std::size_t r = 0; r < results.size(); ++r) {
    const arma::mat &got = results[r], &right = one.right[r];
    if (are_near(got, right, test.tolerance)) continue;
    arma::uword worst = 0;
    double largest = -1;
    for (arma::uword i = 0; i < got.n_elem; ++i) {
      const double distance = std::isfinite(got(i)) ? std::abs(got(i) - right(i)) : arma::datum::inf;
      if (!is_near(got(i), right(i), 0) && distance > largest) {
        worst = i;
        largest = distance;
      }
    }
    return fmt::format("{}: {} should be {:.8g}, but is {:.8g}{}", one.words,
                       name_entry(test.names[r], right, worst), right(worst), got(worst),
                       count_wrong(got, right, test.tolerance));
  }
  return "";
}

}  // namespace

void require_shapes(const Matrices& results, const Matrices& right, const std::vector<std::string>& names) {
  if (results.size() != right.size()) {
    throw Failure(Ending::wrong, {"", fmt::format("The function should return {} result{}, but returns {}.",
                                                  right.size(), right.size() == 1 ? "" : "s", results.size()),
                                  "", "", "", fmt::format("Return {}, in this order.", fmt::join(names, " and "))});
  }
  for (std::size_t i = 0; i < right.size(); ++i) {
    const arma::mat& got = results[i];
    if (fits(got, right[i])) continue;
    const bool turned = got.n_rows == right[i].n_cols && got.n_cols == right[i].n_rows;
    const std::string words = fmt::format("{} should be {}, but is {}", names[i], describe_shape(right[i]),
                                          describe_shape(got));
    throw Failure(Ending::wrong, {turned ? "transposed" : "wrong-shape",
                                  words + (turned ? ": rows and columns have changed places." : "."), "", "", "",
                                  "Write the shapes beside the line: (a x b) times (b x c) gives (a x c)."});
  }
}

Assessment judge_values(Attempt& attempt, const ExerciseTest& test) {
  std::vector<Matrices> results;
  for (const Case& one : test.cases) results.push_back(attempt.call(test.function, one.arguments));

  const auto wrong = std::find_if(results.begin(), results.end(), [&](const Matrices& got) {
    return !are_near(got, test.cases[static_cast<std::size_t>(&got - results.data())].right, test.tolerance);
  });
  if (wrong == results.end()) return {Ending::passed, {}, test.confirmed, ""};

  const Case& first = test.cases[static_cast<std::size_t>(wrong - results.begin())];
  const auto shapes_fit = [&] {
    if (wrong->size() != first.right.size()) return false;
    for (std::size_t i = 0; i < wrong->size(); ++i) {
      if (!fits((*wrong)[i], first.right[i])) return false;
    }
    return true;
  };
  const std::string where = shapes_fit() ? find_place(*wrong, first, test) : first.words;
  for (const Rival& rival : test.rivals) {
    if (!gives(rival, results, test.tolerance)) continue;
    const std::string evidence = results.size() == 1 ? "exactly this mistake gives your numbers"
                                                     : fmt::format("exactly this mistake gives your numbers in all {} "
                                                                   "cases that were tried", results.size());
    return {Ending::wrong, {{rival.name, rival.explanation, where, evidence, rival.statement, rival.remedy}}, "", ""};
  }
  require_shapes(*wrong, first.right, test.names);
  return {Ending::wrong, {{"", "The numbers are not right, and no known mistake gives them.", where, "", "",
                           "Compute this case by hand, and print what your code has after each line."}}, "", ""};
}

}  // namespace gradlab::teach
