#include "gradlab/diagnosis/pattern.hpp"

#include "gradlab/diagnosis/fit.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/diagnosis/name_number.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

std::optional<Finding> find_not_finite(const BlockPart& a, const Facts&) {
  if (a.C.is_finite()) return std::nullopt;
  const uvec bad = arma::find_nonfinite(a.C);
  return found_in(a, pattern::not_finite,
                  fmt::format("{} of {} wrong entries of {} are NaN or Inf", bad.n_elem, a.C.n_elem, name_area(a)),
                  a.statement);
}

std::optional<Finding> find_zero(const BlockPart& a, const Facts&) {
  if (!all_near(a.C, vec(arma::size(a.C), arma::fill::zeros), share_for_constants * a.allowed)) return std::nullopt;
  return found_in(a, pattern::zero, fmt::format("{} of the gradient is zero", name_area(a)), a.statement);
}

// A pattern with a factor: the factor's name tells where to look and what to do.
Finding found_ratio(const BlockPart& a, const Pattern& pattern, double ratio, const std::string& evidence,
                    const Facts& facts) {
  Finding finding = found_in(a, pattern, evidence, statement_for_ratio(a, ratio, facts));
  finding.advice.remedy = remedy_for_ratio(ratio, facts);
  return finding;
}

std::optional<Finding> find_ratio(const BlockPart& a, const Facts& facts) {
  const std::optional<double> ratio = fit_one(a.C, a.G, a.allowed);
  if (!ratio) return std::nullopt;
  return found_ratio(a, pattern::ratio, *ratio,
                     fmt::format("{} is {} times the right gradient", name_area(a), ratio_in_words(*ratio, facts)),
                     facts);
}

std::optional<Finding> find_ratio_of_data(const BlockPart& a, const Facts& facts) {
  if (!(arma::abs(a.P).max() > 0)) return std::nullopt;
  const std::optional<double> ratio = fit_one(a.C - a.P, a.D, a.allowed);
  if (!ratio) return std::nullopt;
  return found_ratio(a, pattern::ratio_of_data, *ratio,
                     fmt::format("{}: the data's part is {} times the right one; the penalty is right", name_area(a),
                                 ratio_in_words(*ratio, facts)),
                     facts);
}

std::string off_by(double factor, const std::string& what, const Facts& facts) {
  return fmt::format("off by exactly {} * {}", penalty_in_words(factor, facts), what);
}

std::optional<Finding> find_multiple_of_weights(const BlockPart& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.difference(), a.T, a.allowed);
  if (!factor) return std::nullopt;
  // Equal weights are like any constant: then only a factor that a penalty may have speaks for one.
  if (arma::range(a.T) == 0 && name_penalty(*factor, facts).empty()) return std::nullopt;
  const std::string area = name_area(a);
  return found_in(a, pattern::penalty, fmt::format("{} is {}", area, off_by(*factor, area, facts)),
                  facts.statements.penalty);
}

std::optional<Finding> find_two_multiples_of_weights(const BlockPart& a, const Facts& facts) {
  if (!a.block->first_is_bias || arma::range(a.T) == 0) return std::nullopt;
  const std::optional<vec> factors =
      fit(a.difference(), arma::join_rows(weights_of(a, true), weights_of(a, false)), a.allowed);
  if (!factors) return std::nullopt;
  const std::string bias = name_area(cut(a, bias_of(a, true))), rest = name_area(cut(a, bias_of(a, false)));
  return found_in(a, pattern::penalty,
                  fmt::format("{} is {}, {} by {} * {}", bias, off_by((*factors)(0), bias, facts), rest,
                              penalty_in_words((*factors)(1), facts), rest),
                  facts.statements.penalty);
}

std::optional<Finding> find_ratio_and_weights(const BlockPart& a, const Facts& facts) {
  if (arma::range(a.T) == 0) return std::nullopt;
  const auto report = [&](const vec& factors, const std::string& weights) {
    return found_ratio(a, pattern::ratio_and_penalty, factors(0),
                       fmt::format("{} is {} times the right data's part plus {} * {}", name_area(a),
                                   ratio_in_words(factors(0), facts), penalty_in_words(factors(1), facts), weights),
                       facts);
  };
  if (const auto fitted = fit(a.C, arma::join_rows(a.D, a.T), a.allowed)) return report(*fitted, name_area(a));
  if (!a.block->first_is_bias) return std::nullopt;
  const auto fitted = fit(a.C, arma::join_rows(a.D, weights_of(a, false)), a.allowed);
  return fitted ? std::optional(report(*fitted, a.block->name + "(:,1:)")) : std::nullopt;
}

// Terms that people add to a gradient, or write in place of the penalty.
std::vector<std::pair<std::string, vec>> odd_terms(const BlockPart& a) {
  const vec bias_free = a.block->first_is_bias ? weights_of(a, false) : a.T;
  return {{"sign(" + a.block->name + ")", arma::sign(a.T)},
          {a.block->name + "^2", arma::square(a.T)},
          {"sign of the weights without the bias", arma::sign(bias_free)},
          {"squares of the weights without the bias", arma::square(bias_free)},
          {"1 (the same number everywhere)", vec(arma::size(a.C), arma::fill::ones)}};
}

std::optional<Finding> find_odd_term(const BlockPart& a, const Facts& facts) {
  // Signs and constants take few values, and so do differences of targets: few entries meet by chance.
  if (a.C.n_elem < 6) return std::nullopt;
  const std::vector<std::pair<std::string, vec>> terms = odd_terms(a);
  for (const auto& [name, term] : terms) {
    if (const auto factor = fit_one(a.difference(), term, a.allowed)) {
      return found_in(a, pattern::odd_term, fmt::format("{} is {}", name_area(a), off_by(*factor, name, facts)),
                      facts.statements.penalty);
    }
  }
  if (!(arma::abs(a.P).max() > 0)) return std::nullopt;
  for (const auto& [name, term] : terms) {
    if (const auto factor = fit_one(a.C - a.D, term, a.allowed)) {
      return found_in(a, pattern::other_penalty,
                      fmt::format("{}: {} * {} stands where the penalty should be", name_area(a),
                                  penalty_in_words(*factor, facts), name),
                      facts.statements.penalty);
    }
  }
  return std::nullopt;
}

std::optional<Finding> find_weights_for_gradient(const BlockPart& a, const Facts& facts) {
  const std::optional<double> factor = fit_one(a.C, a.T, a.allowed);
  if (!factor || arma::range(a.T) == 0) return std::nullopt;
  return found_in(a, pattern::weights,
                  fmt::format("{0} is {1} * the weights {0}", name_area(a), ratio_in_words(*factor, facts)),
                  a.statement);
}

std::optional<Finding> find_step_for_gradient(const BlockPart& a, const Facts& facts) {
  const std::optional<vec> fitted = fit(a.C, arma::join_rows(a.T, a.G), a.allowed);
  if (!fitted) return std::nullopt;
  return found_in(a, pattern::step,
                  fmt::format("{0} is {1} * the weights {2:+.6g} * the right gradient", name_area(a),
                              ratio_in_words((*fitted)(0), facts), (*fitted)(1)),
                  a.statement);
}

std::optional<Finding> find_lost_signs(const BlockPart& a, const Facts&) {
  if (a.C.n_elem < 3 || !all_near(a.C, -a.G, a.allowed)) return std::nullopt;
  if (!(a.C.min() >= 0) && !(a.C.max() <= 0)) return std::nullopt;
  return found_in(a, pattern::lost_sign,
                  fmt::format("the wrong entries of {} have the right size and all one sign", name_area(a)), "");
}

std::optional<Finding> find_clipped(const BlockPart& a, const Facts&) {
  const double limit = arma::abs(a.C).max();
  if (a.C.n_elem < 2 || !a.C.is_finite()) return std::nullopt;
  for (uword i = 0; i < a.C.n_elem; ++i) {
    const bool at_limit = is_near(std::abs(a.C(i)), limit, share_for_constants * a.allowed(i)) &&
                          std::abs(a.G(i)) > limit && a.C(i) * a.G(i) > 0;
    if (!at_limit) return std::nullopt;
  }
  return found_in(a, pattern::clipped,
                  fmt::format("all {} wrong entries of {} are +-{:.6g}, the right ones are larger", a.C.n_elem,
                              name_area(a), limit),
                  "");
}

using Finder = std::optional<Finding> (*)(const BlockPart&, const Facts&);
// The simplest first.
constexpr Finder finders[] = {
    find_not_finite, find_zero, find_ratio, find_ratio_of_data, find_multiple_of_weights, find_two_multiples_of_weights,
    find_lost_signs, find_clipped, find_weights_for_gradient, find_ratio_and_weights, find_odd_term,
    find_step_for_gradient};

}  // namespace

std::string remedy_for_ratio(double ratio, const Facts& facts) {
  if (has_name(ratio, facts, "-1")) return "Turn the sign.";
  if (has_name(ratio, facts, "m")) return "Divide by m.";
  if (has_name(ratio, facts, "1/m")) return "Divide by m only once.";
  return "Look for a factor that is applied once too often, or not at all.";
}

std::optional<Finding> find_pattern(const BlockPart& area, const Facts& facts) {
  for (const Finder finder : finders) {
    if (const auto found = finder(area, facts)) return found;
  }
  return std::nullopt;
}

}  // namespace gradlab::diagnosis
