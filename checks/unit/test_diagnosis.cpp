// The diagnosis: pairs of mistakes, right code, costs, the regressions, code without a model.
#include "diagnosing.hpp"

#include "gradlab/diagnosis/name_number.hpp"
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/regression/known_mistakes.hpp"
#include "gradlab/models/regression/twins.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace test_diagnosis {

using namespace diagnosing;

TEST_SUITE_BEGIN("diagnosis");

TEST_CASE("a mistake that others hide is told with them, and with the input that tells them apart") {
  Problem c = random_problem({2, 2, 2}, 12, 0.5, 5);
  const std::vector<Finding> findings = diagnose(c, claim(c, {&variant_of("shifted-labels", "one down")}));
  REQUIRE(!findings.empty());
  CHECK(suspected(findings).size() == 2);  // with two labels, up and down are one
  c = debug_network(3);
  c.X = c.X.row(0);
  c.y = c.y.row(0);
  const std::vector<Finding> one_example = diagnose(c, claim(c, {&find_mistake("unscaled-regularization")}));
  CHECK(one_example.empty());
  c.lambda = 0;
  CHECK(diagnose(c, claim(c, {&find_mistake("missing-mean")})).empty());
}

TEST_CASE("right code has no finding on 1,000 random configurations, and one mistake in it has") {
  std::mt19937_64 generator(7);
  const auto draw = [&](uword from, uword to) { return std::uniform_int_distribution<uword>(from, to)(generator); };
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    const LayerSizes sizes{draw(1, 8), draw(1, 6), draw(1, 6)};
    const double lambdas[] = {0, 0.01, 1, 30};
    Problem c = random_problem(sizes, draw(1, 20), lambdas[draw(0, 3)], seed);
    c.theta *= std::pow(10.0, static_cast<double>(draw(0, 3)) - 2);
    c.X *= std::pow(10.0, static_cast<double>(draw(0, 2)) - 1);
    CHECK(diagnose(c, to_evaluation(loop::nn_cost_function(c))).empty());
    CHECK(diagnose(c, to_evaluation(vectorized::nn_cost_function(c))).empty());
    CHECK(!diagnose(c, claim(c, {&find_mistake("flipped-sign")})).empty());
  }
}

TEST_CASE("the regressions have their own mistakes, each named") {
  const auto [sizes, network_theta, X, y, lambda] = debug_network();
  const vec theta = {0.3, -0.7, 0.4, 1.1};
  for (const regression::Kind kind : {regression::Kind::linear, regression::Kind::logistic}) {
    const vec targets = arma::conv_to<vec>::from(y == 2);
    const KnownMistakes known_mistakes = regression::make_known_mistakes({kind, theta, X, targets, 3});
    CHECK(known_mistakes.mistakes.size() >= 12);
    CHECK(diagnosis::diagnose(known_mistakes, sum_of(known_mistakes.run({}))).empty());
    for (std::size_t s = 0; s < known_mistakes.mistakes.size(); ++s) {
      CAPTURE(known_mistakes.mistakes[s].name);
      CHECK(suspected(diagnosis::diagnose(known_mistakes, sum_of(known_mistakes.run({s})))) ==
            std::set<std::string>{known_mistakes.mistakes[s].name});
    }
    vec wrong = sum_of(known_mistakes.run({})).gradient;
    wrong(2) += 0.1;
    const std::vector<Finding> findings =
        diagnosis::diagnose(known_mistakes, {sum_of(known_mistakes.run({})).cost, wrong});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].mistake.empty());
    CHECK(findings[0].where.rows == std::vector<uword>{2});
  }
  const regression::Problem linear = {regression::Kind::linear, theta, X, vec(5, arma::fill::zeros), 0};
  const KnownMistakes right = regression::make_known_mistakes(linear);
  const auto loop = regression::loop(linear);
  CHECK(diagnosis::diagnose(right, {loop.reg_J, loop.grad_reg}).empty());
  CHECK(reason(diagnosis::find_blind_spots(right), "regularized-bias") == "lambda is 0: --lambda 1");
}

// ---- The cost ----

TEST_CASE("a wrong cost is blamed alone, decoded, or named") {
  for (const Problem& c : {debug_network(3), random_problem({6, 4, 4}, 9, 1, 3)}) {
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
  const Problem c = debug_network(3);
  for (const char* name : {"shifted-labels", "both-regularize-bias", "row-major-parameters", "bias-through-sigmoid"}) {
    for (const Mistake& mistake : mistakes()) {
      if (mistake.name == name) CHECK(named(diagnose(c, claim(c, {&mistake}))).contains(name_of(mistake)));
    }
  }
}

TEST_CASE("two mistakes are named beside a cost that stands in no list") {
  const Problem c = debug_network(3);
  const Network p(c);
  Evaluation wrong = claim(c, {&find_mistake("missing-derivative"), &find_mistake("regularized-bias")});
  wrong.cost = p.cost / std::log(10.0) + p.penalty;
  CHECK(named(diagnose(c, wrong)) == std::set<std::string>{"missing-derivative", "regularized-bias", "scaled-cost"});
}

TEST_CASE("what one of two mistakes does is told against the figures without it, which are not the right ones") {
  const Problem c = debug_network(3);
  const auto evidence_of = [&](const std::vector<const char*>& made) {
    std::vector<const Mistake*> mistakes;
    for (const char* name : made) mistakes.push_back(&find_mistake(name));
    const std::vector<Finding> findings = diagnose(c, claim(c, mistakes));
    REQUIRE(!findings.empty());
    return findings.front().evidence;
  };
  CHECK(evidence_of({"flipped-sign"}).find("alone") == std::string::npos);
  CHECK(evidence_of({"flipped-sign", "missing-mean"}).starts_with("taken alone, "));
}

TEST_CASE("on data too large for running all pairs, a factor beside another mistake is named all the same") {
  const data::Dataset digits = data::digits();
  const LayerSizes sizes{64, 25, 10};
  const Problem c{sizes, unroll(random_weights(sizes, 1)), digits.X.head_rows(200),
                        data::recognize_labels(digits.y, 10).y.head(200), 1};
  CHECK_FALSE(make_known_mistakes(c).cheap);
  for (const char* scaler : {"flipped-sign", "missing-mean", "doubled-mean"}) {
    const Mistake& one = find_mistake(scaler);
    const Mistake& other = find_mistake("missing-derivative");
    CHECK(names_both(diagnose(c, claim(c, {&one, &other})), one, other));
  }
}

TEST_CASE("without a model the structure speaks, as far as the numerical side can tell") {
  const Problem c = debug_network(3);
  const Network p(c);
  diagnosis::DiagnosisInput question;
  question.blocks = name_blocks(c.sizes);
  question.theta = c.theta;
  question.reference = p.claim(p.G1, p.G2);
  question.uncertainty = vec(c.theta.n_elem).fill(1e-8);
  question.claimed = p.claim(p.G1, 5 * p.G2);
  const std::vector<Finding> findings = diagnosis::diagnose(question, KnownMistakes{});
  check_findings(findings, {{"Theta2", "constant-ratio", "5", up_to(0, 6)}});
  question.claimed = question.reference;
  question.claimed.gradient += 1e-9;
  CHECK(diagnosis::diagnose(question, KnownMistakes{}).empty());
}

TEST_CASE("findings of one mistake stand together; its cost, other words and unknown causes apart") {
  const auto make = [](const char* mistake, const char* explanation, const char* block) {
    Finding finding;
    finding.mistake = mistake;
    finding.advice.explanation = explanation;
    finding.where.block = block;
    return finding;
  };
  const std::vector<std::vector<Finding>> groups = diagnosis::group_by_mistake(
      {make("a", "x", "Theta1"), make("b", "x", "Theta1"), make("a", "x", "Theta2"), make("a", "y", "Theta2"),
       make("a", "x", ""), make("", "x", "Theta1"), make("", "x", "Theta2")});
  std::vector<std::size_t> sizes;
  for (const std::vector<Finding>& group : groups) sizes.push_back(group.size());
  CHECK(sizes == std::vector<std::size_t>{2, 1, 1, 1, 1, 1});
  CHECK(groups.front().back().where.block == "Theta2");
  CHECK(diagnosis::group_by_mistake({}).empty());
}

TEST_SUITE_END();

}  // namespace test_diagnosis
