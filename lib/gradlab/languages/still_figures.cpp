#include "gradlab/languages/still_figures.hpp"

#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/languages/protocol.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gradlab::languages {

namespace {

using diagnosis::Finding;

constexpr diagnosis::Pattern still_gradient = {
    "same-at-every-theta", "The gradient is the same at every theta.",
    "Is it a variable of the file that is returned, and not the one that is computed?"};
constexpr diagnosis::Pattern still_cost = {"same-at-every-theta", "The cost does not change with theta.",
                                           "Does the function use the theta that it is given?"};

// At theta, and at two other points where the code has values. No entry of theta stays, and none becomes another's.
std::vector<Evaluation> evaluate_around(const EvaluateAt& evaluate, const arma::vec& theta) {
  std::vector<Evaluation> all = {evaluate(theta)};
  for (const arma::vec& point : {arma::vec(0.5 * theta + 0.125), arma::vec(-1.25 * theta - 0.375)}) {
    try {
      all.push_back(evaluate(point));
    } catch (const CodeError&) {
      // outside of its domain
    }
  }
  return all;
}

bool is_zero(const Evaluation& one) { return one.cost == 0 && one.gradient.n_elem > 0 && one.gradient.is_zero(); }

bool is_same_gradient_everywhere(const std::vector<Evaluation>& all) {
  return std::all_of(all.begin(), all.end(), [&](const Evaluation& one) {
    return one.gradient.n_elem > 0 && arma::approx_equal(one.gradient, all.front().gradient, "absdiff", 0);
  });
}

bool is_same_cost_everywhere(const std::vector<Evaluation>& all) {
  return std::all_of(all.begin(), all.end(), [&](const Evaluation& one) { return one.cost == all.front().cost; });
}

Finding of_block(const Block& block, const Finding& finding) {
  Finding placed = finding;
  placed.where = diagnosis::place_of(block, arma::regspace<arma::uvec>(0, block.size() - 1));
  return placed;
}

}  // namespace

bool is_unwritten(const EvaluateAt& evaluate, const arma::vec& theta) {
  if (!is_zero(evaluate(theta))) return false;
  const std::vector<Evaluation> all = evaluate_around(evaluate, theta);
  return all.size() > 1 && std::all_of(all.begin(), all.end(), is_zero);
}

std::vector<Finding> find_still_figures(const EvaluateAt& evaluate, const arma::vec& theta,
                                        const std::vector<Block>& blocks) {
  const std::vector<Evaluation> all = evaluate_around(evaluate, theta);
  if (all.size() < 2) return {};
  const arma::vec& gradient = all.front().gradient;
  if (is_same_cost_everywhere(all)) {
    return {found(still_cost, fmt::format("J is {:.10g} at {} points theta", all.front().cost, all.size()), "")};
  }
  if (!is_same_gradient_everywhere(all) || gradient.is_zero()) return {};
  std::vector<Finding> findings;
  const Finding finding = found(
      still_gradient, fmt::format("its entries are the same numbers at {} points theta", all.size()), "");
  for (const Block& block : blocks) findings.push_back(of_block(block, finding));
  return findings;
}

}  // namespace gradlab::languages
