#include "gradlab/diagnosis/diagnosis_input.hpp"

#include "gradlab/check/place.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::diagnosis {

namespace {

// Right code agrees to 1e-13 or so of the largest entry of a column; chance agrees to one digit more once in ten times.
constexpr double rounding = 1e-9;
constexpr double rounding_of_single_precision = 3e-5;
// What is lost in a column of small entries beside large ones.
constexpr double rounding_of_block = 1e-13;
// The same for an explanation: what a sum of large terms that cancel has lost.
constexpr double rounding_of_terms = 1e-14;
// Costs are one number each, so they have to meet more exactly.
constexpr double rounding_of_cost = 1e-11;
// As the checker judges costs.
constexpr double cost_tolerance = 1e-10;

bool has_24_bits(double value) { return static_cast<double>(static_cast<float>(value)) == value; }

// Numbers like 0 and 0.5 have few bits anyway; a whole gradient of them has not.
bool is_single_precision(const arma::vec& gradient) {
  arma::uword with_digits = 0;
  for (const double value : gradient) {
    if (!std::isfinite(value)) continue;
    if (!has_24_bits(value)) return false;
    const double scaled = std::ldexp(value, 12);
    if (scaled != std::floor(scaled)) ++with_digits;
  }
  return 2 * with_digits > gradient.n_elem;
}

double finite_size(double value) { return std::isfinite(value) ? std::abs(value) : 0; }

// The largest finite entry of each column of a block that begins at `first`.
arma::vec largest_of_columns(const Block& block, const arma::vec& entries, arma::uword first) {
  arma::vec largest(block.columns, arma::fill::zeros);
  for (arma::uword i = 0; i < block.size(); ++i) {
    double& size = largest(check::place_in(block, i).column);
    size = std::max(size, finite_size(entries(first + i)));
  }
  return largest;
}

}  // namespace

MatchTolerance make_match_tolerance(const DiagnosisInput& question, const arma::vec& penalty) {
  MatchTolerance match_tolerance;
  match_tolerance.single_precision = is_single_precision(question.claimed.gradient);
  const double share = match_tolerance.single_precision ? rounding_of_single_precision : rounding;
  match_tolerance.gradient.zeros(question.theta.n_elem);
  match_tolerance.match.zeros(question.theta.n_elem);
  for (std::size_t b = 0; b < question.blocks.size(); ++b) {
    const Block& block = question.blocks[b];
    const arma::uword first = first_of(question.blocks, b);
    const arma::vec claimed = largest_of_columns(block, question.claimed.gradient, first);
    arma::vec right = largest_of_columns(block, question.reference.gradient, first);
    if (!penalty.is_empty()) right = arma::max(right, largest_of_columns(block, penalty, first));
    const arma::vec both = arma::max(claimed, right);
    for (arma::uword i = first; i < first + block.size(); ++i) {
      const arma::uword column = check::place_in(block, i - first).column;
      const double uncertain = question.uncertainty.is_empty() ? 0 : 2 * finite_size(question.uncertainty(i));
      match_tolerance.gradient(i) = share * both(column) + rounding_of_block * both.max() + uncertain;
      match_tolerance.match(i) = share * claimed(column) + rounding_of_terms * both.max() + uncertain;
    }
  }
  const double cost = std::max(finite_size(question.claimed.cost), finite_size(question.reference.cost));
  match_tolerance.cost =
      cost * (match_tolerance.single_precision ? rounding_of_single_precision : rounding_of_cost) + question.cost_uncertainty;
  return match_tolerance;
}

bool is_near(double one, double other, double allowed) {
  return one == other || (std::isnan(one) && std::isnan(other)) || std::abs(one - other) <= allowed;
}

bool WrongParts::any_block() const { return std::find(blocks.begin(), blocks.end(), true) != blocks.end(); }

WrongParts find_wrong_parts(const DiagnosisInput& question) {
  WrongParts charge;
  const double cost = question.claimed.cost, right_cost = question.reference.cost;
  const double allowed_cost = cost_tolerance * std::max(std::abs(cost), std::abs(right_cost)) +
                              question.cost_uncertainty + question.tolerance.noise * question.noise;
  charge.cost = std::isfinite(right_cost) && (!std::isfinite(cost) || std::abs(cost - right_cost) > allowed_cost);
  arma::uword first = 0;
  for (const Block& block : question.blocks) {
    const arma::vec right = question.reference.gradient.subvec(first, arma::size(block.size(), 1));
    double largest = 0;
    for (const double value : right) largest = std::max(largest, finite_size(value));
    const double floor = check::rounding_floor(question.tolerance, largest, question.noise);
    bool wrong = false;
    for (arma::uword i = 0; i < block.size(); ++i) {
      if (!std::isfinite(right(i))) continue;
      const double claimed = question.claimed.gradient(first + i);
      const double error = question.uncertainty.is_empty() ? 0 : question.uncertainty(first + i);
      const double allowed = check::allowed_difference(question.tolerance, claimed, right(i), floor);
      wrong = wrong || check::judge(claimed, {right(i), error}, allowed) == check::Verdict::disagree;
    }
    charge.blocks.push_back(wrong);
    first += block.size();
  }
  return charge;
}

arma::uvec find_wrong(const DiagnosisInput& question, const MatchTolerance& match_tolerance, std::size_t b) {
  const arma::uword first = first_of(question.blocks, b);
  std::vector<arma::uword> wrong;
  for (arma::uword i = 0; i < question.blocks[b].size(); ++i) {
    const double right = question.reference.gradient(first + i);
    if (!std::isfinite(right)) continue;
    if (!is_near(question.claimed.gradient(first + i), right, match_tolerance.gradient(first + i))) wrong.push_back(i);
  }
  return arma::uvec(wrong);
}

arma::uword first_of(const std::vector<Block>& blocks, std::size_t b) {
  arma::uword first = 0;
  for (std::size_t i = 0; i < b; ++i) first += blocks[i].size();
  return first;
}

}  // namespace gradlab::diagnosis
