// A program by somebody who only links gradlab: checks a gradient of theirs, and the same with a mistake in it.
#include <gradlab/check/checker.hpp>

#include <cstdio>

namespace {

gradlab::Evaluation right(const arma::vec& theta) { return {arma::dot(theta, theta), 2 * theta}; }

gradlab::Evaluation wrong(const arma::vec& theta) { return {arma::dot(theta, theta), theta}; }

}  // namespace

int main() {
  using gradlab::check::Verdict;
  gradlab::Objective objective;
  objective.cost = [](const arma::vec& theta) { return arma::dot(theta, theta); };
  const arma::vec theta = {1, -2, 3};
  const auto agrees = gradlab::check::check_gradients(objective, {{"right", right}}, theta);
  const auto differs = gradlab::check::check_gradients(objective, {{"wrong", wrong}}, theta);
  const bool told = agrees.verdict == Verdict::agree && differs.verdict == Verdict::disagree;
  std::puts(told ? "a stranger's gradient is judged" : "a stranger's gradient is misjudged");
  return told ? 0 : 1;
}
