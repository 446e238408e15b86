// The network's differences in one call beside those one by one, on random networks; and that no derivative is in them.
#include "wrong_sigmoid_gradient.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/check/differentiate.hpp"
#include "gradlab/models/network/differences_by_column.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/numeric/central.hpp"
#include "gradlab/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <set>
#include <vector>

namespace test_differences {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::uword, arma::vec;

namespace {

// What a random network has that is special.
struct Kind {
  double zeros;    // the share of X that is 0
  double weights;  // how many times as large as usual
};

Problem random_problem(std::uint64_t seed, const Kind& kind) {
  Random random(seed);
  const auto up_to = [&](std::uint64_t largest) { return 1 + random.below(largest); };
  Problem p;
  p.sizes = {up_to(20), up_to(12), 1 + up_to(11)};
  p.theta = kind.weights * unroll(random_weights(p.sizes, seed));
  p.X.set_size(up_to(400), p.sizes.input_layer_size);
  p.X.imbue([&] { return random.uniform(0, 1) < kind.zeros ? 0 : random.normal(); });
  p.y.set_size(p.X.n_rows);
  p.y.imbue([&] { return up_to(p.sizes.num_labels); });
  p.lambda = seed % 3 == 0 ? 0 : random.uniform(0, 5);
  return p;
}

// Those of central differences at h and 2h, for each entry.
std::vector<Move> central_moves(const vec& theta) {
  std::vector<Move> moves;
  for (uword k = 0; k < theta.n_elem; ++k) {
    const double h = 1e-5 * std::max(1.0, std::abs(theta(k)));
    for (const double step : {h, -h, 2 * h, -2 * h}) moves.push_back({k, step});
  }
  return moves;
}

DifferenceFunction around(const Problem& p) { return make_objective(p).differences(p.theta); }

// Both have errors within their bounds; mostly they are far smaller.
bool agree(const Difference& one, const Difference& other) {
  return std::abs(one.value - other.value) <= one.rounding / 2 && other.rounding >= one.rounding * (1 - 1e-9) &&
         other.rounding <= 1.01 * one.rounding;
}

std::size_t count_disagreeing(const DifferenceFunction& differences, const std::vector<Move>& moves) {
  const std::vector<Difference> together = differences.many(moves, {});
  std::size_t count = 0;
  for (std::size_t i = 0; i < moves.size(); ++i) count += !agree(differences(moves[i].k, moves[i].step), together[i]);
  return count;
}

bool same(const Difference& one, const Difference& other) {
  return one.value == other.value && one.rounding == other.rounding;
}

bool same(const std::vector<Difference>& one, const std::vector<Difference>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Difference& a, const Difference& b) { return same(a, b); });
}

bool all_agree(const std::vector<Difference>& one, const std::vector<Difference>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), agree);
}

}  // namespace

TEST_SUITE_BEGIN("differences");

TEST_CASE("values and bounds of all entries are those one by one, on random networks") {
  for (const Kind& kind : {Kind{0, 1}, Kind{0.5, 1}, Kind{0.95, 1}, Kind{1, 1}, Kind{0.5, 20}, Kind{0, 1000}}) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
      CAPTURE(kind.zeros);
      CAPTURE(kind.weights);
      CAPTURE(seed);
      const Problem p = random_problem(seed, kind);
      CHECK(count_disagreeing(around(p), central_moves(p.theta)) == 0);
    }
  }
}

TEST_CASE("the comparison sees a difference that is a little off, and a bound that is too small") {
  const Problem p = random_problem(1, {0.5, 1});
  const Difference right = around(p)(3, 1e-5);
  CHECK(agree(right, right));
  CHECK_FALSE(agree(right, {right.value + right.rounding, right.rounding}));
  CHECK_FALSE(agree(right, {right.value, 0.99 * right.rounding}));
  CHECK_FALSE(agree(right, {right.value, 1.02 * right.rounding}));
  CHECK_FALSE(agree(right, Difference{}));
}

TEST_CASE("a long step and the step back from there differ by rounding alone") {
  Problem p = random_problem(6, {0, 1});
  p.theta = arma::round(8 * p.theta) / 8;
  for (uword k = 0; k < p.theta.n_elem; ++k) {
    for (const double step : {0.5, 4.0, 16.0, 40.0, 128.0}) {
      CAPTURE(k);
      CAPTURE(step);
      vec moved = p.theta;
      moved(k) += step;
      Problem there = p;
      there.theta = moved;
      const Difference up = around(p)(k, step), down = around(there)(k, -step);
      CHECK(std::abs(up.value + down.value) <= up.rounding + down.rounding);
    }
  }
}

TEST_CASE("sums over many equal examples, which all round to the same side, keep their bounds") {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    Problem one;
    one.sizes = {1, 1, 2};
    one.theta = unroll(random_weights(one.sizes, seed));
    one.X = arma::mat{0.7};
    one.y = arma::uvec{1};
    Problem many = one;
    many.X = arma::repmat(one.X, 200'000, 1);
    many.y = arma::repmat(one.y, 200'000, 1);
    std::vector<Move> moves;
    for (uword k = 0; k < one.theta.n_elem; ++k) {
      for (const double step : {1e-5, 0.01, 0.2, 3.0}) moves.push_back({k, step});
    }
    const std::vector<Difference> right = around(one).many(moves, {}), sums = around(many).many(moves, {});
    for (std::size_t i = 0; i < moves.size(); ++i) {
      CAPTURE(moves[i].k);
      CAPTURE(moves[i].step);
      CHECK(std::abs(sums[i].value - right[i].value) <= sums[i].rounding + right[i].rounding);
    }
  }
}

TEST_CASE("any number of steps, in any order, long ones among them") {
  const Problem p = random_problem(2, {0.5, 1});
  const DifferenceFunction differences = around(p);
  std::vector<Move> moves;
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const uword k = random.below(p.theta.n_elem);
    const std::uint64_t steps = 1 + random.below(9);
    for (std::uint64_t s = 0; s < steps; ++s) {
      moves.push_back({k, random.uniform(-1, 1) * std::pow(10.0, -random.uniform(0, 8))});
    }
  }
  moves.push_back({0, 0.0});
  CHECK(count_disagreeing(differences, moves) == 0);
  CHECK(differences.many({}, {}).empty());
}

TEST_CASE("the number of threads changes no bit, nor does the width of registers that fuse operations") {
  for (const Kind& kind : {Kind{0, 1}, Kind{0.6, 1}}) {
    const Problem p = random_problem(5, kind);
    const ForwardPass pass = run_forward(std::make_shared<const Problem>(p), p.theta);
    const std::vector<Move> moves = central_moves(p.theta);
    const DifferenceFunction none = [](uword, double) { return Difference{}; };
    const auto differences = [&](int threads, int width) {
      return differences_by_column(pass, moves, none, {threads, {}, {}}, width);
    };
    const std::vector<Difference> first = differences(1, widest_register());
    CHECK_FALSE(std::isnan(first.front().value));
    for (int width = 2; width <= widest_register(); width *= 2) {
      const std::vector<Difference> alone = differences(1, width);
      CHECK((width == 2 ? all_agree(alone, first) : same(alone, first)));
      for (const int threads : {2, 3}) CHECK(same(alone, differences(threads, width)));
    }
    std::vector<Difference> other = first;
    other.back().value *= 1 + 1e-15;
    CHECK_FALSE(same(first, other));
  }
}

TEST_CASE("what is left out is NaN") {
  const Problem p = random_problem(4, {0, 1});
  std::atomic<int> asked = 0;
  const std::vector<Difference> some = around(p).many(central_moves(p.theta), {1, {}, [&] { return ++asked <= 2; }});
  const auto is_known = [](const Difference& difference) { return !std::isnan(difference.value); };
  const auto known = std::count_if(some.begin(), some.end(), is_known);
  CHECK(known > 0);
  CHECK(known < static_cast<std::ptrdiff_t>(some.size()));
}

TEST_CASE("a check differentiates all entries together, and one by one to the same within the errors") {
  const Problem p = random_problem(7, {0.5, 1});
  const Objective objective = make_objective(p);
  const DifferenceFunction together = objective.differences(p.theta);
  DifferenceFunction one_by_one = together;
  one_by_one.many = nullptr;
  std::vector<uword> entries;
  for (uword k = 0; k < p.theta.n_elem; ++k) entries.push_back(k);
  const numeric::Method& central = numeric::find_method("central");
  const auto all = check::differentiate({objective, together, p.theta}, entries, central, {});
  const auto each = check::differentiate({objective, one_by_one, p.theta}, entries, central, {});
  for (uword k = 0; k < p.theta.n_elem; ++k) {
    CHECK(std::abs(all[k].value - each[k].value) <= each[k].error);
    CHECK(all[k].error == doctest::Approx(each[k].error).epsilon(0.2));
    CHECK(all[k].step == each[k].step);
    CHECK(all[k].evaluations == 4);
  }
  const auto none =
      check::differentiate({objective, together, p.theta}, entries, central, {1, {}, [] { return false; }});
  CHECK(none.front().evaluations == 0);
}

TEST_CASE("a wrong sigmoidGradient changes no bit of the numerical side, and does change the loop") {
  const Problem p = random_problem(9, {0.5, 1});
  std::vector<Move> moves = central_moves(p.theta);
  for (uword k = 0; k < p.theta.n_elem; ++k) moves.push_back({k, 0.3});
  const auto [n, h, K] = p.sizes;
  const wrong_sigmoid_gradient::Numbers wrong =
      wrong_sigmoid_gradient::run({n, h, K}, p.theta, p.X, p.y, p.lambda, moves);
  const DifferenceFunction right = around(p);
  std::vector<Difference> one_by_one;
  for (const Move& move : moves) one_by_one.push_back(right(move.k, move.step));
  CHECK(wrong.cost == make_objective(p).cost(p.theta));
  CHECK(same(wrong.one_by_one, one_by_one));
  CHECK(same(wrong.together, right.many(moves, {})));
  CHECK_FALSE(arma::approx_equal(wrong.loop_grad1, loop::nn_cost_function(p).grad1, "absdiff", 1e-3));
}

TEST_CASE("a check that may not go on judges what it has checked so far") {
  const Problem p = random_problem(7, {0.5, 1});
  const auto check_some = [&](int most, double factor) {
    std::atomic<int> asked = 0;
    check::CheckOptions options;
    options.threads = 1;
    options.keep_going = [&] { return ++asked <= most; };
    const auto loop = [&](const vec& theta) {
      Problem moved = p;
      moved.theta = theta;
      Evaluation evaluation = to_evaluation(loop::nn_cost_function(moved));
      evaluation.gradient *= factor;
      return evaluation;
    };
    return check::check_gradients(make_objective(p), {{"loop", loop}}, p.theta, options);
  };
  const check::CheckResult some = check_some(3, 1), wrong = check_some(3, 2), none = check_some(0, 1),
                           all = check_some(1 << 30, 1);
  CHECK(some.interrupted);
  CHECK(some.verdict == check::Verdict::agree);
  CHECK(some.entries.size() > 0);
  CHECK(some.entries.size() < p.theta.n_elem);
  CHECK(some.implementations.front().counts.checked == some.entries.size());
  CHECK(some.chance_of_missing > 0);
  CHECK(wrong.verdict != check::Verdict::agree);
  CHECK(none.interrupted);
  CHECK(none.entries.empty());
  CHECK(none.verdict == check::Verdict::undecided);
  CHECK_FALSE(all.interrupted);
  CHECK(all.entries.size() == p.theta.n_elem);
}

TEST_CASE("a caller may take the estimates into its own hands: by halves the result is the same to the last bit") {
  const Problem p = random_problem(8, {0.5, 1});
  const auto check_by = [&](const check::Spread& spread) {
    check::CheckOptions options;
    options.spread = spread;
    const Evaluation right = to_evaluation(loop::nn_cost_function(p));
    return check::check_gradients(make_objective(p), {{"loop", [&](const vec&) { return right; }}}, p.theta, options);
  };
  using Entries = std::vector<uword>;
  const auto halves = [](const Entries& entries, const check::EstimateSome& estimate) {
    const auto middle = entries.begin() + static_cast<std::ptrdiff_t>(entries.size() / 2);
    std::vector<numeric::Estimate> all = estimate(Entries(entries.begin(), middle));
    const std::vector<numeric::Estimate> rest = estimate(Entries(middle, entries.end()));
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
  };
  const auto first_only = [](const Entries& entries, const check::EstimateSome& estimate) {
    std::vector<numeric::Estimate> all = estimate({entries.front()});
    all.resize(entries.size());
    return all;
  };
  const check::CheckResult whole = check_by({}), by_halves = check_by(halves), one = check_by(first_only);
  for (std::size_t i = 0; i < whole.entries.size(); ++i) {
    CHECK(whole.numerical[i].value == by_halves.numerical[i].value);
    CHECK(whole.numerical[i].error == by_halves.numerical[i].error);
  }
  CHECK(one.entries == Entries{0});
  CHECK(one.chance_of_missing > 0);
}

TEST_SUITE_END();

}  // namespace test_differences
