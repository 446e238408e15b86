#include "gradlab/languages/still_figures.hpp"

#include "gradlab/diagnosis/block_part.hpp"

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

// No entry of theta stays, and none becomes another's.
std::vector<Evaluation> evaluate_around(const EvaluateAt& evaluate, const arma::vec& theta) {
  return {evaluate(theta), evaluate(0.5 * theta + 0.125), evaluate(-1.25 * theta - 0.375)};
}

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
  const std::vector<Evaluation> all = evaluate_around(evaluate, theta);
  return std::all_of(all.begin(), all.end(), [](const Evaluation& one) {
    return one.cost == 0 && one.gradient.n_elem > 0 && one.gradient.is_zero();
  });
}

std::vector<Finding> find_still_figures(const EvaluateAt& evaluate, const arma::vec& theta,
                                        const std::vector<Block>& blocks) {
  const std::vector<Evaluation> all = evaluate_around(evaluate, theta);
  const arma::vec& gradient = all.front().gradient;
  if (is_same_cost_everywhere(all)) {
    return {found(still_cost, fmt::format("J is {:.10g} at three points theta", all.front().cost), "")};
  }
  if (!is_same_gradient_everywhere(all) || gradient.is_zero()) return {};
  std::vector<Finding> findings;
  const Finding finding = found(still_gradient, "its entries are the same numbers at three points theta", "");
  for (const Block& block : blocks) findings.push_back(of_block(block, finding));
  return findings;
}

}  // namespace gradlab::languages
