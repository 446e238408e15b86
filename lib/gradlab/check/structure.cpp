#include "gradlab/check/structure.hpp"

#include "gradlab/check/place.hpp"
#include "gradlab/check/recognize.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

namespace gradlab::check {

namespace {

using arma::mat, arma::uvec, arma::uword, arma::vec;

// One block's numbers, or some of its entries.
struct Area {
  const Block* block = nullptr;
  uvec entries;       // in the block
  vec C, G, D, P, T;  // claimed, right, its data part and its penalty, the weights
  vec allowed;
  std::string statement;  // where the block's gradient comes from

  vec difference() const { return C - G; }
};

// What was found about an area.
struct Likeness {
  std::string mistake, explanation, evidence, statement, remedy;
};

Area cut(const Area& area, const uvec& which) {
  return {area.block,         area.entries.elem(which), area.C.elem(which),
          area.G.elem(which), area.D.elem(which),       area.P.elem(which),
          area.T.elem(which), area.allowed.elem(which), area.statement};
}

Area whole_block(const Case& question, const Yardstick& yardstick, const Parts& right, const Facts& facts,
                 std::size_t b) {
  const Block& block = question.blocks[b];
  const uword first = first_of(question.blocks, b);
  const auto part = [&](const vec& whole) { return vec(whole.subvec(first, first + block.size() - 1)); };
  Area area;
  area.block = &block;
  area.entries = arma::regspace<uvec>(0, block.size() - 1);
  area.C = part(question.claimed.gradient);
  area.G = part(question.reference.gradient);
  area.P = right.penalty_gradient.is_empty() ? vec(block.size(), arma::fill::zeros) : part(right.penalty_gradient);
  area.D = area.G - area.P;
  area.T = part(question.theta);
  area.allowed = part(yardstick.match);
  if (b < facts.statements.blocks.size()) area.statement = facts.statements.blocks[b];
  return area;
}

// ---- Names ----

// ":" for all of the numbers 0..count-1, "3", "1:", "[0,2:4]"; empty where they are too scattered for that.
std::string name_range(const std::vector<uword>& numbers, uword count) {
  if (numbers.size() == count) return ":";
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    const uword from = numbers[i], to = numbers[end - 1];
    if (end - i == 1) {
      parts.push_back(fmt::format("{}", from));
    } else {
      parts.push_back(to + 1 == count ? fmt::format("{}:", from) : fmt::format("{}:{}", from, to + 1));
    }
    i = end;
  }
  if (parts.size() > 2) return "";
  return parts.size() == 1 ? parts[0] : fmt::format("[{}]", fmt::join(parts, ","));
}

std::string name_area(const Block& block, const std::vector<uword>& rows, const std::vector<uword>& columns) {
  const bool all_rows = rows.size() == block.rows, all_columns = columns.size() == block.columns;
  if (all_rows && all_columns) return block.name;
  const std::string row_range = name_range(rows, block.rows), column_range = name_range(columns, block.columns);
  if (row_range.empty() || column_range.empty()) {
    return fmt::format("{} ({} of {} rows, {} of {} columns)", block.name, rows.size(), block.rows, columns.size(),
                       block.columns);
  }
  if (block.columns == 1) return fmt::format("{}({})", block.name, row_range);
  return fmt::format("{}({},{})", block.name, row_range, column_range);
}

std::string name_area(const Area& area) {
  const Where where = place_of(*area.block, area.entries);
  return name_area(*area.block, where.rows, where.columns);
}

std::string list(const std::vector<uword>& numbers) {
  if (numbers.size() <= 6) return fmt::format("{}", fmt::join(numbers, ", "));
  return fmt::format("{} and {} more", fmt::join(numbers.begin(), numbers.begin() + 5, ", "), numbers.size() - 5);
}

std::string plural(const std::string& noun, std::size_t count) { return count == 1 ? noun : noun + "s"; }

// ---- Fits ----

bool all_near(const vec& one, const vec& other, const vec& allowed) {
  for (uword i = 0; i < one.n_elem; ++i) {
    if (!is_near(one(i), other(i), allowed(i))) return false;
  }
  return true;
}

// The coefficients by which the columns of R give y to the yardstick. Nothing where they do not, where there are too
// few entries to tell, or where the columns depend on each other.
std::optional<vec> fit(const vec& y, const mat& R, const vec& allowed) {
  if (y.n_elem < 2 * R.n_cols || !y.is_finite() || !R.is_finite() || !(allowed.min() > 0)) return std::nullopt;
  const vec weights = allowed.max() / allowed;  // no larger than needed: huge numbers overflow in squares
  mat weighted = R.each_col() % weights;
  arma::rowvec sizes = arma::sqrt(arma::sum(arma::square(weighted), 0));
  if (!(sizes.min() > 0)) return std::nullopt;
  weighted.each_row() /= sizes;
  mat U, V;
  vec s;
  if (!arma::svd_econ(U, s, V, weighted) || s.min() < 1e-7 * s.max()) return std::nullopt;
  const vec coefficients = V * ((U.t() * (y % weights)) / s) / sizes.t();
  if (!all_near(R * coefficients, y, allowed)) return std::nullopt;
  return coefficients;
}

std::optional<double> fit_one(const vec& y, const vec& regressor, const vec& allowed) {
  const std::optional<vec> fitted = fit(y, regressor, allowed);
  return fitted ? std::optional<double>((*fitted)(0)) : std::nullopt;
}

std::string ratio_in_words(double ratio, const Facts& facts) {
  return describe_number(ratio, name_ratio(ratio, facts));
}

std::string penalty_in_words(double factor, const Facts& facts) {
  return describe_number(factor, name_penalty(factor, facts));
}

bool has_name(double ratio, const Facts& facts, const std::string& name) {
  const auto names = name_ratio(ratio, facts);
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string remedy_for_ratio(double ratio, const Facts& facts) {
  if (has_name(ratio, facts, "-1")) return "Turn the sign.";
  if (has_name(ratio, facts, "m")) return "Divide by m.";
  if (has_name(ratio, facts, "1/m")) return "Divide by m only once.";
  return "Look for a factor that is applied once too often, or not at all.";
}

// Factors of m are about the mean; any other belongs to the block's own statements.
std::string statement_for_ratio(const Area& a, double ratio, const Facts& facts) {
  const auto names = name_ratio(ratio, facts);
  const bool of_mean = std::any_of(names.begin(), names.end(),
                                   [](const std::string& name) { return name.find('m') != std::string::npos; });
  return of_mean ? facts.statements.mean : a.statement;
}

// ---- Likenesses of an area, the simplest first ----

std::optional<Likeness> find_not_finite(const Area& a, const Facts&) {
  if (a.C.is_finite()) return std::nullopt;
  const uvec bad = arma::find_nonfinite(a.C);
  return Likeness{"not-finite", "The gradient is not a number.",
                  fmt::format("{} of {} wrong entries of {} are NaN or Inf", bad.n_elem, a.C.n_elem, name_area(a)),
                  a.statement, "Look for log(0), 0/0 or an overflow of exp."};
}

std::optional<Likeness> find_zero(const Area& a, const Facts&) {
  if (!all_near(a.C, vec(arma::size(a.C), arma::fill::zeros), 1e-3 * a.allowed)) return std::nullopt;
  return Likeness{"zero-gradient", "A part of the gradient is left at zero.",
                  fmt::format("{} of the gradient is zero", name_area(a)), a.statement,
                  "Look whether this part is computed, and whether it is stored."};
}

std::optional<Likeness> find_ratio(const Area& a, const Facts& facts) {
  const std::optional<double> ratio = fit_one(a.C, a.G, a.allowed);
  if (!ratio) return std::nullopt;
  return Likeness{"constant-ratio", "The gradient is off by a constant factor.",
                  fmt::format("{} is {} times the right gradient", name_area(a), ratio_in_words(*ratio, facts)),
                  statement_for_ratio(a, *ratio, facts), remedy_for_ratio(*ratio, facts)};
}

std::optional<Likeness> find_ratio_of_data(const Area& a, const Facts& facts) {
  if (!(arma::abs(a.P).max() > 0)) return std::nullopt;
  const std::optional<double> ratio = fit_one(a.C - a.P, a.D, a.allowed);
  if (!ratio) return std::nullopt;
  return Likeness{"constant-ratio", "The data's part of the gradient is off by a constant factor.",
                  fmt::format("{}: the data's part is {} times the right one; the penalty is right", name_area(a),
                              ratio_in_words(*ratio, facts)),
                  statement_for_ratio(a, *ratio, facts), remedy_for_ratio(*ratio, facts)};
}

std::string off_by(double factor, const std::string& what, const Facts& facts) {
  return fmt::format("off by exactly {} * {}", penalty_in_words(factor, facts), what);
}

std::optional<Likeness> find_multiple_of_weights(const Area& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.difference(), a.T, a.allowed);
  if (!factor) return std::nullopt;
  // Equal weights are like any constant: then only a factor that a penalty may have speaks for one.
  if (arma::range(a.T) == 0 && name_penalty(*factor, facts).empty()) return std::nullopt;
  return Likeness{"wrong-penalty", "The penalty in the gradient is wrong.",
                  fmt::format("{} is {}", name_area(a), off_by(*factor, name_area(a), facts)), facts.statements.penalty,
                  "The penalty adds lambda/m times the weights, and nothing in the bias column."};
}

uvec bias_of(const Area& a, bool bias) {
  std::vector<uword> which;
  for (uword i = 0; i < a.entries.n_elem; ++i) {
    if ((place_in(*a.block, a.entries(i)).column == 0) == bias) which.push_back(i);
  }
  return uvec(which);
}

// The weights but for one column of zeros: column 0, or all others.
vec weights_of(const Area& a, bool bias) {
  vec weights = a.T;
  weights.elem(bias_of(a, !bias)).zeros();
  return weights;
}

std::optional<Likeness> find_two_multiples_of_weights(const Area& a, const Facts& facts) {
  if (!a.block->first_is_bias || arma::range(a.T) == 0) return std::nullopt;
  const std::optional<vec> factors =
      fit(a.difference(), arma::join_rows(weights_of(a, true), weights_of(a, false)), a.allowed);
  if (!factors) return std::nullopt;
  const std::string bias = name_area(cut(a, bias_of(a, true))), rest = name_area(cut(a, bias_of(a, false)));
  return Likeness{"wrong-penalty", "The penalty in the gradient is wrong.",
                  fmt::format("{} is {}, {} by {} * {}", bias, off_by((*factors)(0), bias, facts), rest,
                              penalty_in_words((*factors)(1), facts), rest),
                  facts.statements.penalty,
                  "The penalty adds lambda/m times the weights, and nothing in the bias column."};
}

std::optional<Likeness> find_ratio_and_weights(const Area& a, const Facts& facts) {
  if (arma::range(a.T) == 0) return std::nullopt;
  const auto report = [&](double ratio, const std::string& penalty) {
    return Likeness{"constant-ratio and wrong-penalty", "A constant factor and the penalty are wrong.",
                    fmt::format("{} is {} times the right data's part plus {}", name_area(a),
                                ratio_in_words(ratio, facts), penalty),
                    statement_for_ratio(a, ratio, facts), remedy_for_ratio(ratio, facts)};
  };
  if (const auto fitted = fit(a.C, arma::join_rows(a.D, a.T), a.allowed)) {
    return report((*fitted)(0), fmt::format("{} * {}", penalty_in_words((*fitted)(1), facts), name_area(a)));
  }
  if (!a.block->first_is_bias) return std::nullopt;
  if (const auto fitted = fit(a.C, arma::join_rows(a.D, weights_of(a, false)), a.allowed)) {
    return report((*fitted)(0), fmt::format("{} * {}(:,1:)", penalty_in_words((*fitted)(1), facts), a.block->name));
  }
  return std::nullopt;
}

std::optional<Likeness> find_odd_term(const Area& a, const Facts& facts) {
  // Signs and constants take few values, and so do differences of targets: few entries meet by chance.
  if (a.C.n_elem < 6) return std::nullopt;
  const vec ones(arma::size(a.C), arma::fill::ones);
  const vec bias_free = a.block->first_is_bias ? weights_of(a, false) : a.T;
  const std::vector<std::pair<std::string, vec>> terms = {
      {"sign(" + a.block->name + ")", arma::sign(a.T)},
      {a.block->name + "^2", arma::square(a.T)},
      {"sign of the weights without the bias", arma::sign(bias_free)},
      {"squares of the weights without the bias", arma::square(bias_free)},
      {"1 (the same number everywhere)", ones}};
  for (const auto& [name, term] : terms) {
    if (const auto factor = fit_one(a.difference(), term, a.allowed)) {
      return Likeness{"odd-term", "A term is added that does not belong there.",
                      fmt::format("{} is {}", name_area(a), off_by(*factor, name, facts)), facts.statements.penalty,
                      "Look for what adds this term."};
    }
  }
  // The penalty replaced by another term: the right one is missing.
  for (const auto& [name, term] : terms) {
    if (!(arma::abs(a.P).max() > 0)) break;
    if (const auto factor = fit_one(a.C - a.D, term, a.allowed)) {
      return Likeness{"wrong-penalty", "The penalty in the gradient is another function of the weights.",
                      fmt::format("{}: {} * {} stands where the penalty should be", name_area(a),
                                  penalty_in_words(*factor, facts), name),
                      facts.statements.penalty, "The penalty adds lambda/m times the weights."};
    }
  }
  return std::nullopt;
}

std::optional<Likeness> find_weights_for_gradient(const Area& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.C, a.T, a.allowed);
  if (!factor || arma::range(a.T) == 0) return std::nullopt;
  return Likeness{"weights-for-gradient", "The weights stand where the gradient should be.",
                  fmt::format("{0} is {1} * the weights {0}", name_area(a), ratio_in_words(*factor, facts)),
                  a.statement, "Return the gradient."};
}

std::optional<Likeness> find_step_for_gradient(const Area& a, const Facts& facts) {
  const std::optional<vec> fitted = fit(a.C, arma::join_rows(a.T, a.G), a.allowed);
  if (!fitted) return std::nullopt;
  return Likeness{"step-for-gradient", "Weights moved along the gradient stand where the gradient should be.",
                  fmt::format("{0} is {1} * the weights {2:+.6g} * the right gradient", name_area(a),
                              ratio_in_words((*fitted)(0), facts), (*fitted)(1)),
                  a.statement, "Return the gradient; moving the weights is the optimizer's business."};
}

std::optional<Likeness> find_lost_signs(const Area& a, const Facts&) {
  if (a.C.n_elem < 3 || !all_near(a.C, -a.G, a.allowed)) return std::nullopt;
  if (!(a.C.min() >= 0) && !(a.C.max() <= 0)) return std::nullopt;
  return Likeness{"lost-sign", "The gradient's signs are lost.",
                  fmt::format("the wrong entries of {} have the right size and all one sign", name_area(a)), "",
                  "Look for abs, a square root of a square, or a norm."};
}

std::optional<Likeness> find_clipped(const Area& a, const Facts&) {
  const double limit = arma::abs(a.C).max();
  if (a.C.n_elem < 2 || !a.C.is_finite()) return std::nullopt;
  for (uword i = 0; i < a.C.n_elem; ++i) {
    const bool at_limit =
        is_near(std::abs(a.C(i)), limit, 1e-3 * a.allowed(i)) && std::abs(a.G(i)) > limit && a.C(i) * a.G(i) > 0;
    if (!at_limit) return std::nullopt;
  }
  return Likeness{"clipped", "Large entries of the gradient are cut off.",
                  fmt::format("all {} wrong entries of {} are +-{:.6g}, the right ones are larger", a.C.n_elem,
                              name_area(a), limit),
                  "", "Check the gradient before it is clipped."};
}

using Finder = std::optional<Likeness> (*)(const Area&, const Facts&);
constexpr Finder finders[] = {find_not_finite,
                              find_zero,
                              find_ratio,
                              find_ratio_of_data,
                              find_multiple_of_weights,
                              find_two_multiples_of_weights,
                              find_lost_signs,
                              find_clipped,
                              find_weights_for_gradient,
                              find_ratio_and_weights,
                              find_odd_term,
                              find_step_for_gradient};

std::optional<Likeness> find_likeness(const Area& area, const Facts& facts) {
  for (const Finder finder : finders) {
    if (const auto found = finder(area, facts)) return found;
  }
  return std::nullopt;
}

// ---- Entries in other places ----

mat to_matrix(const Block& block, const vec& entries) {
  if (block.by_rows) return arma::reshape(entries, block.columns, block.rows).st();
  return arma::reshape(entries, block.rows, block.columns);
}

bool same_multiset(const vec& one, const vec& other, const vec& allowed) {
  if (!one.is_finite() || !other.is_finite()) return false;
  const double near = allowed.max();
  const vec a = arma::sort(one), b = arma::sort(other);
  // A few values over and over are found in any order: that would say nothing.
  uword distinct = 1;
  for (uword i = 1; i < b.n_elem; ++i) distinct += b(i) - b(i - 1) > near ? 1 : 0;
  return 2 * distinct > b.n_elem && arma::abs(a - b).max() <= near;
}

// Ways in which a matrix gets out of order, with what they give.
std::vector<std::pair<std::string, mat>> disorders(const mat& M) {
  const vec by_columns = arma::vectorise(M), by_rows = arma::vectorise(M.st());
  std::vector<std::pair<std::string, mat>> all = {
      {"unrolled in the other order", arma::reshape(by_columns, M.n_cols, M.n_rows).st()},
      {"unrolled in the other order", arma::reshape(by_rows, M.n_rows, M.n_cols)},
      {"with its rows from last to first", arma::flipud(M)},
      {"with its columns from last to first", arma::fliplr(M)},
      {"with all entries from last to first", arma::flipud(arma::fliplr(M))}};
  if (M.n_rows == M.n_cols) all.emplace_back("transposed", M.st());
  for (uword k = 1; k < M.n_cols; ++k) {
    const std::string what = k == 1              ? "with its last column first"
                             : k + 1 == M.n_cols ? "with its first column last"
                                                 : "";
    all.emplace_back(what.empty() ? fmt::format("with its columns shifted by {}", k) : what,
                     arma::shift(M, static_cast<arma::sword>(k), 1));
  }
  for (uword k = 1; k < M.n_rows; ++k) {
    all.emplace_back(fmt::format("with its rows shifted by {}", k), arma::shift(M, static_cast<arma::sword>(k), 0));
  }
  return all;
}

std::optional<Likeness> find_disorder(const Area& whole, const Facts& facts) {
  const auto report = [&](const std::string& how) {
    return Likeness{"entries-out-of-place", "The right entries stand in other places.",
                    fmt::format("{} is the right gradient {}", whole.block->name, how), facts.statements.order,
                    "Give the gradient's entries the places of their weights."};
  };
  const bool of_all = same_multiset(whole.C, whole.G, whole.allowed);
  const bool of_data = !of_all && same_multiset(whole.C - whole.P, whole.D, whole.allowed);
  if (!of_all && !of_data) return std::nullopt;
  const mat claimed = to_matrix(*whole.block, of_all ? whole.C : vec(whole.C - whole.P));
  const mat right = to_matrix(*whole.block, of_all ? whole.G : whole.D);
  const double near = whole.allowed.max();
  const std::string part = of_data ? ", before the penalty is added" : "";
  for (const auto& [how, matrix] : disorders(right)) {
    if (arma::abs(matrix - claimed).max() <= near) return report(how + part);
  }
  return report("with its entries in other places" + part);
}

// ---- Examples and labels ----

// Counts how often each summand is in the area: 1 where it is right.
std::optional<vec> count_summands(const Area& a, const Summands& summands, uword first) {
  const double numbers = static_cast<double>(summands.count) * static_cast<double>(a.C.n_elem);
  if (numbers > 2e6 || summands.count + 3 > a.C.n_elem) return std::nullopt;
  mat each(a.C.n_elem, summands.count);
  for (uword i = 0; i < summands.count; ++i) {
    const vec whole = summands.gradient(i);
    each.col(i) = whole.elem(a.entries + first);
  }
  return fit(a.C - a.P, each, a.allowed);
}

// The few summands, at most three, that are in the difference.
std::optional<vec> find_few_summands(const Area& a, const Summands& summands, uword first) {
  if (a.C.n_elem < 6 || !a.C.is_finite()) return std::nullopt;
  vec counts(summands.count, arma::fill::ones);
  vec rest = a.difference();
  mat chosen;
  std::vector<uword> which;
  for (int round = 0; round < 3; ++round) {
    double best = 0;
    uword index = 0;
    vec best_column;
    for (uword i = 0; i < summands.count; ++i) {
      const vec column = vec(summands.gradient(i)).elem(a.entries + first);
      const double size = arma::norm(column);
      const double cosine = size > 0 ? std::abs(arma::dot(column, rest)) / size : 0;
      if (cosine > best) {
        best = cosine;
        index = i;
        best_column = column;
      }
    }
    if (best_column.is_empty() || std::find(which.begin(), which.end(), index) != which.end()) return std::nullopt;
    which.push_back(index);
    chosen = arma::join_rows(chosen, best_column);
    if (const auto fitted = fit(a.difference(), chosen, a.allowed)) {
      for (std::size_t i = 0; i < which.size(); ++i) counts(which[i]) += (*fitted)(i);
      return counts;
    }
    vec solution;
    if (!arma::solve(solution, chosen, a.difference(), arma::solve_opts::no_approx)) return std::nullopt;
    rest = a.difference() - chosen * solution;
  }
  return std::nullopt;
}

bool is_about(double value, double wanted) {
  return std::abs(value - wanted) <= 1e-6 * std::max(1.0, std::abs(wanted));
}

double most_common(const vec& counts) {
  double common = counts(0);
  uword most = 0;
  for (const double candidate : counts) {
    uword same = 0;
    for (const double count : counts) same += is_about(count, candidate) ? 1 : 0;
    if (same > most && !is_about(candidate, 0)) {
      most = same;
      common = candidate;
    }
  }
  return common;
}

// "the examples with label 3", where these are all of them and no others.
std::string name_group(const std::vector<uword>& which, const Facts& facts, const std::string& noun) {
  if (noun != "example" || facts.labels.is_empty() || which.empty()) return "";
  const uword label = facts.labels(which[0]);
  const uvec group = arma::find(facts.labels == label);
  if (group.n_elem != which.size()) return "";
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (group(i) != which[i]) return "";
  }
  return fmt::format(" (all those with label {})", label);
}

bool is_linear(const vec& counts) {
  if (counts.n_elem < 3) return false;
  const vec steps = arma::diff(counts);
  return std::abs(steps(0)) > 1e-6 && arma::abs(steps - steps(0)).max() <= 1e-6 * arma::abs(counts).max();
}

bool is_geometric(const vec& counts) {
  if (counts.n_elem < 4 || arma::abs(counts).min() == 0) return false;
  const vec ratios = counts.tail(counts.n_elem - 1) / counts.head(counts.n_elem - 1);
  return std::abs(ratios(0) - 1) > 1e-6 && arma::abs(ratios - ratios(0)).max() <= 1e-6 * std::abs(ratios(0));
}

std::optional<Likeness> explain_counts(const Area& a, const vec& counts, const Summands& summands, const Facts& facts) {
  const std::string& noun = summands.noun;
  const std::string statement = noun == "example" ? facts.statements.examples : facts.statements.labels;
  const auto report = [&](const std::string& mistake, const std::string& explanation, const std::string& evidence,
                          const std::string& remedy) {
    return Likeness{mistake, explanation, fmt::format("in {} {}", name_area(a), evidence), statement, remedy};
  };
  if (is_linear(counts)) {
    const std::string first = noun == "example" ? ratio_in_words(counts(0), facts) : fmt::format("{:.6g}", counts(0));
    return report("running-sum", fmt::format("The {}s count more and more, or less and less.", noun),
                  fmt::format("{0} 0 counts {1} times, {0} 1 {2:.6g} times, and so on evenly", noun, first, counts(1)),
                  fmt::format("Add each {}'s gradient once; do not add up the running sum.", noun));
  }
  if (is_geometric(counts)) {
    return report("division-inside-the-loop", fmt::format("Each {} counts the same multiple of the one before.", noun),
                  fmt::format("each {} counts {} times the one before it, the last {} times", noun,
                              ratio_in_words(counts(1) / counts(0), facts), ratio_in_words(counts.tail(1)(0), facts)),
                  "Divide once, after the loop.");
  }
  const double common = most_common(counts);
  std::vector<uword> missing, doubled, odd;
  for (uword i = 0; i < counts.n_elem; ++i) {
    if (is_about(counts(i), common)) continue;
    (is_about(counts(i), 0) ? missing : is_about(counts(i), 2 * common) ? doubled : odd).push_back(i);
  }
  const std::string others =
      is_about(common, 1) ? "" : fmt::format("; the others count {} times", ratio_in_words(common, facts));
  if (odd.empty() && !missing.empty() && doubled.empty()) {
    return report("missing-" + noun + "s", fmt::format("Not all {}s are in the gradient.", noun),
                  fmt::format("{} {} {} missing{}{}", plural(noun, missing.size()), list(missing),
                              missing.size() == 1 ? "is" : "are", name_group(missing, facts, noun), others),
                  fmt::format("Look at the first and the last {} of the loop.", noun));
  }
  if (odd.empty() && missing.empty() && !doubled.empty()) {
    return report("doubled-" + noun + "s", fmt::format("Some {}s are counted twice.", noun),
                  fmt::format("{} {} {} twice{}{}", plural(noun, doubled.size()), list(doubled),
                              doubled.size() == 1 ? "counts" : "count", name_group(doubled, facts, noun), others),
                  fmt::format("Add each {} once.", noun));
  }
  std::vector<std::string> shown;
  for (uword i = 0; i < std::min<uword>(counts.n_elem, 6); ++i) shown.push_back(fmt::format("{:.6g}", counts(i)));
  return report("unequal-" + noun + "s", fmt::format("The {}s do not count alike.", noun),
                fmt::format("the {}s count {}{} times", noun, fmt::join(shown, ", "), counts.n_elem > 6 ? ", ..." : ""),
                fmt::format("Give each {} the same weight.", noun));
}

// ---- The errors that stand behind a block ----

// The claimed errors, (m, rows), where the inputs of the examples are independent and span the block's difference: the
// sum of products is right then, and what it sums can be read off.
mat recover_errors(const Case& question, const Area& whole, const Facts& facts, std::size_t b) {
  if (b >= facts.errors.size() || b >= facts.inputs.size() || facts.errors[b].is_empty()) return {};
  const mat& inputs = facts.inputs[b];
  const vec difference = whole.difference();
  const bool fits = inputs.n_rows < inputs.n_cols && inputs.n_cols == question.blocks[b].columns;
  mat inverse;
  if (!fits || !difference.is_finite() || arma::rank(inputs) < inputs.n_rows || !arma::pinv(inverse, inputs)) return {};
  const mat D = to_matrix(*whole.block, difference);
  const mat E = D * inverse;
  if (arma::abs(E * inputs - D).max() > whole.allowed.max()) return {};
  return facts.errors[b] + static_cast<double>(inputs.n_rows) * E.st();
}

bool all_close(const mat& one, const mat& other) { return arma::abs(one - other).max() <= 1e-6; }

// "label 1 as 3, label 2 not at all"; empty where a label's examples are not all read alike.
std::string describe_reading(const mat& targets, const uvec& labels) {
  std::vector<std::string> readings;
  for (const uword label : uvec(arma::unique(labels))) {
    const mat rows = targets.rows(uvec(arma::find(labels == label)));
    for (uword i = 1; i < rows.n_rows; ++i) {
      if (!all_close(rows.row(i), rows.row(0))) return "";
    }
    const uvec ones = arma::find(rows.row(0) > 0.5);
    if (ones.n_elem == 1 && ones(0) + 1 == label) continue;
    std::vector<uword> read;
    for (const uword one : ones) read.push_back(one + 1);
    readings.push_back(read.empty() ? fmt::format("label {} not at all", label)
                                    : fmt::format("label {} as {}", label, fmt::join(read, " and ")));
  }
  return fmt::format("{}", fmt::join(readings, ", "));
}

std::optional<Likeness> explain_targets(const mat& errors, const Area& a, const Facts& facts, std::size_t b) {
  if (b + 1 != facts.errors.size() || facts.targets.is_empty()) return std::nullopt;
  const mat targets = facts.targets + facts.errors[b] - errors;
  const mat rounded = arma::round(targets);
  if (!all_close(targets, rounded) || rounded.min() < 0 || rounded.max() > 1) return std::nullopt;
  std::vector<uword> wrong;
  for (uword i = 0; i < rounded.n_rows; ++i) {
    if (!all_close(rounded.row(i), facts.targets.row(i))) wrong.push_back(i);
  }
  const std::string reading = facts.labels.is_empty() ? "" : describe_reading(rounded, facts.labels);
  return Likeness{"wrong-targets", "The output error subtracts other targets than the examples' own.",
                  reading.empty() ? fmt::format("{} {} {} targets that are not theirs", plural("example", wrong.size()),
                                                list(wrong), wrong.size() == 1 ? "has" : "have")
                                  : fmt::format("the gradient reads {}", reading),
                  a.statement, "The target of label i is a one in column i-1, zeros elsewhere."};
}

// Where the errors can be read off, the function that they are of output and target.
std::optional<Likeness> find_errors(const Case& question, const Area& whole, const Area& wrong, const Facts& facts,
                                    std::size_t b) {
  const mat errors = recover_errors(question, whole, facts, b);
  if (errors.is_empty()) return std::nullopt;
  if (const auto targets = explain_targets(errors, wrong, facts, b)) return targets;
  const mat& right = facts.errors[b];
  std::vector<std::pair<std::string, mat>> forms = {{"the size of the error, without its sign", arma::abs(right)},
                                                    {"the square of the error", arma::square(right)},
                                                    {"the sign of the error", arma::sign(right)}};
  if (b + 1 == facts.errors.size() && !facts.targets.is_empty()) {
    forms.emplace_back("the output, with no target subtracted", right + facts.targets);
    forms.emplace_back("the target alone, with a minus", -facts.targets);
    forms.emplace_back("the target alone", facts.targets);
  }
  for (const auto& [what, form] : forms) {
    if (!all_close(errors, form)) continue;
    return Likeness{"wrong-error", "The error that goes into the gradient is another function.",
                    fmt::format("in {} stands {}", name_area(wrong), what), wrong.statement,
                    "The output error is the output minus the target."};
  }
  return std::nullopt;
}

std::optional<Likeness> find_summands(const Area& a, const Facts& facts, uword first) {
  for (const Summands& summands : facts.summands) {
    if (summands.count < 2) continue;
    auto counts = find_few_summands(a, summands, first);
    if (!counts) counts = count_summands(a, summands, first);
    const bool one_row = place_of(*a.block, a.entries).rows.size() == 1;
    if (counts && one_row && a.block->rows > 1 && summands.noun == "example")
      continue;  // the row's error, not examples
    if (counts) return explain_counts(a, *counts, summands, facts);
  }
  return std::nullopt;
}

// ---- Where it is, when nothing says what it is ----

// Each wrong row (or column) is the right one, or its data's part, times a factor of its own.
std::optional<Likeness> find_factors(const Area& a, const Facts& facts, bool of_rows) {
  std::map<uword, std::vector<uword>> lines;
  for (uword i = 0; i < a.entries.n_elem; ++i) {
    const Place place = place_in(*a.block, a.entries(i));
    lines[of_rows ? place.row : place.column].push_back(i);
  }
  if (lines.size() < 2) return std::nullopt;
  for (const bool data_only : {false, true}) {
    std::vector<std::string> factors;
    for (const auto& [line, which] : lines) {
      const Area part = cut(a, uvec(which));
      const auto factor =
          data_only ? fit_one(part.C - part.P, part.D, part.allowed) : fit_one(part.C, part.G, part.allowed);
      if (!factor) break;
      factors.push_back(ratio_in_words(*factor, facts));
    }
    if (factors.size() != lines.size()) continue;
    const std::size_t shown = std::min<std::size_t>(factors.size(), 4);
    return Likeness{"factors-by-line", fmt::format("Each {} has a factor of its own.", of_rows ? "row" : "column"),
                    fmt::format("the wrong {} of {} are the right ones{} times {}{}", of_rows ? "rows" : "columns",
                                name_area(a), data_only ? " before the penalty" : "",
                                fmt::join(factors.begin(), factors.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                                factors.size() > shown ? ", ..." : ""),
                    a.statement, "Look for a factor that goes with the row's or column's unit."};
  }
  return std::nullopt;
}

// Examples whose inputs alone span the difference: then only their errors are wrong.
std::vector<uword> confine_to_examples(const Case& question, const Area& whole, const Facts& facts, std::size_t b) {
  if (b >= facts.inputs.size() || facts.inputs[b].is_empty()) return {};
  const mat& inputs = facts.inputs[b];
  const vec difference = whole.difference();
  if (!difference.is_finite() || inputs.n_cols != question.blocks[b].columns) return {};
  mat U, V;
  vec s;
  if (!arma::svd_econ(U, s, V, to_matrix(*whole.block, difference))) return {};
  const uvec strong = arma::find(s > std::max(1e-9 * s.max(), whole.allowed.max()));
  if (strong.is_empty() || strong.n_elem >= std::min(whole.block->rows, whole.block->columns)) return {};
  const mat basis = V.cols(strong);
  std::vector<uword> inside;
  for (uword i = 0; i < inputs.n_rows; ++i) {
    const vec x = inputs.row(i).st();
    if (arma::norm(x - basis * (basis.st() * x)) <= 1e-6 * arma::norm(x)) inside.push_back(i);
  }
  const bool confined = inside.size() >= strong.n_elem && inside.size() < inputs.n_rows;
  return confined ? inside : std::vector<uword>{};
}

std::string name_wrong_share(const Area& wrong, const Area& whole) {
  const double largest = arma::abs(wrong.difference()).max();
  const double scale = arma::abs(whole.G.elem(arma::find_finite(whole.G))).max();
  return fmt::format("{} of {} entries of {} are wrong, by up to {:.2g} (the largest right one is {:.2g})",
                     wrong.entries.n_elem, whole.entries.n_elem, whole.block->name, largest, scale);
}

Finding to_finding(const Likeness& likeness, const Area& area) {
  return {likeness.mistake,
          {},
          place_of(*area.block, area.entries),
          likeness.explanation,
          likeness.evidence,
          "",
          likeness.statement,
          likeness.remedy};
}

Finding unknown_finding(const Case& question, const Area& wrong, const Area& whole, const Facts& facts, std::size_t b) {
  Finding finding;
  finding.where = place_of(*wrong.block, wrong.entries);
  finding.statement = wrong.statement;
  finding.explanation = fmt::format("The error is confined to {}; its cause is unknown.", name_area(wrong));
  finding.evidence = name_wrong_share(wrong, whole);
  const std::vector<uword> examples = confine_to_examples(question, whole, facts, b);
  if (!examples.empty()) {
    finding.evidence += fmt::format("; it comes from {} {}{} only", plural("example", examples.size()), list(examples),
                                    name_group(examples, facts, "example"));
    finding.statement = facts.statements.examples;
  }
  finding.remedy = finding.statement.empty() ? "" : "Compare your code with these statements, line by line.";
  return finding;
}

}  // namespace

Where place_of(const Block& block, const uvec& entries) {
  std::set<uword> columns, rows;
  for (const uword entry : entries) {
    const Place place = place_in(block, entry);
    columns.insert(place.column);
    rows.insert(place.row);
  }
  return {block.name, {columns.begin(), columns.end()}, {rows.begin(), rows.end()}};
}

std::string name_place(const Where& where, const std::vector<Block>& blocks) {
  if (where.block.empty()) return "J";
  const auto block =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& candidate) { return candidate.name == where.block; });
  return block == blocks.end() ? where.block : name_area(*block, where.rows, where.columns);
}

std::vector<Finding> examine_block(const Case& question, const Yardstick& yardstick, const Parts& right,
                                   const Facts& facts, std::size_t b) {
  const Area whole = whole_block(question, yardstick, right, facts, b);
  const Area wrong = cut(whole, find_wrong(question, yardstick, b));
  const uword first = first_of(question.blocks, b);
  if (wrong.entries.is_empty()) return {};
  if (const auto found = find_likeness(wrong, facts)) return {to_finding(*found, wrong)};
  if (const auto found = find_disorder(whole, facts)) return {to_finding(*found, wrong)};
  if (const auto found = find_errors(question, whole, wrong, facts, b)) return {to_finding(*found, wrong)};
  if (const auto found = find_summands(wrong, facts, first)) return {to_finding(*found, wrong)};

  // The bias column and the rest may have gone wrong each in its own way.
  const uvec bias = bias_of(wrong, true), rest = bias_of(wrong, false);
  if (wrong.block->first_is_bias && !bias.is_empty() && !rest.is_empty()) {
    std::vector<Finding> findings;
    bool explained = false;
    for (const uvec& part : {bias, rest}) {
      const Area area = cut(wrong, part);
      const auto found = find_likeness(area, facts);
      explained = explained || found;
      findings.push_back(found ? to_finding(*found, area) : unknown_finding(question, area, whole, facts, b));
    }
    if (explained) return findings;
  }
  for (const bool of_rows : {true, false}) {
    if (const auto found = find_factors(wrong, facts, of_rows)) return {to_finding(*found, wrong)};
  }
  return {unknown_finding(question, wrong, whole, facts, b)};
}

std::vector<Finding> examine_order(const Case& question, const Yardstick& yardstick, const Facts& facts) {
  const vec& claimed = question.claimed.gradient;
  const vec& right = question.reference.gradient;
  if (!same_multiset(claimed, right, yardstick.match)) return {};
  const double near = yardstick.match.max();
  const auto is = [&](const vec& order) { return arma::abs(claimed - order).max() <= near; };

  vec swapped, other_order, swapped_other;
  for (std::size_t b = 0; b < question.blocks.size(); ++b) {
    const Block& block = question.blocks[b];
    const vec part = right.subvec(first_of(question.blocks, b), arma::size(block.size(), 1));
    const mat matrix = to_matrix(block, part);
    const vec other = arma::vectorise(block.by_rows ? matrix : mat(matrix.st()));
    swapped = arma::join_cols(part, swapped);
    swapped_other = arma::join_cols(other, swapped_other);
    other_order = arma::join_cols(other_order, other);
  }
  std::string how;
  if (is(other_order)) how = "unrolled in the other order";
  if (is(swapped)) how = "with its blocks in the opposite order";
  if (is(swapped_other)) how = "with its blocks in the opposite order and each unrolled in the other order";
  if (is(arma::reverse(right))) how = "from last to first";
  for (uword k = 1; k < right.n_elem && how.empty() && right.n_elem < 20000; ++k) {
    const bool begins =
        std::abs(claimed(k) - right(0)) <= near && std::abs(claimed(0) - right(right.n_elem - k)) <= near;
    if (begins && is(arma::shift(right, static_cast<arma::sword>(k)))) {
      how = fmt::format("shifted by {} of {} places", k, right.n_elem);
    }
  }
  // A single block's own disorder is told better block by block.
  if (how.empty()) return {};
  std::vector<Finding> findings;
  for (std::size_t b = 0; b < question.blocks.size(); ++b) {
    const uvec wrong = find_wrong(question, yardstick, b);
    if (wrong.is_empty()) continue;
    findings.push_back({"entries-out-of-place",
                        {},
                        place_of(question.blocks[b], wrong),
                        "The right entries stand in other places.",
                        fmt::format("the gradient is the right one {}", how),
                        "",
                        facts.statements.order,
                        "Give the gradient's entries the places of their weights."});
  }
  return findings;
}

Finding examine_cost(const Case& question, const Yardstick& yardstick, const Parts& right, const Facts& facts) {
  const double claimed = question.claimed.cost, J = question.reference.cost;
  const double off = claimed - J;
  Finding finding;
  finding.statement = facts.statements.cost;
  if (!std::isfinite(claimed)) {
    finding.mistake = "not-finite";
    finding.explanation = "The cost is not a number.";
    finding.evidence = fmt::format("J is {}, where {:.10g} is right", claimed, J);
    finding.remedy = "Look for log(0) and for an overflow of exp.";
    return finding;
  }
  const std::string by = fmt::format("J is {:.10g}, where {:.10g} is right", claimed, J);
  const auto is = [&](double value) { return std::abs(claimed - value) <= yardstick.cost; };
  const auto report = [&](const std::string& mistake, const std::string& explanation, const std::string& evidence,
                          const std::string& statement, const std::string& remedy) {
    finding.mistake = mistake;
    finding.explanation = explanation;
    finding.evidence = by + ": " + evidence;
    finding.statement = statement;
    finding.remedy = remedy;
    return finding;
  };
  // One number is matched with a handful of formulas only, so that a coincidence stays unlikely.
  const auto ratio_to = [&](double term) { return name_ratio(term, facts, 1e-9); };
  if (const auto names = ratio_to(claimed / J); !names.empty()) {
    return report("scaled-cost", "The cost is off by a constant factor.",
                  fmt::format("{} times the right cost", describe_number(claimed / J, names)), facts.statements.cost,
                  remedy_for_ratio(claimed / J, facts));
  }
  const bool has_penalty = right.penalty > 0 && std::isfinite(right.penalty);
  if (has_penalty && is(right.cost)) {
    return report("missing-penalty", "The cost has no penalty.", "exactly the cost without the penalty",
                  facts.statements.cost_penalty, "Add the penalty.");
  }
  if (has_penalty) {
    const double of_data = (claimed - right.penalty) / right.cost;
    if (const auto names = ratio_to(of_data); !names.empty()) {
      return report("scaled-cost", "The data's part of the cost is off by a constant factor.",
                    fmt::format("the data's part is {} times the right one; the penalty is right",
                                describe_number(of_data, names)),
                    facts.statements.cost, remedy_for_ratio(of_data, facts));
    }
  }
  for (const Term& term : facts.cost_terms) {
    if (!has_penalty || !(std::abs(term.value) > 0) || yardstick.cost > 1e-8 * std::abs(term.value)) continue;
    const double factor = (claimed - right.cost) / term.value;
    const auto names = ratio_to(factor);
    if (names.empty()) continue;
    return report("wrong-penalty", "The cost's penalty is wrong.",
                  fmt::format("{} * {} stands where the penalty should be", describe_number(factor, names), term.name),
                  facts.statements.cost_penalty, "The penalty is lambda/(2m) times the sum of all weights' squares.");
  }
  const double digits = std::abs(off) / yardstick.cost;  // how exactly the difference is known
  if (digits < 1e6)
    return report("", "The cost is wrong; the cause is unknown.", fmt::format("off by {:.6g}", off),
                  facts.statements.cost, "");
  for (const Term& term : facts.cost_terms) {
    if (!(std::abs(term.value) > 0)) continue;
    const double factor = off / term.value;
    const double relative = 2 * yardstick.cost / std::abs(off);
    const auto names = name_ratio(factor, facts, relative);
    if (names.empty()) continue;
    return report("cost-off-by-a-term", "The cost is off by a known term.",
                  fmt::format("off by exactly {} * {}", describe_number(factor, names), term.name),
                  facts.statements.cost_penalty, "Look for this term in the cost.");
  }
  return report("", "The cost is wrong; the cause is unknown.", fmt::format("off by {:.6g}", off),
                facts.statements.cost, "Compare your code with these statements, line by line.");
}

}  // namespace gradlab::check
