// Each mistake that learners make shows what it is known for, on the 3-5-3 network: how large, in which columns of
// which Theta, and whether a check against the learner's own cost can see it. The figures are those that were published
// beside the mistakes; those on the digits exercise need its data.
#include "exercise.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_mistakes {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::vec;

namespace {

constexpr arma::uword n = 3, h = 5, K = 3, m = 5;

CostAndGradients run(const NetworkFunction& function, double Lambda) { return function(debug_network(Lambda)); }

// With weights so large that outputs are exactly 0 or 1.
CostAndGradients run_saturated(const NetworkFunction& function) {
  Problem saturated = debug_network(3);
  saturated.theta *= 1000;
  return function(saturated);
}

CostAndGradients run_right(double Lambda) { return run(implement({}), Lambda); }

const Mistake& find_variant(const std::string& name, const std::string& variant) {
  for (const Mistake& mistake : mistakes()) {
    if (mistake.name == name && mistake.variant == variant) return mistake;
  }
  FAIL("there is no mistake '" << name << "' '" << variant << "'");
  return mistakes().front();
}

CostAndGradients run_mistake(const std::string& name, double Lambda, const std::string& variant = "") {
  return run(implement({&find_variant(name, variant)}), Lambda);
}

vec gradient_of(const CostAndGradients& result) { return unroll(Weights{result.grad1_reg, result.grad2_reg}); }

// The figure that courses teach.
double norm_ratio(const vec& analytic, const vec& numeric) {
  return arma::norm(analytic - numeric) / arma::norm(analytic + numeric);
}

// Does the number round to these digits? "0.036" is anything from .0355 to .0365.
bool rounds_to(double value, const std::string& digits) {
  const std::size_t decimals = digits.size() - digits.find('.') - 1;
  return fmt::format("{:.{}f}", value, decimals) == digits;
}

// The columns that differ: b bias, w the rest, 1 Theta1, 2 Theta2: "b1 w2".
std::string differing_parts(const CostAndGradients& wrong, const CostAndGradients& right) {
  // A right gradient is right to 1e-14 of the largest entry; every mistake here differs by more than 1e-9.
  const auto differs = [](const mat& one, const mat& other) { return arma::abs(one - other).max() > 1e-9; };
  std::string parts;
  const auto add = [&](const char* part, bool differing) {
    if (differing) parts += fmt::format("{}{}", parts.empty() ? "" : " ", part);
  };
  add("b1", differs(wrong.grad1_reg.col(0), right.grad1_reg.col(0)));
  add("w1", differs(wrong.grad1_reg.tail_cols(n), right.grad1_reg.tail_cols(n)));
  add("b2", differs(wrong.grad2_reg.col(0), right.grad2_reg.col(0)));
  add("w2", differs(wrong.grad2_reg.tail_cols(h), right.grad2_reg.tail_cols(h)));
  return parts;
}

// The check that a learner can do: finite differences of the own cost, whatever it is.
check::CheckResult check_against_own_cost(const NetworkFunction& function, double Lambda) {
  const auto evaluate = [function, Lambda](const vec& theta) {
    Problem moved = debug_network(Lambda);
    moved.theta = theta;
    return to_evaluation(function(moved));
  };
  Objective own;
  own.cost = [evaluate](const vec& theta) { return evaluate(theta).cost; };
  own.blocks = name_blocks({n, h, K});
  return check::check_gradients(own, {{"own", evaluate}}, debug_network().theta);
}

vec numerical_gradient(const check::CheckResult& result) {
  vec gradient(result.numerical.size());
  for (arma::uword i = 0; i < gradient.n_elem; ++i) gradient(i) = result.numerical[i].value;
  return gradient;
}

struct Signature {
  std::string name;
  std::string variant;
  double Lambda;
  bool caught;        // by the learner's own cost
  std::string parts;  // of the gradient that are wrong
  std::string ratio;  // norm ratio against the own cost's gradient, as published; "" where none was
};

const std::string everything = "b1 w1 b2 w2";

const std::vector<Signature> signatures = {
    {"missing-mean", "", 0, true, everything, "0.67"},
    {"doubled-mean", "", 0, true, "b1 w1", "0.014"},
    {"derivative-of-activation", "", 0, true, "b1 w1", "0.0011"},
    {"missing-derivative", "", 0, true, "b1 w1", "0.053"},
    {"sigmoid-for-derivative", "", 0, true, "b1 w1", "0.018"},
    {"wrong-sigmoid-gradient", "z*(1-z)", 0, true, "b1 w1", ""},
    {"wrong-sigmoid-gradient", "s*(1-z)", 0, true, "b1 w1", ""},
    {"wrong-sigmoid-gradient", "s*(1+s)", 0, true, "b1 w1", ""},
    {"wrong-sigmoid-gradient", "1-s", 0, true, "b1 w1", ""},
    {"wrong-sigmoid-gradient", "zero", 0, true, "b1 w1", ""},
    {"derivative-on-output", "", 0, true, everything, "0.60"},
    {"flipped-sign", "", 0, true, everything, ""},
    {"wrong-bias-dropped", "", 0, true, "b1 w1", "0.036"},
    {"last-example-only", "", 0, true, everything, "0.62"},
    {"preactivation-for-activation", "", 0, true, "w2", "0.49"},
    {"dead-bias", "", 0, true, "b1 b2", "0.41"},
    {"row-major-gradient", "", 0, true, everything, "0.23"},
    {"row-major-parameters", "", 0, false, everything, ""},
    {"swapped-blocks", "", 0, true, everything, "1.0"},
    {"raw-label-target", "", 0, true, everything, "1.2"},
    {"regularized-bias", "", 3, true, "b1 b2", "0.11"},
    {"halved-regularization", "", 3, true, "w1 w2", "0.11"},
    {"unscaled-regularization", "", 3, true, "w1 w2", "0.56"},
    {"missing-regularization", "", 3, true, "w1 w2", "0.22"},
    {"unregularized-row", "", 3, true, everything, ""},
    {"unregularized-row", "in the cost", 3, true, "", ""},
    {"ones-in-bias-column", "", 3, true, "b1 b2", ""},
    {"precedence", "", 3, true, "", "0.92"},
    {"cost-regularizes-bias", "", 3, true, "", ""},
    {"both-regularize-bias", "", 3, false, "b1 b2", ""},
    {"one-layer-regularized", "only Theta1", 3, true, "", ""},
    {"one-layer-regularized", "only Theta2", 3, true, "", ""},
    {"missing-square", "", 3, true, "", ""},
    {"half-cross-entropy", "", 0, true, "", "2.3"},
    {"shifted-labels", "one up", 0, false, everything, ""},
    {"shifted-labels", "one down", 0, false, everything, ""},
    {"bias-through-sigmoid", "", 0, false, everything, ""},
};

bool same(const CostAndGradients& one, const CostAndGradients& other) {
  return one.cost == other.cost && one.reg_J == other.reg_J && arma::all(gradient_of(one) == gradient_of(other)) &&
         arma::all(unroll(Weights{one.grad1, one.grad2}) == unroll(Weights{other.grad1, other.grad2}));
}

// The factor that fits best: wrong = factor * right.
double factor_of(const mat& wrong, const mat& right) { return arma::dot(wrong, right) / arma::dot(right, right); }

// Twice the largest rounding error seen among sums of five products of numbers near 1.
constexpr double rounding = 1e-15;

bool is_near(const mat& one, const mat& other) { return arma::abs(one - other).max() <= rounding; }

mat bias_only(const mat& Theta) {
  return arma::join_rows(Theta.col(0), mat(Theta.n_rows, Theta.n_cols - 1, arma::fill::zeros));
}

mat weights_only(const mat& Theta) { return Theta - bias_only(Theta); }

}  // namespace

TEST_SUITE_BEGIN("mistakes");

TEST_CASE("each mistake shows in its columns, by its norm ratio, to those who can see it") {
  for (const Signature& expected : signatures) {
    CAPTURE(expected.name);
    CAPTURE(expected.variant);
    const NetworkFunction wrong = implement({&find_variant(expected.name, expected.variant)});
    const CostAndGradients result = run(wrong, expected.Lambda);
    const CostAndGradients right = run_right(expected.Lambda);
    CHECK(differing_parts(result, right) == expected.parts);

    const check::CheckResult own = check_against_own_cost(wrong, expected.Lambda);
    CHECK(check::to_string(own.verdict) == (expected.caught ? "disagree" : "agree"));
    if (!expected.caught) CHECK(std::abs(result.reg_J - right.reg_J) > 1e-3);  // comparing costs is what is left
    const double ratio = norm_ratio(gradient_of(result), numerical_gradient(own));
    CAPTURE(ratio);
    if (!expected.ratio.empty()) CHECK(rounds_to(ratio, expected.ratio));
  }
}

TEST_CASE("without a mistake nothing differs, and the figures are no others") {
  const check::CheckResult own = check_against_own_cost(implement({}), 3);
  CHECK(own.verdict == check::Verdict::agree);
  CHECK(differing_parts(run_right(3), run_right(3)) == "");
  CHECK(differing_parts(run_right(3), run_right(0)) == "w1 w2");
  CHECK(rounds_to(0.0364, "0.036"));
  CHECK_FALSE(rounds_to(0.0354, "0.036"));
}

TEST_CASE("the factors are those of the mistakes") {
  const CostAndGradients right = run_right(0);
  const auto times = [&](const std::string& name, double factor1, double factor2) {
    const CostAndGradients wrong = run_mistake(name, 0);
    return is_near(wrong.grad1_reg, factor1 * right.grad1_reg) && is_near(wrong.grad2_reg, factor2 * right.grad2_reg);
  };
  CHECK(times("missing-mean", m, m));
  CHECK(times("doubled-mean", 1.0 / m, 1));
  CHECK(times("flipped-sign", -1, -1));
  CHECK_FALSE(times("flipped-sign", 1, 1));
  CHECK_FALSE(times("missing-mean", m, m + 1e-6));

  const auto about = [&](const std::string& name) { return factor_of(run_mistake(name, 0).grad1, right.grad1); };
  CHECK(rounds_to(about("derivative-of-activation"), "0.94"));
  CHECK(rounds_to(about("missing-derivative"), "4.0"));
  CHECK(rounds_to(about("sigmoid-for-derivative"), "2.0"));
  CHECK(rounds_to(about("derivative-on-output"), "0.25"));
  CHECK(rounds_to(factor_of(run_mistake("derivative-on-output", 0).grad2, right.grad2), "0.25"));

  const CostAndGradients dead = run_mistake("dead-bias", 0);
  CHECK(is_near(dead.grad1, weights_only(right.grad1)));
  CHECK(is_near(dead.grad2, weights_only(right.grad2)));
}

TEST_CASE("the two permutations have the right entries in wrong places") {
  const vec right = gradient_of(run_right(3));
  for (const char* name : {"row-major-gradient", "swapped-blocks"}) {
    CAPTURE(name);
    const vec wrong = gradient_of(run_mistake(name, 3));
    CHECK(is_near(arma::sort(wrong), arma::sort(right)));
    CHECK_FALSE(is_near(wrong, right));
  }
  const CostAndGradients swapped = run_mistake("swapped-blocks", 3);
  CHECK(is_near(gradient_of(swapped).head(18), right.tail(18)));
}

TEST_CASE("wrong regularization is off by a known multiple of the weights") {
  const double Lambda = 3;
  const Weights weights = weights_of(debug_network());
  const CostAndGradients right = run_right(Lambda);
  const auto off_by = [&](const std::string& name, double factor, mat (*part)(const mat&)) {
    const CostAndGradients wrong = run_mistake(name, Lambda);
    return is_near(wrong.grad1_reg - right.grad1_reg, factor * part(weights.Theta1)) &&
           is_near(wrong.grad2_reg - right.grad2_reg, factor * part(weights.Theta2));
  };
  CHECK(off_by("regularized-bias", Lambda / m, bias_only));
  CHECK(off_by("halved-regularization", -Lambda / (2 * m), weights_only));
  CHECK(off_by("unscaled-regularization", Lambda - Lambda / m, weights_only));
  CHECK(off_by("missing-regularization", -Lambda / m, weights_only));
  CHECK_FALSE(off_by("missing-regularization", -Lambda / (2 * m), weights_only));

  const CostAndGradients precedence = run_mistake("precedence", Lambda);
  const double times = (precedence.reg_J - precedence.cost) / (right.reg_J - right.cost);
  CHECK(std::abs(times - m * m) < 1e-10);  // a difference of costs that agree to two digits
}

TEST_CASE("without regularization, mistakes in it leave no trace") {
  const auto hides = [](const Mistake& mistake) { return same(run(implement({&mistake}), 0), run_right(0)); };
  for (const Mistake& mistake : mistakes()) {
    CAPTURE(mistake.name);
    if (mistake.kind == "regularization") CHECK(hides(mistake));
    if (mistake.kind == "gradient") CHECK_FALSE(hides(mistake));
  }
  for (const Signature& signature : signatures) {
    CAPTURE(signature.name);
    CHECK(hides(find_variant(signature.name, signature.variant)) == (signature.Lambda > 0));
  }
}

TEST_CASE("the wrong bias dropped hides where all weights are equal") {
  Problem equal = debug_network();
  equal.theta.fill(0.1);
  CHECK(same(implement({&find_mistake("wrong-bias-dropped")})(equal), implement({})(equal)));
}

TEST_CASE("the ones through the sigmoid give the cost they are known for") {
  CHECK(rounds_to(run_mistake("bias-through-sigmoid", 0).cost, "2.0909"));
  CHECK_FALSE(rounds_to(run_right(0).cost, "2.0909"));
}

TEST_CASE("mistakes in the penalty give the costs of the digits exercise that they are known for") {
  const std::optional<Exercise> exercise = read_exercise();
  if (!exercise) return;
  const auto reg_J = [&](const std::vector<const Mistake*>& made, double Lambda) {
    return implement(made)({{400, 25, 10}, unroll(exercise->weights), exercise->X, exercise->y, Lambda}).reg_J;
  };
  const auto of = [&](const std::string& name, const std::string& variant, double Lambda) {
    return reg_J({&find_variant(name, variant)}, Lambda);
  };
  CHECK(rounds_to(of("cost-regularizes-bias", "", 1), "0.384488"));
  CHECK(rounds_to(of("cost-regularizes-bias", "", 3), "0.578205"));
  CHECK(rounds_to(of("one-layer-regularized", "only Theta1", 1), "0.326888"));  // often seen cut off: .326887
  CHECK(rounds_to(of("one-layer-regularized", "only Theta2", 1), "0.344511"));
  CHECK(rounds_to(of("missing-square", "", 1), "0.279583"));
  CHECK(rounds_to(reg_J({}, 1), "0.383770"));
}

TEST_CASE("saturation is a cost that is not finite where the right one is") {
  CHECK(std::isfinite(run_saturated(implement({})).reg_J));
  CHECK_FALSE(std::isfinite(run_saturated(implement({&find_mistake("saturation")})).reg_J));
  CHECK(std::abs(run_mistake("saturation", 3).reg_J - run_right(3).reg_J) <= 4 * rounding);
}

TEST_CASE("a huge Lambda hides a missing derivative from the norm, not from the entries") {
  const double Lambda = 1e6;
  const NetworkFunction wrong = implement({&find_mistake("missing-derivative")});
  const check::CheckResult result = check_against_own_cost(wrong, Lambda);
  CHECK(norm_ratio(gradient_of(run(wrong, Lambda)), gradient_of(run_right(Lambda))) < 1e-6);
  CHECK(result.verdict == check::Verdict::disagree);
  CHECK(result.implementations[0].blocks[0].worst.place.column == 0);  // the bias, which is not regularized
}

TEST_CASE("every mistake is wrong, is explained, and is found by its name") {
  for (const Mistake& mistake : mistakes()) {
    CAPTURE(mistake.name);
    CHECK(find_mistake(mistake.name).name == mistake.name);
    CHECK_FALSE(mistake.explanation.empty());
    CHECK_FALSE(mistake.remedy.empty());
    CHECK(mistake.statement.front() == 'S');
    const NetworkFunction wrong = implement({&mistake});
    const bool looks_right =
        same(run(wrong, 3), run_right(3)) && same(run_saturated(wrong), run_saturated(implement({})));
    CHECK_FALSE(looks_right);
  }
  CHECK_THROWS_WITH_AS(find_mistake("fliped-sign"),
                       "there is no implementation 'fliped-sign'; there are loop, vectorized and mistakes such as "
                       "flipped-sign",
                       std::invalid_argument);
}

TEST_CASE("British spelling names the same mistakes") {
  CHECK(&find_mistake("regularised-bias") == &find_mistake("regularized-bias"));
  CHECK(in_american_spelling("both-regularise-bias+missing-regularisation") ==
        "both-regularize-bias+missing-regularization");
  for (const Mistake& mistake : mistakes()) CHECK(in_american_spelling(std::string(mistake.name)) == mistake.name);
  CHECK(nearest_mistake("regularised-bia") == "regularized-bias");
  CHECK_THROWS_AS(find_mistake("regulariced-bias"), std::invalid_argument);
}

TEST_CASE("mistakes combine") {
  const CostAndGradients both = run(implement({&find_mistake("flipped-sign"), &find_mistake("missing-mean")}), 0);
  CHECK(is_near(both.grad1, -double(m) * run_right(0).grad1));
  const CostAndGradients halved = run(implement({&find_mistake("regularized-bias"),
                                                 &find_mistake("halved-regularization")}), 3);
  const CostAndGradients right = run_right(3);
  CHECK(is_near(halved.grad1_reg, right.grad1 + 0.3 * weights_of(debug_network()).Theta1));
}

TEST_SUITE_END();

}  // namespace test_mistakes
