#include "gradlab/diagnosis/pattern.hpp"

#include "gradlab/diagnosis/fit.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/diagnosis/name_number.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace gradlab::diagnosis {

using arma::mat, arma::uvec, arma::uword, arma::vec;

std::string ratio_in_words(double ratio, const Facts& facts) {
  return describe_number(ratio, name_ratio(ratio, facts));
}

namespace {

std::string penalty_in_words(double factor, const Facts& facts) {
  return describe_number(factor, name_penalty(factor, facts));
}

bool has_name(double ratio, const Facts& facts, const std::string& name) {
  const auto names = name_ratio(ratio, facts);
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Factors of m are about the mean; any other belongs to the block's own statements.
std::string statement_for_ratio(const BlockPart& a, double ratio, const Facts& facts) {
  const auto names = name_ratio(ratio, facts);
  const bool of_mean = std::any_of(names.begin(), names.end(),
                                   [](const std::string& name) { return name.find('m') != std::string::npos; });
  return of_mean ? facts.statements.mean : a.statement;
}

// ---- Likenesses of an area, the simplest first ----

std::optional<Pattern> find_not_finite(const BlockPart& a, const Facts&) {
  if (a.C.is_finite()) return std::nullopt;
  const uvec bad = arma::find_nonfinite(a.C);
  return Pattern{"not-finite", "The gradient is not a number.",
                  fmt::format("{} of {} wrong entries of {} are NaN or Inf", bad.n_elem, a.C.n_elem, name_area(a)),
                  a.statement, "Look for log(0), 0/0 or an overflow of exp."};
}

std::optional<Pattern> find_zero(const BlockPart& a, const Facts&) {
  if (!all_near(a.C, vec(arma::size(a.C), arma::fill::zeros), 1e-3 * a.allowed)) return std::nullopt;
  return Pattern{"zero-gradient", "A part of the gradient is left at zero.",
                  fmt::format("{} of the gradient is zero", name_area(a)), a.statement,
                  "Look whether this part is computed, and whether it is stored."};
}

std::optional<Pattern> find_ratio(const BlockPart& a, const Facts& facts) {
  const std::optional<double> ratio = fit_one(a.C, a.G, a.allowed);
  if (!ratio) return std::nullopt;
  return Pattern{"constant-ratio", "The gradient is off by a constant factor.",
                  fmt::format("{} is {} times the right gradient", name_area(a), ratio_in_words(*ratio, facts)),
                  statement_for_ratio(a, *ratio, facts), remedy_for_ratio(*ratio, facts)};
}

std::optional<Pattern> find_ratio_of_data(const BlockPart& a, const Facts& facts) {
  if (!(arma::abs(a.P).max() > 0)) return std::nullopt;
  const std::optional<double> ratio = fit_one(a.C - a.P, a.D, a.allowed);
  if (!ratio) return std::nullopt;
  return Pattern{"constant-ratio", "The data's part of the gradient is off by a constant factor.",
                  fmt::format("{}: the data's part is {} times the right one; the penalty is right", name_area(a),
                              ratio_in_words(*ratio, facts)),
                  statement_for_ratio(a, *ratio, facts), remedy_for_ratio(*ratio, facts)};
}

std::string off_by(double factor, const std::string& what, const Facts& facts) {
  return fmt::format("off by exactly {} * {}", penalty_in_words(factor, facts), what);
}

std::optional<Pattern> find_multiple_of_weights(const BlockPart& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.difference(), a.T, a.allowed);
  if (!factor) return std::nullopt;
  // Equal weights are like any constant: then only a factor that a penalty may have speaks for one.
  if (arma::range(a.T) == 0 && name_penalty(*factor, facts).empty()) return std::nullopt;
  return Pattern{"wrong-penalty", "The penalty in the gradient is wrong.",
                  fmt::format("{} is {}", name_area(a), off_by(*factor, name_area(a), facts)), facts.statements.penalty,
                  "The penalty adds lambda/m times the weights, and nothing in the bias column."};
}

std::optional<Pattern> find_two_multiples_of_weights(const BlockPart& a, const Facts& facts) {
  if (!a.block->first_is_bias || arma::range(a.T) == 0) return std::nullopt;
  const std::optional<vec> factors =
      fit(a.difference(), arma::join_rows(weights_of(a, true), weights_of(a, false)), a.allowed);
  if (!factors) return std::nullopt;
  const std::string bias = name_area(cut(a, bias_of(a, true))), rest = name_area(cut(a, bias_of(a, false)));
  return Pattern{"wrong-penalty", "The penalty in the gradient is wrong.",
                  fmt::format("{} is {}, {} by {} * {}", bias, off_by((*factors)(0), bias, facts), rest,
                              penalty_in_words((*factors)(1), facts), rest),
                  facts.statements.penalty,
                  "The penalty adds lambda/m times the weights, and nothing in the bias column."};
}

std::optional<Pattern> find_ratio_and_weights(const BlockPart& a, const Facts& facts) {
  if (arma::range(a.T) == 0) return std::nullopt;
  const auto report = [&](double ratio, const std::string& penalty) {
    return Pattern{"constant-ratio and wrong-penalty", "A constant factor and the penalty are wrong.",
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

std::optional<Pattern> find_odd_term(const BlockPart& a, const Facts& facts) {
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
      return Pattern{"odd-term", "A term is added that does not belong there.",
                      fmt::format("{} is {}", name_area(a), off_by(*factor, name, facts)), facts.statements.penalty,
                      "Look for what adds this term."};
    }
  }
  // The penalty replaced by another term: the right one is missing.
  for (const auto& [name, term] : terms) {
    if (!(arma::abs(a.P).max() > 0)) break;
    if (const auto factor = fit_one(a.C - a.D, term, a.allowed)) {
      return Pattern{"wrong-penalty", "The penalty in the gradient is another function of the weights.",
                      fmt::format("{}: {} * {} stands where the penalty should be", name_area(a),
                                  penalty_in_words(*factor, facts), name),
                      facts.statements.penalty, "The penalty adds lambda/m times the weights."};
    }
  }
  return std::nullopt;
}

std::optional<Pattern> find_weights_for_gradient(const BlockPart& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.C, a.T, a.allowed);
  if (!factor || arma::range(a.T) == 0) return std::nullopt;
  return Pattern{"weights-for-gradient", "The weights stand where the gradient should be.",
                  fmt::format("{0} is {1} * the weights {0}", name_area(a), ratio_in_words(*factor, facts)),
                  a.statement, "Return the gradient."};
}

std::optional<Pattern> find_step_for_gradient(const BlockPart& a, const Facts& facts) {
  const std::optional<vec> fitted = fit(a.C, arma::join_rows(a.T, a.G), a.allowed);
  if (!fitted) return std::nullopt;
  return Pattern{"step-for-gradient", "Weights moved along the gradient stand where the gradient should be.",
                  fmt::format("{0} is {1} * the weights {2:+.6g} * the right gradient", name_area(a),
                              ratio_in_words((*fitted)(0), facts), (*fitted)(1)),
                  a.statement, "Return the gradient; moving the weights is the optimizer's business."};
}

std::optional<Pattern> find_lost_signs(const BlockPart& a, const Facts&) {
  if (a.C.n_elem < 3 || !all_near(a.C, -a.G, a.allowed)) return std::nullopt;
  if (!(a.C.min() >= 0) && !(a.C.max() <= 0)) return std::nullopt;
  return Pattern{"lost-sign", "The gradient's signs are lost.",
                  fmt::format("the wrong entries of {} have the right size and all one sign", name_area(a)), "",
                  "Look for abs, a square root of a square, or a norm."};
}

std::optional<Pattern> find_clipped(const BlockPart& a, const Facts&) {
  const double limit = arma::abs(a.C).max();
  if (a.C.n_elem < 2 || !a.C.is_finite()) return std::nullopt;
  for (uword i = 0; i < a.C.n_elem; ++i) {
    const bool at_limit =
        is_near(std::abs(a.C(i)), limit, 1e-3 * a.allowed(i)) && std::abs(a.G(i)) > limit && a.C(i) * a.G(i) > 0;
    if (!at_limit) return std::nullopt;
  }
  return Pattern{"clipped", "Large entries of the gradient are cut off.",
                  fmt::format("all {} wrong entries of {} are +-{:.6g}, the right ones are larger", a.C.n_elem,
                              name_area(a), limit),
                  "", "Check the gradient before it is clipped."};
}

using Finder = std::optional<Pattern> (*)(const BlockPart&, const Facts&);
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

}  // namespace

std::string remedy_for_ratio(double ratio, const Facts& facts) {
  if (has_name(ratio, facts, "-1")) return "Turn the sign.";
  if (has_name(ratio, facts, "m")) return "Divide by m.";
  if (has_name(ratio, facts, "1/m")) return "Divide by m only once.";
  return "Look for a factor that is applied once too often, or not at all.";
}

std::optional<Pattern> find_likeness(const BlockPart& area, const Facts& facts) {
  for (const Finder finder : finders) {
    if (const auto found = finder(area, facts)) return found;
  }
  return std::nullopt;
}

}  // namespace gradlab::diagnosis
