#include "gradlab/diagnosis/diagnosis_input.hpp"

#include "gradlab/check/place.hpp"
#include "gradlab/diagnosis/tolerances.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::diagnosis {

namespace {

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

MatchTolerance make_match_tolerance(const DiagnosisInput& input, const arma::vec& penalty) {
  MatchTolerance tolerance;
  tolerance.single_precision = is_single_precision(input.claimed.gradient);
  const double share = tolerance.single_precision ? rounding_of_single_precision : rounding;
  tolerance.gradient.zeros(input.theta.n_elem);
  tolerance.match.zeros(input.theta.n_elem);
  for (std::size_t b = 0; b < input.blocks.size(); ++b) {
    const Block& block = input.blocks[b];
    const arma::uword first = first_of(input.blocks, b);
    const arma::vec claimed = largest_of_columns(block, input.claimed.gradient, first);
    arma::vec right = largest_of_columns(block, input.reference.gradient, first);
    if (!penalty.is_empty()) right = arma::max(right, largest_of_columns(block, penalty, first));
    const arma::vec both = arma::max(claimed, right);
    for (arma::uword i = first; i < first + block.size(); ++i) {
      const arma::uword column = check::place_in(block, i - first).column;
      const double uncertain = input.uncertainty.is_empty() ? 0 : 2 * finite_size(input.uncertainty(i));
      tolerance.gradient(i) = share * both(column) + rounding_of_block * both.max() + uncertain;
      tolerance.match(i) = share * claimed(column) + rounding_of_terms * both.max() + uncertain;
    }
  }
  const double cost = std::max(finite_size(input.claimed.cost), finite_size(input.reference.cost));
  tolerance.cost =
      cost * (tolerance.single_precision ? rounding_of_single_precision : rounding_of_cost) + input.cost_uncertainty;
  return tolerance;
}

bool is_near(double one, double other, double allowed) {
  return one == other || (std::isnan(one) && std::isnan(other)) || std::abs(one - other) <= allowed;
}

bool WrongParts::any_block() const { return std::find(blocks.begin(), blocks.end(), true) != blocks.end(); }

WrongParts find_wrong_parts(const DiagnosisInput& input) {
  WrongParts wrong_parts;
  const double cost = input.claimed.cost, right_cost = input.reference.cost;
  const double allowed_cost = check::cost_tolerance * std::max(std::abs(cost), std::abs(right_cost)) +
                              input.cost_uncertainty + input.tolerance.noise * input.noise;
  wrong_parts.cost = std::isfinite(right_cost) && (!std::isfinite(cost) || std::abs(cost - right_cost) > allowed_cost);
  arma::uword first = 0;
  for (const Block& block : input.blocks) {
    const arma::vec right = input.reference.gradient.subvec(first, arma::size(block.size(), 1));
    double largest = 0;
    for (const double value : right) largest = std::max(largest, finite_size(value));
    const check::Floor floor = check::make_floor(input.tolerance, largest, input.noise);
    bool wrong = false;
    for (arma::uword i = 0; i < block.size(); ++i) {
      if (!std::isfinite(right(i))) continue;
      const double claimed = input.claimed.gradient(first + i);
      const double error = input.uncertainty.is_empty() ? 0 : input.uncertainty(first + i);
      const double allowed = check::allow(input.tolerance, claimed, {.value = right(i)}, floor).difference;
      wrong = wrong || check::judge(claimed, {right(i), error}, allowed) == check::Verdict::disagree;
    }
    wrong_parts.blocks.push_back(wrong);
    first += block.size();
  }
  return wrong_parts;
}

arma::uvec find_wrong(const DiagnosisInput& input, const MatchTolerance& tolerance, std::size_t b) {
  const arma::uword first = first_of(input.blocks, b);
  std::vector<arma::uword> wrong;
  for (arma::uword i = 0; i < input.blocks[b].size(); ++i) {
    const double right = input.reference.gradient(first + i);
    if (!std::isfinite(right)) continue;
    if (!is_near(input.claimed.gradient(first + i), right, tolerance.gradient(first + i))) wrong.push_back(i);
  }
  return arma::uvec(wrong);
}

arma::uword first_of(const std::vector<Block>& blocks, std::size_t b) {
  arma::uword first = 0;
  for (std::size_t i = 0; i < b; ++i) first += blocks[i].size();
  return first;
}

}  // namespace gradlab::diagnosis
