// The diagnosis: every mistake by its name on five configurations, pairs of them, right code, wrong code that stands in
// no list, costs, blind spots. lib/program/DIAGNOSIS.md is made here: GRADLAB_WRITE_DOCS=1 writes it, else it must not
// drift.
#include "gradlab/check/blind_spots.hpp"
#include "gradlab/check/diagnosis.hpp"
#include "gradlab/check/recognize.hpp"
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/linear_regression/loop.hpp"
#include "gradlab/models/neural_network/debug_network.hpp"
#include "gradlab/models/neural_network/loop.hpp"
#include "gradlab/models/neural_network/mistakes.hpp"
#include "gradlab/models/neural_network/objective.hpp"
#include "gradlab/models/neural_network/steps.hpp"
#include "gradlab/models/neural_network/suspects.hpp"
#include "gradlab/models/neural_network/vectorized.hpp"
#include "gradlab/models/regression_suspects.hpp"
#include "gradlab/models/sigmoid.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::uword, arma::vec;
using check::Finding;

TEST_SUITE_BEGIN("diagnosis");

namespace {

// ---- Configurations ----

struct NamedConfiguration {
  std::string name;
  Configuration configuration;
};

Configuration debug_configuration(double Lambda) {
  const auto [weights, X, y] = debug_network();
  return {sizes_of(weights), unroll(weights), X, y, Lambda};
}

Configuration random_configuration(const LayerSizes& sizes, uword m, double Lambda, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  Configuration c{sizes, unroll(random_weights(sizes, seed)), mat(m, sizes.input_layer_size), arma::uvec(m), Lambda};
  c.X.imbue([&] { return normal(generator); });
  for (uword i = 0; i < m; ++i) c.y(i) = i % sizes.num_labels + 1;
  return c;
}

Configuration digits_configuration() {
  const data::Dataset digits = data::digits();
  const LayerSizes sizes{64, 8, 10};
  return {sizes, unroll(random_weights(sizes, 1)), digits.X.head_rows(30),
          data::recognize_labels(digits.y, 10).y.head(30), 1};
}

const std::vector<NamedConfiguration>& five_configurations() {
  static const std::vector<NamedConfiguration> five = {
      {"3-5-3, m 5, lambda 3", debug_configuration(3)},
      {"6-4-4, m 9, lambda 1", random_configuration({6, 4, 4}, 9, 1, 3)},
      {"8-6-5, m 40, lambda 2", random_configuration({8, 6, 5}, 40, 2, 4)},
      {"2-2-2, m 12, lambda 0.5", random_configuration({2, 2, 2}, 12, 0.5, 5)},
      {"digits 64-8-10, m 30, lambda 1", digits_configuration()}};
  return five;
}

// ---- Questions ----

std::vector<Finding> diagnose(const Configuration& c, const Evaluation& claimed) {
  return check::diagnose(make_lineup(c), claimed);
}

check::BlindSpots find_blind_spots(const Configuration& c) { return check::find_blind_spots(make_lineup(c)); }

check::BlindSpots find_blind_spots(const Configuration& c, const check::CheckResult& result) {
  return check::find_blind_spots(make_lineup(c), result);
}

// ---- Claims ----

Evaluation to_evaluation(const CostAndGradients& r) { return {r.reg_J, unroll(Weights{r.grad1_reg, r.grad2_reg})}; }

Evaluation claim(const Configuration& c, const std::vector<const Mistake*>& made) {
  const auto [n, h, K] = c.sizes;
  return to_evaluation(implement(made)(c.nn_params, n, h, K, c.X, c.y, c.Lambda));
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

// Saturation shows only where an output saturates.
Configuration show(const Mistake& mistake, Configuration c) {
  if (mistake.name == "saturation") c.nn_params *= 1000 / arma::abs(c.nn_params).max();
  return c;
}

// What everything in the network is called in the source, and a place to go wrong by hand.
struct Network {
  double m, cost, penalty;
  mat T1, T2, A0, A1, a1, a2, Y, d1, d2, p1, p2, G1, G2;

  explicit Network(const Configuration& c) {
    const auto weights = reshape(c.nn_params, c.sizes);
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
    p1 = c.Lambda / m * T1;
    p2 = c.Lambda / m * T2;
    p1.col(0).zeros();
    p2.col(0).zeros();
    cost = arma::accu(-Y % arma::log(a2) - (1 - Y) % arma::log(1 - a2)) / m;
    penalty =
        c.Lambda / (2 * m) *
        (arma::accu(arma::square(T1.tail_cols(T1.n_cols - 1))) + arma::accu(arma::square(T2.tail_cols(T2.n_cols - 1))));
    G1 = d1.t() * A0 / m + p1;
    G2 = d2.t() * A1 / m + p2;
  }

  mat hidden_error(const mat& output_error) const { return output_error * T2.tail_cols(a1.n_cols) % a1 % (1 - a1); }
  double J() const { return cost + penalty; }
  Evaluation claim(const mat& grad1, const mat& grad2) const { return claim(J(), grad1, grad2); }
  static Evaluation claim(double J, const mat& grad1, const mat& grad2) { return {J, unroll(Weights{grad1, grad2})}; }
};

// ---- Answers ----

std::set<std::string> named(const std::vector<Finding>& findings) {
  std::set<std::string> names;
  for (const Finding& finding : findings) names.insert(finding.mistake);
  return names;
}

// All that the findings name, the alternatives included, as sets joined by " + ".
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

std::string reason(const check::BlindSpots& found, const std::string& mistake) {
  for (const check::BlindSpot& spot : found.spots) {
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

struct Expected {
  std::string block;
  std::string mistake;   // "" unknown
  std::string evidence;  // a part of it
  std::vector<uword> columns;
};

// Exactly these blocks are blamed, in these columns, under this name and for this reason.
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

}  // namespace

// ---- The table ----

namespace {

struct Figures {
  std::size_t alone = 0, in_set = 0, largest_set = 0, missed = 0;
  std::size_t pairs = 0, both = 0;
};

std::string answer(const Mistake& mistake, const Configuration& c, Figures& figures) {
  const std::vector<Finding> findings = diagnose(c, claim(c, {&mistake}));
  const std::set<std::string> sets = suspected(findings);
  if (!sets.contains(name_of(mistake))) {
    ++figures.missed;
    return findings.empty() ? "not seen" : "**missed**";
  }
  figures.largest_set = std::max(figures.largest_set, sets.size());
  if (sets.size() == 1) {
    ++figures.alone;
    return "named";
  }
  ++figures.in_set;
  return fmt::format("one of {}", sets.size());
}

void count_pairs(const Configuration& c, Figures& figures) {
  for (const Mistake& one : mistakes()) {
    for (const Mistake& other : mistakes()) {
      if (one.kind != MistakeKind::gradient || other.kind != MistakeKind::regularization) continue;
      ++figures.pairs;
      if (names_both(diagnose(c, claim(c, {&one, &other})), one, other)) ++figures.both;
    }
  }
}

std::string make_table(std::vector<Figures>& figures) {
  figures.resize(five_configurations().size());
  std::string text = "| mistake |", line = "| --- |";
  for (const auto& [name, configuration] : five_configurations()) {
    text += " " + name + " |";
    line += " --- |";
  }
  text += "\n" + line + "\n";
  for (const Mistake& mistake : mistakes()) {
    text += fmt::format("| {} |", name_of(mistake));
    for (std::size_t i = 0; i < figures.size(); ++i) {
      text += fmt::format(" {} |", answer(mistake, show(mistake, five_configurations()[i].configuration), figures[i]));
    }
    text += "\n";
  }
  text += "| pairs of a gradient and a regularization mistake, both named |";
  for (std::size_t i = 0; i < figures.size(); ++i) {
    count_pairs(five_configurations()[i].configuration, figures[i]);
    text += fmt::format(" {} of {} |", figures[i].both, figures[i].pairs);
  }
  return text + "\n";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

constexpr const char* introduction =
    "# What the diagnosis names\n\n"
    "Made by `checks/unit/test_diagnosis.cpp` (GRADLAB_WRITE_DOCS=1 writes it; the test fails where it drifts).\n"
    "Each mistake of `gradlab mistakes` is made on five configurations, and the diagnosis is asked what is wrong.\n"
    "*named*: it gives this name and no other. *one of N*: it names a set of N that give the same numbers there.\n"
    "Saturation is shown with weights a thousand times as large. Pairs that are not named both hide one another: "
    "where\n"
    "the bias columns are left at zero, it does not show whether they are regularized.\n\n";

}  // namespace

TEST_CASE("every mistake is named on five configurations, and the table in the docs says so") {
  std::vector<Figures> figures;
  const std::string table = introduction + make_table(figures);
  for (const Figures& f : figures) {
    CHECK(f.missed == 0);
    CHECK(f.largest_set <= 3);
    CHECK(10 * f.both >= 9 * f.pairs);
  }
  const std::string path = std::string(GRADLAB_CHECKS_DIR) + "/../lib/program/DIAGNOSIS.md";
  if (std::getenv("GRADLAB_WRITE_DOCS")) std::ofstream(path) << table;
  CHECK(read_file(path) == table);
}

TEST_CASE("a mistake that others hide is told with them, and with the input that tells them apart") {
  Configuration c = random_configuration({2, 2, 2}, 12, 0.5, 5);
  const std::vector<Finding> findings = diagnose(c, claim(c, {&variant_of("shifted-labels", "one down")}));
  REQUIRE(!findings.empty());
  CHECK(suspected(findings).size() == 2);  // with two labels, up and down are one
  c = debug_configuration(3);
  c.X = c.X.row(0);
  c.y = c.y.row(0);
  const std::vector<Finding> one_example = diagnose(c, claim(c, {&find_mistake("unscaled-regularisation")}));
  CHECK(one_example.empty());
  c.Lambda = 0;
  CHECK(diagnose(c, claim(c, {&find_mistake("missing-mean")})).empty());
}

TEST_CASE("right code has no finding on 1,000 random configurations, and one mistake in it has") {
  std::mt19937_64 generator(7);
  const auto draw = [&](uword from, uword to) { return std::uniform_int_distribution<uword>(from, to)(generator); };
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    const LayerSizes sizes{draw(1, 8), draw(1, 6), draw(1, 6)};
    const double lambdas[] = {0, 0.01, 1, 30};
    Configuration c = random_configuration(sizes, draw(1, 20), lambdas[draw(0, 3)], seed);
    c.nn_params *= std::pow(10.0, static_cast<double>(draw(0, 3)) - 2);
    c.X *= std::pow(10.0, static_cast<double>(draw(0, 2)) - 1);
    const auto [n, h, K] = sizes;
    CHECK(diagnose(c, to_evaluation(loop::nn_cost_function(c.nn_params, n, h, K, c.X, c.y, c.Lambda))).empty());
    CHECK(diagnose(c, to_evaluation(vectorized::nn_cost_function(c.nn_params, n, h, K, c.X, c.y, c.Lambda))).empty());
    CHECK(!diagnose(c, claim(c, {&find_mistake("flipped-sign")})).empty());
  }
}

// ---- What stands in no list ----

TEST_CASE("structure alone: factors, missing parts and other orders are told from the numbers") {
  for (const NamedConfiguration& named : five_configurations()) {
    if (named.name.starts_with("2-2-2")) continue;  // too few entries to tell
    CAPTURE(named.name);
    const Configuration& c = named.configuration;
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
      mat penalty1 = c.Lambda / p.m * p.T1;
      penalty1.row(0).zeros();
      check_findings(diagnose(c, p.claim(p.G1 - p.p1 + penalty1, p.G2)),
                     {{"Theta1", "wrong-penalty", "Theta1(1:,0) is off by exactly lambda/m", all1}});
    }
    SUBCASE("the weights' signs for the weights in the penalty") {
      check_findings(diagnose(c, p.claim(p.G1, p.G2 - p.p2 + c.Lambda / p.m * arma::sign(p.p2))),
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
  for (const Configuration& c : {debug_configuration(3), random_configuration({6, 4, 4}, 9, 1, 3)}) {
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
  const Configuration c = debug_configuration(3);
  const Network p(c);
  mat one_entry = p.G1;
  one_entry(3, 2) += 0.01;
  const std::vector<Finding> of_entry = diagnose(c, p.claim(one_entry, p.G2));
  check_findings(of_entry, {{"Theta1", "", "1 of 20 entries", {2}}});
  CHECK(of_entry[0].where.rows == std::vector<uword>{3});

  std::mt19937_64 generator(11);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 50; ++round) {
    vec noise(c.nn_params.n_elem);
    noise.imbue([&] { return 1e-3 * normal(generator); });
    const Evaluation right = p.claim(p.G1, p.G2);
    CHECK(named(diagnose(c, {right.cost, right.gradient + noise})) == std::set<std::string>{""});
    CHECK(named(diagnose(c, {right.cost + noise(0), right.gradient})) == std::set<std::string>{""});
  }
}

TEST_CASE("an empty, a huge or a drowned gradient is not taken for a mistake that happens to look like it") {
  Configuration c = debug_configuration(3);
  const Evaluation right = claim(c, {});
  const arma::vec zero(c.nn_params.n_elem, arma::fill::zeros);
  CHECK(named(diagnose(c, {right.cost, zero})) == std::set<std::string>{"zero-gradient"});
  CHECK(named(diagnose(c, {right.cost, 1e200 * right.gradient})) == std::set<std::string>{"constant-ratio"});
  CHECK(named(diagnose(c, {right.cost, c.nn_params})) == std::set<std::string>{"weights-for-gradient"});

  c.Lambda = 1e12;  // 1e-9 of its gradient is larger than the data's part
  const Evaluation drowned = claim(c, {});
  std::mt19937_64 generator(5);
  std::normal_distribution<double> normal;
  vec noise(c.nn_params.n_elem);
  noise.imbue([&] { return normal(generator); });
  CHECK(named(diagnose(c, {drowned.cost, noise})) == std::set<std::string>{""});
  CHECK(named(diagnose(c, {drowned.cost, right.gradient})) != std::set<std::string>{"missing-regularisation"});
}

TEST_CASE("the regressions have their own mistakes, each named") {
  const auto [weights, X, y] = debug_network();
  const vec theta = {0.3, -0.7, 0.4, 1.1};
  for (const RegressionKind kind : {RegressionKind::linear, RegressionKind::logistic}) {
    const vec targets = arma::conv_to<vec>::from(y == 2);
    const Lineup lineup = make_lineup(RegressionConfiguration{kind, theta, X, targets, 3});
    CHECK(lineup.suspects.size() >= 12);
    CHECK(check::diagnose(lineup, sum_of(lineup.run({}))).empty());
    for (std::size_t s = 0; s < lineup.suspects.size(); ++s) {
      CAPTURE(lineup.suspects[s].name);
      CHECK(suspected(check::diagnose(lineup, sum_of(lineup.run({s})))) ==
            std::set<std::string>{lineup.suspects[s].name});
    }
    vec wrong = sum_of(lineup.run({})).gradient;
    wrong(2) += 0.1;
    const std::vector<Finding> findings = check::diagnose(lineup, {sum_of(lineup.run({})).cost, wrong});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].mistake.empty());
    CHECK(findings[0].where.rows == std::vector<uword>{2});
  }
  const Lineup right = make_lineup(RegressionConfiguration{RegressionKind::linear, theta, X, vec(5), 0});
  const auto loop = linear_regression::loop::cost_function(theta, X, vec(5, arma::fill::zeros), 0);
  CHECK(check::diagnose(right, {loop.reg_J, loop.grad_reg}).empty());
  CHECK(reason(check::find_blind_spots(right), "regularised-bias") == "lambda is 0: --lambda 1");
}

// ---- The cost ----

TEST_CASE("a wrong cost is blamed alone, decoded, or named") {
  for (const Configuration& c : {debug_configuration(3), random_configuration({6, 4, 4}, 9, 1, 3)}) {
    const Network p(c);
    const auto ask = [&](double J) {
      const std::vector<Finding> findings = diagnose(c, Network::claim(J, p.G1, p.G2));
      REQUIRE(findings.size() == 1);
      CHECK(findings[0].where.block.empty());
      CHECK(findings[0].where.columns.empty());
      return findings[0];
    };
    CHECK(ask(p.cost / std::log(10.0) + p.penalty).evidence.find("1/ln(10)") != std::string::npos);
    CHECK(ask(-p.J()).evidence.find("-1 times") != std::string::npos);
    CHECK(ask(p.cost).mistake == "missing-penalty");
    CHECK(ask(p.cost + 2 * p.penalty).evidence.find("2 * the penalty") != std::string::npos);
    CHECK(ask(p.cost + 2 * p.penalty).evidence.find("the cost alone is to blame") != std::string::npos);
    CHECK(ask(p.J() + 0.0123456).mistake.empty());
  }
}

TEST_CASE("costs that no difference of their own can see are named by comparison") {
  const Configuration c = debug_configuration(3);
  for (const char* name : {"shifted-labels", "both-regularise-bias", "row-major-parameters", "bias-through-sigmoid"}) {
    for (const Mistake& mistake : mistakes()) {
      if (mistake.name == name) CHECK(named(diagnose(c, claim(c, {&mistake}))).contains(name_of(mistake)));
    }
  }
}

TEST_CASE("two mistakes are named beside a cost that stands in no list") {
  const Configuration c = debug_configuration(3);
  const Network p(c);
  Evaluation wrong = claim(c, {&find_mistake("missing-derivative"), &find_mistake("regularised-bias")});
  wrong.cost = p.cost / std::log(10.0) + p.penalty;
  CHECK(named(diagnose(c, wrong)) == std::set<std::string>{"missing-derivative", "regularised-bias", "scaled-cost"});
}

TEST_CASE("on data too large for running all pairs, a factor beside another mistake is named all the same") {
  const data::Dataset digits = data::digits();
  const LayerSizes sizes{64, 25, 10};
  const Configuration c{sizes, unroll(random_weights(sizes, 1)), digits.X.head_rows(200),
                        data::recognize_labels(digits.y, 10).y.head(200), 1};
  CHECK_FALSE(make_lineup(c).cheap);
  for (const char* scaler : {"flipped-sign", "missing-mean", "doubled-mean"}) {
    const Mistake& one = find_mistake(scaler);
    const Mistake& other = find_mistake("missing-derivative");
    CHECK(names_both(diagnose(c, claim(c, {&one, &other})), one, other));
  }
}

TEST_CASE("without a model the structure speaks, as far as the numerical side can tell") {
  const Configuration c = debug_configuration(3);
  const Network p(c);
  check::Case question;
  question.blocks = name_blocks(c.sizes);
  question.theta = c.nn_params;
  question.reference = p.claim(p.G1, p.G2);
  question.uncertainty = vec(c.nn_params.n_elem).fill(1e-8);
  question.claimed = p.claim(p.G1, 5 * p.G2);
  const std::vector<Finding> findings = check::diagnose(question, Lineup{});
  check_findings(findings, {{"Theta2", "constant-ratio", "5", up_to(0, 6)}});
  question.claimed = question.reference;
  question.claimed.gradient += 1e-9;
  CHECK(check::diagnose(question, Lineup{}).empty());
}

// ---- Blind spots ----

TEST_CASE("what a check could not have noticed is told with its reason and the change that shows it") {
  const check::BlindSpots at_zero = find_blind_spots(debug_configuration(0));
  CHECK(reason(at_zero, "regularised-bias") == "lambda is 0: --lambda 1");
  CHECK(reason(at_zero, "flipped-sign") == "");
  CHECK(at_zero.change == "--lambda 1");
  CHECK(find_blind_spots(debug_configuration(3)).spots.size() == 1);  // saturation

  Configuration c = debug_configuration(3);
  c.nn_params.zeros();
  const check::BlindSpots zero_weights = find_blind_spots(c);
  CHECK(reason(zero_weights, "missing-derivative") == "all weights are 0: random weights");
  CHECK(zero_weights.change == "random weights");

  c = debug_configuration(3);
  c.nn_params.fill(0.1);
  CHECK(reason(find_blind_spots(c), "wrong-bias-dropped") == "the weights are equal: random weights");

  c = debug_configuration(0);
  c.X = c.X.row(0);
  c.y = c.y.row(0);
  const check::BlindSpots one_example = find_blind_spots(c);
  CHECK(reason(one_example, "missing-mean") == "there is one example only: more examples");
  CHECK(reason(one_example, "unscaled-regularisation").find("lambda is 0 and there is one example") == 0);

  c = debug_configuration(3);
  c.y.fill(1);
  CHECK(reason(find_blind_spots(c), "shifted-labels (last not read)") ==
        "all examples have one label: examples of every label");
}

TEST_CASE("a sample of entries can miss what a check of all would see") {
  const Configuration c = random_configuration({8, 6, 5}, 40, 2, 4);
  const Objective objective = make_objective(c.sizes, c.X, c.y, c.Lambda);
  check::CheckOptions options;
  const auto right = [&](const vec& theta) {
    return to_evaluation(vectorized::nn_cost_function(theta, 8, 6, 5, c.X, c.y, c.Lambda));
  };
  const check::CheckResult all = check::check_gradients(objective, {{"right", right}}, c.nn_params, options);
  CHECK(find_blind_spots(c, all).spots.size() == 1);  // saturation
  check::CheckResult one = all;
  one.entries = {all.entries.back()};
  one.numerical = {all.numerical.back()};
  CHECK(reason(find_blind_spots(c, one), "doubled-mean") == "only 1 of 89 entries are checked: --parameters all");
}

TEST_SUITE_END();
