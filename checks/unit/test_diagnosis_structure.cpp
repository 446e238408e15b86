// Wrong code that stands in no list: what its numbers alone tell, and when nothing explains them.
#include "diagnosing.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>

namespace test_diagnosis_structure {

using namespace diagnosing;

TEST_SUITE_BEGIN("diagnosis");

TEST_CASE("structure alone: factors, missing parts and other orders are told from the numbers") {
  for (const NamedProblem& named : five_problems()) {
    if (named.name.starts_with("2-2-2")) continue;  // too few entries to tell
    CAPTURE(named.name);
    const Problem& c = named.problem;
    const Network p(c);
    const auto [n, h, K] = c.sizes;
    const auto all1 = up_to(0, n + 1), all2 = up_to(0, h + 1);
    std::vector<uword> columns_with_data;  // some pixels are always 0
    for (const uword column : all1) {
      if (!p.A0.col(column).is_zero()) columns_with_data.push_back(column);
    }

    SUBCASE("divided by m-1") {
      check_findings(
          diagnose(c, p.claim(p.d1.t() * p.A0 / (p.m - 1) + p.p1, p.d2.t() * p.A1 / (p.m - 1) + p.p2)),
          {{"Theta1", "constant-ratio", "m/(m-1)", columns_with_data}, {"Theta2", "constant-ratio", "m/(m-1)", all2}});
    }
    SUBCASE("one row turned") {
      mat grad2 = p.G2;
      grad2.row(1) *= -1;
      check_findings(diagnose(c, p.claim(p.G1, grad2)),
                     {{"Theta2", "constant-ratio", "Theta2(1,:) is -1 times", all2}});
      CHECK(finding_for(diagnose(c, p.claim(p.G1, grad2)), "Theta2")->where.rows == std::vector<uword>{1});
    }
    SUBCASE("one column zero") {
      mat grad2 = p.G2;
      grad2.col(2).zeros();
      check_findings(diagnose(c, p.claim(p.G1, grad2)), {{"Theta2", "zero-gradient", "Theta2(:,2)", {2}}});
    }
    SUBCASE("the penalty leaves out the first row, not the first column") {
      mat penalty1 = c.lambda / p.m * p.T1;
      penalty1.row(0).zeros();
      check_findings(diagnose(c, p.claim(p.G1 - p.p1 + penalty1, p.G2)),
                     {{"Theta1", "wrong-penalty", "Theta1(1:,0) is off by exactly lambda/m", all1}});
    }
    SUBCASE("the weights' signs for the weights in the penalty") {
      check_findings(diagnose(c, p.claim(p.G1, p.G2 - p.p2 + c.lambda / p.m * arma::sign(p.p2))),
                     {{"Theta2", "wrong-penalty", "sign", up_to(1, h + 1)}});
    }
    SUBCASE("rows from last to first") {
      check_findings(diagnose(c, p.claim(p.G1, arma::flipud(p.G2))),
                     {{"Theta2", "entries-out-of-place", "rows from last to first", all2}});
    }
    SUBCASE("the last column first") {
      check_findings(diagnose(c, p.claim(p.G1, arma::shift(p.G2, 1, 1))),
                     {{"Theta2", "entries-out-of-place", "last column first", all2}});
    }
  }
}

TEST_CASE("structure alone: examples that are missing, doubled, or added up again and again are found") {
  for (const Problem& c : {debug_network(3), random_problem({6, 4, 4}, 9, 1, 3)}) {
    const Network p(c);
    const uword m = c.X.n_rows;
    const auto all1 = up_to(0, c.sizes.input_layer_size + 1), all2 = up_to(0, c.sizes.hidden_layer_size + 1);
    const auto weigh = [&](const vec& counts) {
      return p.claim(p.d1.t() * arma::diagmat(counts) * p.A0 / p.m + p.p1,
                     p.d2.t() * arma::diagmat(counts) * p.A1 / p.m + p.p2);
    };
    vec counts(m, arma::fill::ones);
    SUBCASE("the first is missing") {
      counts(0) = 0;
      check_findings(diagnose(c, weigh(counts)), {{"Theta1", "missing-examples", "example 0 is missing", all1},
                                                  {"Theta2", "missing-examples", "example 0 is missing", all2}});
    }
    SUBCASE("the third counts twice") {
      counts(2) = 2;
      check_findings(diagnose(c, weigh(counts)), {{"Theta1", "doubled-examples", "example 2 counts twice", all1},
                                                  {"Theta2", "doubled-examples", "example 2 counts twice", all2}});
    }
    SUBCASE("a running sum") {
      counts = arma::regspace<vec>(p.m, -1, 1);
      check_findings(diagnose(c, weigh(counts)), {{"Theta1", "running-sum", "example 0 counts m", all1},
                                                  {"Theta2", "running-sum", "example 0 counts m", all2}});
    }
    SUBCASE("a division inside the loop") {
      for (uword i = 0; i < m; ++i) counts(i) = std::pow(p.m, static_cast<double>(i + 1) - p.m);
      check_findings(diagnose(c, weigh(counts)), {{"Theta1", "division-inside-the-loop", "counts m", all1},
                                                  {"Theta2", "division-inside-the-loop", "counts m", all2}});
    }
    SUBCASE("the last label is not propagated to the hidden layer") {
      mat d2 = p.d2;
      d2.tail_cols(1).zeros();
      check_findings(diagnose(c, p.claim(p.hidden_error(d2).t() * p.A0 / p.m + p.p1, p.G2)),
                     {{"Theta1", "missing-labels", fmt::format("label {} is missing", c.sizes.num_labels - 1), all1}});
    }
    SUBCASE("the hidden error is a running sum over the labels") {
      mat d2 = p.d2;
      for (uword k = 0; k < d2.n_cols; ++k) d2.col(k) *= static_cast<double>(d2.n_cols - k);
      const std::string evidence = fmt::format("label 0 counts {0} times, label 1 {1} times", d2.n_cols, d2.n_cols - 1);
      check_findings(diagnose(c, p.claim(p.hidden_error(d2).t() * p.A0 / p.m + p.p1, p.G2)),
                     {{"Theta1", "running-sum", evidence, all1}});
    }
    SUBCASE("the labels are read from last to first in the gradient only") {
      const mat d2 = p.a2 - arma::fliplr(p.Y);
      const std::vector<Finding> findings = diagnose(c, p.claim(p.G1, d2.t() * p.A1 / p.m + p.p2));
      for (const Finding& finding : findings) CHECK(finding.where.block == "Theta2");
      // Where there are fewer examples than columns, the errors can be read off.
      const bool readable = m <= c.sizes.hidden_layer_size;
      CHECK(named(findings) == std::set<std::string>{readable ? "wrong-targets" : ""});
      if (readable) CHECK(findings[0].evidence.find("label 1 as 3, label 3 as 1") != std::string::npos);
    }
    SUBCASE("the error without its sign") {
      const mat d2 = arma::abs(p.d2);
      const std::vector<Finding> findings = diagnose(c, p.claim(p.G1, d2.t() * p.A1 / p.m + p.p2));
      CHECK(named(findings) == std::set<std::string>{m <= c.sizes.hidden_layer_size ? "wrong-error" : ""});
    }
    SUBCASE("one example's error is odd") {
      mat d2 = p.d2;
      d2.row(2) = arma::cos(arma::regspace<arma::rowvec>(1, static_cast<double>(d2.n_cols)));
      check_findings(diagnose(c, p.claim(p.G1, d2.t() * p.A1 / p.m + p.p2)),
                     {{"Theta2", "", "it comes from example 2", all2}});
    }
  }
}

TEST_CASE("what nothing explains has no name, and the place where it is") {
  const Problem c = debug_network(3);
  const Network p(c);
  mat one_entry = p.G1;
  one_entry(3, 2) += 0.01;
  const std::vector<Finding> of_entry = diagnose(c, p.claim(one_entry, p.G2));
  check_findings(of_entry, {{"Theta1", "", "1 of 20 entries", {2}}});
  CHECK(of_entry[0].where.rows == std::vector<uword>{3});

  std::mt19937_64 generator(11);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 50; ++round) {
    vec noise(c.theta.n_elem);
    noise.imbue([&] { return 1e-3 * normal(generator); });
    const Evaluation right = p.claim(p.G1, p.G2);
    CHECK(named(diagnose(c, {right.cost, right.gradient + noise})) == std::set<std::string>{""});
    CHECK(named(diagnose(c, {right.cost + noise(0), right.gradient})) == std::set<std::string>{""});
  }
}

TEST_CASE("an empty, a huge or a drowned gradient is not taken for a mistake that happens to look like it") {
  Problem c = debug_network(3);
  const Evaluation right = claim(c, {});
  const arma::vec zero(c.theta.n_elem, arma::fill::zeros);
  CHECK(named(diagnose(c, {right.cost, zero})) == std::set<std::string>{"zero-gradient"});
  CHECK(named(diagnose(c, {right.cost, 1e200 * right.gradient})) == std::set<std::string>{"constant-ratio"});
  CHECK(named(diagnose(c, {right.cost, c.theta})) == std::set<std::string>{"weights-for-gradient"});

  c.lambda = 1e12;  // 1e-9 of its gradient is larger than the data's part
  const Evaluation drowned = claim(c, {});
  std::mt19937_64 generator(5);
  std::normal_distribution<double> normal;
  vec noise(c.theta.n_elem);
  noise.imbue([&] { return normal(generator); });
  CHECK(named(diagnose(c, {drowned.cost, noise})) == std::set<std::string>{""});
  CHECK(named(diagnose(c, {drowned.cost, right.gradient})) != std::set<std::string>{"missing-regularization"});
}

TEST_SUITE_END();

}  // namespace test_diagnosis_structure
