#include "diagnosing.hpp"

#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <random>

namespace diagnosing {

// ---- Problems ----

Problem random_problem(const LayerSizes& sizes, uword m, double Lambda, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  Problem c{sizes, unroll(random_weights(sizes, seed)), mat(m, sizes.input_layer_size), arma::uvec(m), Lambda};
  c.X.imbue([&] { return normal(generator); });
  for (uword i = 0; i < m; ++i) c.y(i) = i % sizes.num_labels + 1;
  return c;
}

Problem digits_problem() {
  const data::Dataset digits = data::digits();
  const LayerSizes sizes{64, 8, 10};
  return {sizes, unroll(random_weights(sizes, 1)), digits.X.head_rows(30),
          data::recognize_labels(digits.y, 10).y.head(30), 1};
}

const std::vector<NamedProblem>& five_problems() {
  static const std::vector<NamedProblem> five = {
      {"3-5-3, m 5, lambda 3", debug_network(3)},
      {"6-4-4, m 9, lambda 1", random_problem({6, 4, 4}, 9, 1, 3)},
      {"8-6-5, m 40, lambda 2", random_problem({8, 6, 5}, 40, 2, 4)},
      {"2-2-2, m 12, lambda 0.5", random_problem({2, 2, 2}, 12, 0.5, 5)},
      {"digits 64-8-10, m 30, lambda 1", digits_problem()}};
  return five;
}

// ---- Questions ----

std::vector<Finding> diagnose(const Problem& c, const Evaluation& claimed) {
  return diagnosis::diagnose(make_known_mistakes(c), claimed);
}

diagnosis::BlindSpots find_blind_spots(const Problem& c) { return diagnosis::find_blind_spots(make_known_mistakes(c)); }

diagnosis::BlindSpots find_blind_spots(const Problem& c, const check::CheckResult& result) {
  return diagnosis::find_blind_spots(make_known_mistakes(c), result);
}

// ---- Claims ----

Evaluation claim(const Problem& c, const std::vector<const Mistake*>& made) {
  return to_evaluation(implement(made)(c));
}

std::string name_of(const Mistake& mistake) {
  return mistake.variant.empty() ? std::string(mistake.name) : fmt::format("{} ({})", mistake.name, mistake.variant);
}

const Mistake& variant_of(const std::string& name, const std::string& variant) {
  for (const Mistake& mistake : mistakes()) {
    if (mistake.name == name && mistake.variant == variant) return mistake;
  }
  FAIL("no mistake " << name << " " << variant);
  return mistakes().front();
}

Problem show(const Mistake& mistake, Problem c) {
  if (mistake.name == "saturation") c.theta *= 1000 / arma::abs(c.theta).max();
  return c;
}

Network::Network(const Problem& c) {
  const auto weights = weights_of(c);
  T1 = weights.Theta1;
  T2 = weights.Theta2;
  m = static_cast<double>(c.X.n_rows);
  const vec ones(c.X.n_rows, arma::fill::ones);
  A0 = arma::join_rows(ones, c.X);
  a1 = sigmoid<mat>(A0 * T1.t());
  A1 = arma::join_rows(ones, a1);
  a2 = sigmoid<mat>(A1 * T2.t());
  Y = one_hot(c.y, c.sizes.num_labels);
  d2 = a2 - Y;
  d1 = hidden_error(d2);
  p1 = c.lambda / m * T1;
  p2 = c.lambda / m * T2;
  p1.col(0).zeros();
  p2.col(0).zeros();
  cost = arma::accu(-Y % arma::log(a2) - (1 - Y) % arma::log(1 - a2)) / m;
  penalty =
      c.lambda / (2 * m) *
      (arma::accu(arma::square(T1.tail_cols(T1.n_cols - 1))) + arma::accu(arma::square(T2.tail_cols(T2.n_cols - 1))));
  G1 = d1.t() * A0 / m + p1;
  G2 = d2.t() * A1 / m + p2;
}

// ---- Answers ----

std::set<std::string> named(const std::vector<Finding>& findings) {
  std::set<std::string> names;
  for (const Finding& finding : findings) names.insert(finding.mistake);
  return names;
}

std::set<std::string> suspected(const std::vector<Finding>& findings) {
  std::set<std::string> sets;
  std::vector<std::string> main;
  for (const Finding& finding : findings) {
    if (std::find(main.begin(), main.end(), finding.mistake) == main.end()) main.push_back(finding.mistake);
    sets.insert(finding.alternatives.begin(), finding.alternatives.end());
  }
  sets.insert(fmt::format("{}", fmt::join(main, " + ")));
  return sets;
}

bool names_both(const std::vector<Finding>& findings, const Mistake& one, const Mistake& other) {
  for (const std::string& set : suspected(findings)) {
    if (set == name_of(one) + " + " + name_of(other) || set == name_of(other) + " + " + name_of(one)) return true;
  }
  return false;
}

std::string reason(const diagnosis::BlindSpots& found, const std::string& mistake) {
  for (const diagnosis::BlindSpot& spot : found.spots) {
    if (spot.mistake == mistake) return spot.because + ": " + spot.change;
  }
  return "";
}

std::vector<uword> up_to(uword from, uword end) {
  std::vector<uword> numbers;
  for (uword i = from; i < end; ++i) numbers.push_back(i);
  return numbers;
}

const Finding* finding_for(const std::vector<Finding>& findings, const std::string& block) {
  for (const Finding& finding : findings) {
    if (finding.where.block == block) return &finding;
  }
  return nullptr;
}

void check_findings(const std::vector<Finding>& findings, const std::vector<Expected>& expected) {
  CHECK(findings.size() == expected.size());
  for (const Expected& wanted : expected) {
    CAPTURE(wanted.block);
    const Finding* finding = finding_for(findings, wanted.block);
    REQUIRE(finding != nullptr);
    CHECK(finding->mistake == wanted.mistake);
    CHECK(finding->where.columns == wanted.columns);
    CAPTURE(finding->evidence);
    CHECK(finding->evidence.find(wanted.evidence) != std::string::npos);
  }
}

}  // namespace diagnosing
