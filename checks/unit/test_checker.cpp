// The checker: its rule at its borders, which entries it looks at, what it counts and names, and that it has none of
// the faults that checkers are known for. The numerical methods have tests of their own.
#include "gradlab/check/checker.hpp"
#include "gradlab/check/differentiate.hpp"
#include "gradlab/check/place.hpp"
#include "gradlab/check/refine_entry.hpp"
#include "gradlab/check/sample.hpp"
#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/methods.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <mutex>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace test_checker {

using namespace gradlab;
using namespace gradlab::check;
using arma::uword, arma::vec;
using numeric::Estimate;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

Estimate estimate(double value, double error) { return {value, error, 1e-5, 2}; }

// ---- An objective whose gradient is known: f = sum of c_k * exp(theta_k), c_k = 1, 2, 3, 1, 2, 3, ... ----

double weight(uword k) { return 1 + static_cast<double>(k % 3); }

Evaluation evaluate(const vec& theta) {
  Evaluation evaluation{0, vec(theta.n_elem)};
  for (uword k = 0; k < theta.n_elem; ++k) {
    evaluation.gradient(k) = weight(k) * std::exp(theta(k));
    evaluation.cost += evaluation.gradient(k);
  }
  return evaluation;
}

Objective make_objective(std::vector<Block> blocks = {}) {
  Objective objective;
  objective.cost = [](const vec& theta) { return evaluate(theta).cost; };
  objective.differences = [](const vec& theta) -> DifferenceFunction {
    return [theta](uword k, double step) {
      const double value = weight(k) * std::exp(theta(k)) * std::expm1(step);
      return Difference{value, 4 * arma::datum::eps * std::abs(value)};
    };
  };
  objective.blocks = std::move(blocks);
  return objective;
}

vec random_theta(uword size) {
  std::mt19937_64 generator(3);
  std::uniform_real_distribution<double> uniform(-1, 1);
  vec theta(size);
  theta.imbue([&] { return uniform(generator); });
  return theta;
}

Block make_block(const std::string& name, uword rows, uword columns, bool by_rows = true, bool first_is_bias = true) {
  return {name, rows, columns, by_rows, first_is_bias, nullptr};
}

const std::vector<Block> exercise_blocks = {make_block("Theta1", 25, 401), make_block("Theta2", 10, 26)};
constexpr uword exercise_size = 10285;

// The right evaluation, changed.
Implementation changed(const std::string& name, std::function<void(Evaluation&)> change) {
  return {name, [change](const vec& theta) {
            Evaluation evaluation = evaluate(theta);
            change(evaluation);
            return evaluation;
          }};
}

Implementation right(const std::string& name = "right") {
  return changed(name, [](Evaluation&) {});
}

Implementation wrong_at(uword k, double factor, const std::string& name = "wrong") {
  return changed(name, [k, factor](Evaluation& e) { e.gradient(k) *= factor; });
}

CheckResult check_small(const std::vector<Implementation>& implementations, const CheckOptions& options = {}) {
  return check_gradients(make_objective({make_block("A", 2, 3), make_block("B", 1, 2)}), implementations,
                         random_theta(8), options);
}

}  // namespace

TEST_SUITE_BEGIN("checker");

// ---- The rule ----

TEST_CASE("an entry agrees up to the tolerance, disagrees beyond, and is undecided between") {
  // All numbers are sums of powers of two, so that the borders are exact.
  CHECK(judge(0.75, estimate(0, 0.25), 1) == Verdict::agree);       // |a-n| + e = 1 = t
  CHECK(judge(0.75 + 0x1p-40, estimate(0, 0.25), 1) == Verdict::undecided);
  CHECK(judge(1.25, estimate(0, 0.25), 1) == Verdict::undecided);   // |a-n| - e = 1 = t
  CHECK(judge(1.25 + 0x1p-40, estimate(0, 0.25), 1) == Verdict::disagree);
  CHECK(judge(-0.75, estimate(0, 0.25), 1) == Verdict::agree);
  CHECK(judge(-1.5, estimate(0, 0.25), 1) == Verdict::disagree);
  CHECK(judge(3, estimate(3, 2), 1) == Verdict::undecided);         // an error that wide can tell nothing
  CHECK(judge(0, estimate(0, 0), 0) == Verdict::agree);
  CHECK(judge(0.5, estimate(0, 0.25), Allowed{1, 0, 1, 0}) == Verdict::agree);     // hidden, but within 2 e
  CHECK(judge(0.5 + 0x1p-40, estimate(0, 0.25), Allowed{1, 0, 1, 0}) == Verdict::undecided);
  CHECK(judge(0.5 + 0x1p-40, estimate(0, 0.25), Allowed{1, 0.75, 1, 0}) == Verdict::agree);
  CHECK(judge(1.5, estimate(0, 0.25), Allowed{1, 0, 1, 0}) == Verdict::disagree);
}

TEST_CASE("what is no number never agrees") {
  for (const double bad : {not_a_number, infinity, -infinity}) {
    CHECK(judge(bad, estimate(1, 0.1), 1) == Verdict::disagree);
    CHECK(judge(1, estimate(bad, 0.1), 1) == Verdict::undecided);
    CHECK(judge(1, estimate(1, bad), 1) == Verdict::undecided);
    CHECK(judge(bad, estimate(bad, bad), 1) == Verdict::undecided);
  }
  CHECK(judge(1, estimate(1, 0.1), not_a_number) == Verdict::undecided);
  CHECK(judge(1, Estimate{}, 1) == Verdict::undecided);
}

TEST_CASE("the tolerance is relative to the entry, above a floor by the block's largest and the cost's noise") {
  CHECK(rounding_floor({0.5, 0.25, 4}, 8, 3) == 0.25 * 8 + 4 * 3);
  CHECK(allow({0.5, 0.25, 4}, 2, estimate(-6, 0), {5, 5, 3}).difference == 0.5 * 6 + 8);
  CHECK(allow({0.5, 0.25, 4}, -7, estimate(6, 0), {0, 0, 0}).difference == 3.5);
  CHECK(rounding_floor({}, 1, 0) > 0);
  // Noise counts by what it hides of the entry itself, and by the length over which the cost changes.
  CHECK(allow({0, 0.25, 0, 0.125}, 8, estimate(8, 0), {0, 0, 3}).without_noise == 1);
  CHECK(allow({0, 0.25, 0, 0.125}, 8, estimate(8, 0), {0, 0, 0.5}).without_noise == 0.5);
  Estimate over_ten = estimate(8, 0);
  over_ten.scale = 10;
  CHECK(allow({0, 0.25, 0, 0.125}, 8, over_ten, {0, 0, 5}).difference == 0.5);
  CHECK(rounding_floor({}, 0, 1) > 0);
}

TEST_CASE("noise hides nothing that the estimate sees, however small the entry is beside the noise") {
  const gradlab::check::Floor noisy = make_floor({}, 0, 1e-12);
  const auto verdict = [&](double claimed, double error) {
    const Estimate seen = estimate(1e-20, error);
    return judge(claimed, seen, allow({}, claimed, seen, noisy));
  };
  CHECK(verdict(1e-20, 1e-30) == Verdict::agree);
  CHECK(verdict(-1e-20, 1e-30) == Verdict::undecided);
  CHECK(verdict(0, 1e-30) == Verdict::undecided);
}

TEST_CASE("of several verdicts the worst stands") {
  CHECK(worst_of(Verdict::agree, Verdict::undecided) == Verdict::undecided);
  CHECK(worst_of(Verdict::disagree, Verdict::undecided) == Verdict::disagree);
  CHECK(worst_of(Verdict::agree, Verdict::agree) == Verdict::agree);
  CHECK(to_string(Verdict::agree) == "agree");
  CHECK(to_string(Verdict::undecided) == "undecided");
  CHECK(to_string(Verdict::disagree) == "disagree");
}

// ---- A check ----

TEST_CASE("a right gradient agrees in every entry") {
  const CheckResult result = check_small({right()});
  CHECK(result.verdict == Verdict::agree);
  const ImplementationResult& implementation = result.implementations.at(0);
  CHECK(implementation.verdict == Verdict::agree);
  CHECK(implementation.cost_verdict == Verdict::agree);
  CHECK(implementation.counts.checked == 8);
  CHECK(implementation.counts.agreeing == 8);
  CHECK(implementation.blocks.at(0).counts.checked == 6);
  CHECK(implementation.blocks.at(1).counts.checked == 2);
  CHECK(implementation.blocks.at(0).norm_ratio < 1e-10);
  CHECK(result.entries.size() == 8);
  CHECK(result.evaluations > 0);
  CHECK(result.odd_ones_out.empty());
  CHECK(result.cost == evaluate(random_theta(8)).cost);
}

TEST_CASE("all costs of an entry are counted, those of the second look too") {
  std::size_t calls = 0;
  numeric::AlongOneParameter slice;
  slice.x = 1;
  slice.difference = [&](double step) { return ++calls, Difference{std::expm1(step), 1e-16 * std::abs(step)}; };
  const std::vector<const numeric::Method*> methods = choose_methods("auto", Objective());
  const Estimate first = methods.front()->estimate(slice);
  const auto disagrees = [](const Estimate&) { return Verdict::disagree; };
  std::size_t once = 0;
  for (const bool look_twice : {false, true}) {
    calls = first.evaluations;
    const Refined refined = refine_entry(slice, first, methods, disagrees, look_twice);
    CHECK(refined.estimate.evaluations == calls);
    if (look_twice) CHECK(calls > once);
    once = calls;
  }
}

TEST_CASE("a check of a wrong gradient counts its costs, but for those of the preconditions") {
  constexpr std::size_t most_of_preconditions = 40;
  std::size_t calls = 0;
  Objective counted;
  counted.cost = [&](const vec& theta) { return ++calls, arma::accu(arma::exp(theta)); };
  const Implementation wrong{"wrong", [&](const vec& theta) {
    return Evaluation{arma::accu(arma::exp(theta)), vec(2 * arma::exp(theta))};
  }};
  CheckOptions options;
  options.threads = 1;
  const CheckResult result = check_gradients(counted, {wrong}, random_theta(12), options);
  CHECK(result.verdict == Verdict::disagree);
  CHECK(result.evaluations <= calls);
  CHECK(calls - result.evaluations < most_of_preconditions);
}

TEST_CASE("a wrong entry is counted in its block and named with its numbers") {
  const CheckResult result = check_small({wrong_at(4, 1.001)});
  CHECK(result.verdict == Verdict::disagree);
  const BlockResult& block = result.implementations.at(0).blocks.at(0);
  CHECK(block.counts.disagreeing == 1);
  CHECK(block.counts.agreeing == 5);
  CHECK(block.worst.place.row == 1);
  CHECK(block.worst.place.column == 1);
  CHECK(block.worst.verdict == Verdict::disagree);
  CHECK(block.worst.analytic == 1.001 * evaluate(random_theta(8)).gradient(4));
  CHECK(std::abs(relative_error(block.worst) - 0.001 / 1.001) < 1e-9);
  CHECK(result.implementations.at(0).blocks.at(1).counts.disagreeing == 0);
}

TEST_CASE("each of 10,285 entries is missed by no check of all, although the norm hardly moves") {
  const vec theta = random_theta(exercise_size);
  const Objective objective = make_objective(exercise_blocks);
  CHECK(check_gradients(objective, {right()}, theta).verdict == Verdict::agree);
  for (const uword k : {uword{0}, uword{401}, uword{7777}, uword{10024}, uword{10025}, uword{10284}}) {
    CAPTURE(k);
    for (const double factor : {-1.0, 1 + 1e-5, 0.0}) {
      const CheckResult result = check_gradients(objective, {wrong_at(k, factor)}, theta);
      CHECK(result.verdict == Verdict::disagree);
      CHECK(result.implementations[0].counts.disagreeing == 1);
      const BlockResult& block = result.implementations[0].blocks[k < 10025 ? 0 : 1];
      CHECK(index_in(block.block, block.worst.place) == (k < 10025 ? k : k - 10025));
    }
    CHECK(check_gradients(objective, {wrong_at(k, 1 + 1e-5)}, theta).implementations[0].blocks[0].norm_ratio < 1e-6);
  }
}

TEST_CASE("an entry that is no number disagrees, a cost that is none agrees with nothing") {
  for (const double bad : {not_a_number, infinity}) {
    const CheckResult result = check_small({changed("bad", [bad](Evaluation& e) { e.gradient(5) = bad; })});
    CHECK(result.verdict == Verdict::disagree);
    CHECK(result.implementations[0].counts.disagreeing == 1);
    CHECK_FALSE(result.implementations[0].blocks[0].norm_ratio < 1);
    CHECK(check_small({changed("bad", [bad](Evaluation& e) { e.cost = bad; })}).verdict != Verdict::agree);
  }
  Objective no_number;
  no_number.cost = [](const vec&) { return not_a_number; };
  CHECK(check_gradients(no_number, {right()}, vec{1, 2}).verdict == Verdict::undecided);
}

TEST_CASE("a wrong cost disagrees although every entry of the gradient agrees") {
  const CheckResult result = check_small({changed("cost", [](Evaluation& e) { e.cost *= 1 + 1e-6; })});
  CHECK(result.verdict == Verdict::disagree);
  CHECK(result.implementations[0].cost_verdict == Verdict::disagree);
  CHECK(result.implementations[0].counts.agreeing == 8);
}

TEST_CASE("a right gradient at a converged point is not called wrong") {
  const vec bottom = {1, -2, 3e5};
  Objective objective;
  objective.cost = [bottom](const vec& theta) { return 7 + arma::accu(arma::square(theta - bottom)); };
  const Implementation implementation = {"right", [&](const vec& theta) {
                                           return Evaluation{objective.cost(theta), 2 * (theta - bottom)};
                                         }};
  for (const double away : {0.0, 1e-9}) {
    CAPTURE(away);
    CHECK(check_gradients(objective, {implementation}, bottom + away).verdict != Verdict::disagree);
  }
}

TEST_CASE("every method moves one parameter at a time, and leaves none moved") {
  const vec theta = {1, -2, 0.5};
  for (const numeric::Method& method : numeric::methods()) {
    CAPTURE(method.name);
    uword most_moved = 0;
    Objective objective;
    objective.cost = [&](const vec& t) {
      most_moved = std::max<uword>(most_moved, arma::accu(t != theta));
      return evaluate(t).cost;
    };
    objective.complex_cost = [&](const arma::cx_vec& t) {
      most_moved = std::max<uword>(most_moved, arma::accu(t != arma::cx_vec(theta, vec(3, arma::fill::zeros))));
      std::complex<double> cost = 0;
      for (uword k = 0; k < 3; ++k) cost += weight(k) * std::exp(t(k));
      return cost;
    };
    const DifferenceFunction differences = differences_around(objective, theta);
    differentiate({objective, differences, theta}, {0, 1, 2}, method, {});
    CHECK(most_moved == 1);
    CheckOptions options;
    options.method = std::string(method.name);
    const CheckResult result = check_gradients(objective, {right()}, theta, options);
    CHECK(result.method == method.name);
    CHECK(result.verdict != Verdict::disagree);
    CHECK(check_gradients(objective, {wrong_at(1, 2)}, theta, options).verdict == Verdict::disagree);
  }
}

// ---- What it refuses ----

TEST_CASE("what does not fit is refused by name") {
  const Objective objective = make_objective();
  CHECK_THROWS_WITH_AS(check_gradients(objective, {right()}, vec()),
                       "theta should have at least one entry, but is empty", std::invalid_argument);
  CHECK_THROWS_AS(check_gradients(objective, {right()}, vec{1, not_a_number}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(
      check_gradients(objective, {changed("short", [](Evaluation& e) { e.gradient.resize(1); })}, vec{1, 2}),
      "the gradient of short should be 2 x 1, but is 1 x 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(
      check_gradients(make_objective({make_block("A", 2, 3)}), {right()}, random_theta(7)),
      "the blocks of the objective should add up to the 7 parameters, but have 6 entries", std::invalid_argument);

  CheckOptions options;
  options.method = "rider";
  CHECK_THROWS_WITH_AS(check_small({right()}, options), doctest::Contains("there is no numerical method 'rider'"),
                       std::invalid_argument);
  options.method = "complex_step";  // the objective here is real only
  CHECK_THROWS_WITH_AS(check_small({right()}, options), doctest::Contains("complex"), std::invalid_argument);
}

TEST_CASE("an exception of the cost comes through, from any thread") {
  Objective objective = make_objective();
  objective.concurrent = true;
  objective.differences = [](const vec&) -> DifferenceFunction {
    return [](uword k, double step) {
      if (k == 5) throw std::runtime_error("the fifth");
      return Difference{step, 0};
    };
  };
  CHECK_THROWS_WITH_AS(check_gradients(objective, {right()}, random_theta(100)), "the fifth", std::runtime_error);
}

// ---- Threads ----

namespace {

std::size_t count_threads_used(bool concurrent) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  Objective objective = make_objective();
  objective.concurrent = concurrent;
  objective.differences = nullptr;
  objective.cost = [&](const vec& theta) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // long enough for the other threads to join in
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
    return evaluate(theta).cost;
  };
  CheckOptions options;
  options.threads = 4;
  options.method = "central";
  check_gradients(objective, {right()}, random_theta(20), options);
  return threads.size();
}

}  // namespace

TEST_CASE("an objective is called from one thread unless it says that it can bear several") {
  CHECK(count_threads_used(false) == 1);
  CHECK(count_threads_used(true) > 1);
}

TEST_CASE("the number of threads changes no figure") {
  Objective objective = make_objective(exercise_blocks);
  objective.concurrent = true;
  CheckOptions one;
  one.threads = 1;
  CheckOptions four;
  four.threads = 4;
  const vec theta = random_theta(exercise_size);
  const CheckResult alone = check_gradients(objective, {right()}, theta, one);
  const CheckResult together = check_gradients(objective, {right()}, theta, four);
  REQUIRE(alone.numerical.size() == together.numerical.size());
  for (std::size_t i = 0; i < alone.numerical.size(); ++i) {
    REQUIRE(alone.numerical[i].value == together.numerical[i].value);
    REQUIRE(alone.numerical[i].error == together.numerical[i].error);
  }
}

// ---- Samples ----

TEST_CASE("a sample of any size leaves no part of a block out, and has the size that was asked for") {
  for (const uword count : {uword{1}, uword{4}, uword{5}, uword{50}, uword{1000}, uword{10284}}) {
    CAPTURE(count);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const std::vector<uword> entries = choose_entries(exercise_blocks, count, seed);
      CHECK(entries.size() == std::max<uword>(count, 4));
      CHECK(std::is_sorted(entries.begin(), entries.end()));
      CHECK(std::set<uword>(entries.begin(), entries.end()).size() == entries.size());
      std::set<std::string> parts;
      for (const uword k : entries) {
        const bool first = k < 10025;
        const Place place = place_in(exercise_blocks[first ? 0 : 1], first ? k : k - 10025);
        parts.insert((place.column == 0 ? "b" : "w") + std::string(first ? "1" : "2"));
      }
      CHECK(parts == std::set<std::string>{"b1", "b2", "w1", "w2"});
    }
  }
}

TEST_CASE("a sample is the seed's own, and all is all") {
  CHECK(choose_entries(exercise_blocks, 50, 1) == choose_entries(exercise_blocks, 50, 1));
  CHECK(choose_entries(exercise_blocks, 50, 1) != choose_entries(exercise_blocks, 50, 2));
  for (const uword all : {uword{0}, exercise_size, exercise_size + 1}) {
    const std::vector<uword> entries = choose_entries(exercise_blocks, all, 1);
    CHECK(entries.size() == exercise_size);
    CHECK(entries.back() == exercise_size - 1);
  }
  CHECK(choose_entries({make_block("one", 1, 1)}, 5, 1) == std::vector<uword>{0});
}

TEST_CASE("the shares go by size") {
  const std::vector<Block> blocks = {make_block("large", 30, 10, true, false),
                                     make_block("small", 10, 10, true, false)};
  const std::vector<uword> entries = choose_entries(blocks, 40, 1);
  const auto in_large = std::count_if(entries.begin(), entries.end(), [](uword k) { return k < 300; });
  CHECK(std::abs(static_cast<double>(in_large) - 30) <= 1);
}

TEST_CASE("only the sample is checked, and its blocks are still the right ones") {
  CheckOptions options;
  options.parameters = 60;
  const vec theta = random_theta(exercise_size);
  const Objective objective = make_objective(exercise_blocks);
  const CheckResult result = check_gradients(objective, {right()}, theta, options);
  CHECK(result.verdict == Verdict::agree);
  CHECK(result.implementations[0].counts.checked == 60);
  CHECK(result.numerical.size() == 60);
  const uword sampled = result.entries[17];
  const CheckResult seen = check_gradients(objective, {wrong_at(sampled, 2)}, theta, options);
  CHECK(seen.verdict == Verdict::disagree);
  CHECK(index_in(exercise_blocks[0], seen.implementations[0].blocks[0].worst.place) == sampled);
}

// ---- Who stands alone ----

namespace {

std::vector<std::string> odd_ones_out_of(const std::vector<Implementation>& implementations) {
  std::vector<std::string> text;
  for (const OddOneOut& odd : check_small(implementations).odd_ones_out) {
    text.push_back(odd.block + ": " + odd.witness + " " + std::to_string(odd.entries));
  }
  return text;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the witness that differs from the other two is named, block by block") {
  CHECK(odd_ones_out_of({right("loop"), right("vectorized")}) == Lines{});
  CHECK(odd_ones_out_of({wrong_at(1, 2, "loop"), right("vectorized")}) == Lines{"A: loop 1"});
  CHECK(odd_ones_out_of({right("loop"), wrong_at(7, -1, "vectorized")}) == Lines{"B: vectorized 1"});
  CHECK(odd_ones_out_of({wrong_at(0, 2, "loop"), wrong_at(7, 3, "vectorized")}) ==
        Lines{"A: loop 1", "B: vectorized 1"});
  CHECK(odd_ones_out_of({wrong_at(2, 2, "loop"), wrong_at(2, 2, "vectorized")}) == Lines{"A: numerical 1"});
  CHECK(odd_ones_out_of({wrong_at(2, 2, "loop"), wrong_at(2, 3, "vectorized")}) == Lines{"A:  1"});  // no two agree
  CHECK(odd_ones_out_of({changed("loop", [](Evaluation& e) { e.gradient *= 2; }), right("vectorized")}) ==
        Lines{"A: loop 6", "B: loop 2"});
  CHECK(odd_ones_out_of({changed("loop", [](Evaluation& e) { e.gradient(3) = not_a_number; }), right("vectorized")}) ==
        Lines{"A: loop 1"});
  CHECK(odd_ones_out_of({wrong_at(1, 2)}) == Lines{});  // two witnesses alone cannot outvote each other
}

// ---- Places and names ----

TEST_CASE("an index becomes a place and an index again, by rows and by columns") {
  const Block by_rows = make_block("A", 3, 4, true);
  const Block by_columns = make_block("A", 3, 4, false);
  CHECK(place_in(by_rows, 6).row == 1);
  CHECK(place_in(by_rows, 6).column == 2);
  CHECK(place_in(by_columns, 6).row == 0);
  CHECK(place_in(by_columns, 6).column == 2);
  for (const Block& block : {by_rows, by_columns, make_block("one", 1, 1)}) {
    for (uword k = 0; k < block.size(); ++k) CHECK(index_in(block, place_in(block, k)) == k);
  }
}

TEST_CASE("entries are named with their meaning, a column by one number") {
  Block block = make_block("Theta1", 5, 20);
  CHECK(name_entry(block, {3, 17}) == "Theta1(3,17)");
  block.meaning = [](uword row, uword column) {
    return "hidden unit " + std::to_string(row) + ", input " + std::to_string(column);
  };
  CHECK(name_entry(block, {3, 17}) == "Theta1(3,17): hidden unit 3, input 17");
  CHECK(name_entry(make_block("theta", 9, 1), {4, 0}) == "theta(4)");
}

TEST_CASE("an objective that names no blocks has one") {
  const std::vector<Block> blocks = blocks_or_whole({}, 5);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].name == "theta");
  CHECK(blocks[0].size() == 5);
  CHECK(check_gradients(make_objective(), {right()}, random_theta(5)).implementations[0].blocks[0].block.name ==
        "theta");
}

TEST_SUITE_END();

}  // namespace test_checker
