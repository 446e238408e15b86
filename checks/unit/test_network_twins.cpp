// The network's twins and the chain of steps against each other on random shapes; where outputs
// saturate; what they refuse. That all of them are right is the golden test's business.
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/network/steps.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_network_twins {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::uvec, arma::vec;

namespace {

CostAndGradients run_right_steps(const Problem& problem) { return run_steps(right_steps(), problem); }

struct Twin {
  std::string name;
  CostAndGradients (*cost_function)(const Problem&);
};

const std::vector<Twin> twins = {
    {"loop", loop::nn_cost_function}, {"vectorized", vectorized::nn_cost_function},
    {"blocked", blocked::nn_cost_function}, {"steps", run_right_steps}};

Problem random_problem(unsigned seed) {
  std::mt19937_64 generator(seed);
  const auto up_to = [&](arma::uword largest) { return 1 + generator() % largest; };
  std::normal_distribution<double> normal;
  Problem p;
  p.sizes = seed == 0 ? LayerSizes{1, 1, 2} : LayerSizes{up_to(60), up_to(30), 1 + up_to(9)};
  if (seed == 1) p.sizes = {60, 30, 10};
  p.theta = unroll(random_weights(p.sizes, seed));
  p.X.set_size(seed % 10 == 0 ? 1 : up_to(40), p.sizes.input_layer_size);
  p.X.imbue([&] { return normal(generator); });
  p.y.set_size(p.X.n_rows);
  p.y.imbue([&] { return up_to(p.sizes.num_labels); });
  p.lambda = seed % 3 == 0 ? 0 : std::abs(3 * normal(generator));
  return p;
}

// Sums of the same terms, at most some forty examples, in another order.
constexpr double twins_tolerance = 1e-12;

bool same(double one, double other) { return std::abs(one - other) <= twins_tolerance * std::abs(one); }

bool same(const mat& one, const mat& other) {
  if (arma::size(one) != arma::size(other) || !one.is_finite() || !other.is_finite()) return false;
  return arma::abs(one - other).max() <= twins_tolerance * arma::abs(one).max();
}

bool same(const CostAndGradients& one, const CostAndGradients& other) {
  return same(one.cost, other.cost) && same(one.reg_J, other.reg_J) && same(one.grad1, other.grad1) &&
         same(one.grad2, other.grad2) && same(one.grad1_reg, other.grad1_reg) && same(one.grad2_reg, other.grad2_reg);
}

// One hidden unit that is always 1/2, two outputs far out: z2 = (40, -800).
const Weights saturated = {mat{{0, 0}}, mat{{40, 0}, {-800, 0}}};

CostAndGradients run_saturated(const Twin& twin, const uvec& y) {
  return twin.cost_function({{1, 1, 2}, unroll(saturated), mat(y.n_elem, 1, arma::fill::ones), y});
}

}  // namespace

TEST_SUITE_BEGIN("network twins");

TEST_CASE("the twins agree on 200 random shapes") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const Problem problem = random_problem(seed);
    const CostAndGradients loop = twins[0].cost_function(problem);
    for (const Twin& twin : twins) {
      CAPTURE(twin.name);
      CHECK(same(loop, twin.cost_function(problem)));
    }
    const Objective objective = make_objective(problem);
    CHECK(same(loop.reg_J, objective.cost(problem.theta)));
    const arma::cx_vec complex_params(problem.theta, vec(problem.theta.n_elem, arma::fill::zeros));
    CHECK(same(loop.reg_J, objective.complex_cost(complex_params).real()));
  }
}

TEST_CASE("the comparison of the twins sees a flipped sign, a millionth and a transposed block") {
  const CostAndGradients right = twins[0].cost_function(random_problem(2));
  CHECK(same(right, right));
  for (mat CostAndGradients::*block : {&CostAndGradients::grad1, &CostAndGradients::grad2, &CostAndGradients::grad1_reg,
                                       &CostAndGradients::grad2_reg}) {
    CostAndGradients wrong = right;
    wrong.*block = -(right.*block);
    CHECK_FALSE(same(right, wrong));
    wrong.*block = right.*block;
    (wrong.*block)(0) += 1e-6 * arma::abs(right.*block).max();
    CHECK_FALSE(same(right, wrong));
    wrong.*block = (right.*block).st();
    CHECK_FALSE(same(right, wrong));
    wrong.*block = right.*block;
    (wrong.*block)(0) = arma::datum::nan;
    CHECK_FALSE(same(right, wrong));
  }
  CostAndGradients wrong = right;
  wrong.cost *= 1 + 1e-6;
  CHECK_FALSE(same(right, wrong));
}

TEST_CASE("a saturated network: the loop as its doc says, the others right") {
  // -log(sigmoid(40)) = log(1 + exp(-40)), which is exp(-40) to double precision; -log(1 - sigmoid(-800)) is nothing.
  const double tiny = std::exp(-40.0);
  const uvec as_predicted = {1};
  const uvec opposite = {2};
  CHECK(std::isnan(run_saturated(twins[0], as_predicted).cost));
  CHECK(std::isinf(run_saturated(twins[0], opposite).cost));
  CHECK(std::isnan(run_saturated(twins[0], uvec{2, 1}).reg_J));
  for (std::size_t t = 1; t < twins.size(); ++t) {
    CAPTURE(twins[t].name);
    // softplus(40) - 40 loses what lies below the last place of 40; the golden value is the small number itself.
    CHECK(std::abs(run_saturated(twins[t], as_predicted).cost - tiny) <= arma::datum::eps * 40);
    CHECK(run_saturated(twins[t], opposite).cost == 840);
  }
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    const CostAndGradients result = run_saturated(twin, opposite);
    CHECK(result.grad1.is_finite());
    CHECK(result.grad2(0, 0) == 1);    // a2 - y10 = (1 - 0, 0 - 1), to the last place
    CHECK(result.grad2(1, 0) == -1);
    CHECK(result.grad2(0, 1) == 0.5);  // times the hidden unit
  }
}

TEST_CASE("saturated examples are found by number, others are not") {
  const mat X(2, 1, arma::fill::ones);
  CHECK(arma::all(find_saturated(saturated, X) == uvec{0, 1}));
  const Weights by_input = {mat{{0, 100}}, mat{{0, 36}, {0, 1}}};  // 1 - sigmoid(36) is one unit in the last place
  CHECK(find_saturated(by_input, mat(vec{1, 0, -1})).is_empty());
  const Weights a_little_more = {mat{{0, 100}}, mat{{0, 38}, {0, 1}}};
  CHECK(arma::all(find_saturated(a_little_more, mat(vec{0, 1, -1})) == uvec{1}));
  CHECK_THROWS_WITH_AS(find_saturated(saturated, mat(2, 3)), "X should be 2 x 1, but is 2 x 3", std::invalid_argument);
}

TEST_CASE("arguments that do not belong together are refused by name") {
  const auto [sizes, right, X, y, lambda] = debug_network();
  uvec label_0 = y;
  label_0(1) = 0;
  uvec label_4 = y;
  label_4(4) = 4;
  for (const Twin& twin : twins) {
    CAPTURE(twin.name);
    const auto f = twin.cost_function;
    CHECK_NOTHROW(f({{3, 5, 3}, right, X, y, 0}));
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right.head(37), X, y, 0}), "nn_params should be 38 x 1, but is 37 x 1",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, mat(0, 3), uvec(), 0}),
                         "X should have at least one example (row), but has none", std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, mat(5, 4), y, 0}), "X should be 5 x 3, but is 5 x 4",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, X, y.head(4), 0}), "y should be 5 x 1, but is 4 x 1",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, X, label_0, 0}), "y(1) should be a label from 1 to 3, but is 0",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, X, label_4, 0}), "y(4) should be a label from 1 to 3, but is 4",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 5, 3}, right, X, y, -1}), "Lambda should be a finite number, 0 or more, but is -1",
                         std::invalid_argument);
    CHECK_THROWS_AS(f({{3, 5, 3}, right, X, y, arma::datum::nan}), std::invalid_argument);
    CHECK_THROWS_AS(f({{3, 5, 3}, right, X, y, arma::datum::inf}), std::invalid_argument);
    CHECK_THROWS_WITH_AS(f({{3, 0, 3}, right, X, y, 0}),
                         "a network needs at least one input, one hidden unit and one label, but is 3-0-3",
                         std::invalid_argument);
    CHECK_THROWS_AS(f({{arma::uword(1) << 40, 5, 3}, right, X, y, 0}), std::invalid_argument);
  }
}

TEST_SUITE_END();

}  // namespace test_network_twins
