// check_gradient() as strangers call it: every form of function it takes, what it names, and each trouble by its kind.
#include "gradlab/check_gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace test_check_gradient {

using namespace gradlab;
using arma::mat, arma::vec;

TEST_SUITE_BEGIN("check_gradient");

namespace {

const vec theta = {0.3, -1.2, 2.5, 0.7};

double cost(const vec& t) { return arma::accu(arma::exp(t)) + t(0) * t(1); }

vec gradient(const vec& t) {
  vec g = arma::exp(t);
  g(0) += t(1);
  g(1) += t(0);
  return g;
}

vec wrong_gradient(const vec& t) {
  vec g = gradient(t);
  g(2) *= 1 + 1e-6;
  return g;
}

bool has(const Result& result, const std::string& kind) {
  for (const check::Trouble& trouble : result.troubles) {
    if (trouble.kind == kind) return true;
  }
  return false;
}

std::string text_of(const Result& result) {
  std::ostringstream out;
  out << result;
  return out.str();
}

// ensmallen's kind: a linear regression whose coordinates are a column.
struct Regression {
  mat X = {{1, 2}, {3, -1}, {0, 4}};
  vec y = {1, 2, 3};
  double slip = 1;

  double Evaluate(const mat& x) { return 0.5 * arma::accu(arma::square(X * x - y)); }
  void Gradient(const mat& x, mat& g) { g = X.t() * (X * x - y); }
  double EvaluateWithGradient(const mat& x, mat& g) {
    Gradient(x, g);
    g *= slip;
    return Evaluate(x);
  }
};

// Its gradient fills what ensmallen hands over, which has the coordinates' size.
struct EntryByEntry {
  bool adds = false, transposes = false;

  double Evaluate(const mat& x) { return arma::accu(arma::square(x)) / 2; }
  void Gradient(const mat& x, mat& g) {
    for (arma::uword i = 0; i < x.n_elem; ++i) g(i) = adds ? g(i) + x(i) : x(i);
    if (transposes) arma::inplace_trans(g);
  }
};

struct OnlyBoth {
  double EvaluateWithGradient(const mat& x, mat& g) {
    g = 2 * x;
    return arma::accu(arma::square(x));
  }
};

// Only EvaluateWithGradient gives the gradient, and of some functions at a time.
struct SeparableBoth {
  double factor = 1;
  std::size_t NumFunctions() const { return 4; }
  double Evaluate(const mat& x, std::size_t, std::size_t count) { return double(count) * arma::accu(x % x) / 2; }
  double EvaluateWithGradient(const mat& x, std::size_t begin, mat& g, std::size_t count) {
    g = factor * double(count) * x;
    return Evaluate(x, begin, count);
  }
};

// Beside it a right Gradient of its own, whole or of some.
struct SeparableTwice : SeparableBoth {
  void Gradient(const mat& x, std::size_t, mat& g, std::size_t count) { g = double(count) * x; }
};
struct WholeBeside : SeparableBoth {
  using SeparableBoth::Evaluate;
  double Evaluate(const mat& x) { return 2 * arma::accu(x % x); }
  void Gradient(const mat& x, mat& g) { g = 4 * x; }
};

struct Separable {
  bool from_the_first = false;
  mat X = {{1, 2}, {3, -1}, {0, 4}};
  std::size_t NumFunctions() const { return X.n_rows; }
  double Evaluate(const mat& x, std::size_t begin, std::size_t count) {
    return arma::accu(arma::square(X.rows(begin, begin + count - 1) * x));
  }
  void Gradient(const mat& x, std::size_t begin, mat& g, std::size_t count) {
    if (from_the_first) begin = 0;
    const mat rows = X.rows(begin, begin + count - 1);
    g = 2 * rows.t() * rows * x;
  }
};

}  // namespace

TEST_CASE("a function that gives both, as an Evaluation or as a pair") {
  CHECK(check_gradient([](const vec& t) { return Evaluation{cost(t), gradient(t)}; }, theta));
  CHECK(check_gradient([](const vec& t) { return std::pair(cost(t), gradient(t)); }, theta));
  CHECK_FALSE(check_gradient([](const vec& t) { return Evaluation{cost(t), wrong_gradient(t)}; }, theta));
}

TEST_CASE("cost and gradient apart; the gradient may be a row") {
  CHECK(check_gradient(cost, gradient, theta));
  CHECK(check_gradient(cost, [](const vec& t) { return arma::rowvec(gradient(t).t()); }, theta));
  const Result wrong = check_gradient(cost, wrong_gradient, theta);
  CHECK_FALSE(wrong);
  CHECK(wrong.verdict == check::Verdict::disagree);
}

TEST_CASE("the gradient of one parameter may be a plain number, of more it is too short") {
  const auto square = [](const vec& t) { return t(0) * t(0); };
  CHECK(check_gradient(square, [](const vec& t) { return 2 * t(0); }, {1.5}));
  CHECK(check_gradient(square, [](const vec& t) { return 3 * t(0); }, {1.5}).verdict == check::Verdict::disagree);
  CHECK_THROWS_WITH_AS(check_gradient(square, [](const vec& t) { return 2 * t(0); }, {1.5, 2}),
                       "the gradient of yours should be 2 x 1, but is 1 x 1", std::invalid_argument);
}

// Each of these is refused by the compiler.
static_assert(adapt::OwnsItsEntries<vec> && adapt::OwnsItsEntries<mat> && adapt::OwnsItsEntries<vec::fixed<3>>);
static_assert(adapt::OwnsItsEntries<double>);
static_assert(!adapt::OwnsItsEntries<decltype(2 * vec())> && !adapt::OwnsItsEntries<decltype(vec().t())>);
static_assert(!adapt::OwnsItsEntries<decltype(mat().col(0))>);

template <class Start>
concept IsStart = requires(const Start& start) { check_gradient(&cost, &gradient, start); };
static_assert(IsStart<vec> && !IsStart<mat> && !IsStart<arma::rowvec>);
template <class Start>
concept IsStartOfBoth = requires(const Start& start, Evaluation (*both)(const vec&)) { check_gradient(both, start); };
static_assert(IsStartOfBoth<vec> && !IsStartOfBoth<mat> && !IsStartOfBoth<arma::rowvec>);

TEST_CASE("a failed assertion says where and by how much, in the names of the blocks") {
  GradientOptions options;
  options.blocks = {block_by_columns("W1", 1, 2), block_by_rows("W2", 2, 1)};
  options.name = "my layer";
  const std::string text = text_of(check_gradient(cost, wrong_gradient, theta, options));
  CHECK(text.find("worst entry  W2(0)") != std::string::npos);
  CHECK(text.find("my layer") != std::string::npos);
  CHECK(text.find("so disagree") != std::string::npos);
  CHECK(text.find("|a-n| - e = 1.22e-05") != std::string::npos);  // e^2.5 * 1e-6, the slip itself
}

TEST_CASE("a templated cost has the complex step for free, and real_only takes it away") {
  const auto general = [](const auto& t) { return arma::accu(arma::exp(t)); };
  const auto its_gradient = [](const vec& t) { return vec(arma::exp(t)); };
  GradientOptions options;
  options.method = "complex_step";
  CHECK(check_gradient(general, its_gradient, theta, options));
  CHECK_THROWS_AS(check_gradient(real_only(general), its_gradient, theta, options), std::invalid_argument);
}

TEST_CASE("ensmallen's objects are used as they are, and two gradients of one object are two witnesses") {
  Regression regression;
  const vec x = {0.5, -1};
  CHECK(check_gradient(regression, x));
  regression.slip = 1.01;
  const Result result = check_gradient(regression, x);
  CHECK_FALSE(result);
  REQUIRE(result.odd_ones_out.size() == 1);
  CHECK(result.odd_ones_out.front().witness == "EvaluateWithGradient");

  OnlyBoth both;
  CHECK(check_gradient(both, mat{{1, 2, 3}, {4, 5, 6}}));
  Separable separable;
  CHECK(check_gradient(separable, mat{{0.5, 1}, {-1, 2}}));
}

TEST_CASE("each separable form is a witness, all functions at once and in two batches") {
  const mat x = {{0.5, 1}, {-1, 2}};
  const auto wrong_ones = [](const Result& result) {
    std::string names;
    for (const check::ImplementationResult& each : result.implementations) {
      if (each.verdict == check::Verdict::disagree) names += each.name + "; ";
    }
    return names;
  };
  const std::string both = "separable EvaluateWithGradient; separable EvaluateWithGradient in two batches; ";
  const auto check_both_ways = [&](auto object, std::size_t witnesses) {
    const Result right = check_gradient(object, x);
    CHECK(right);
    CHECK(right.implementations.size() == witnesses);
    object.factor = -1;
    CHECK(wrong_ones(check_gradient(object, x)) == both);
  };
  check_both_ways(SeparableBoth{}, 2);
  check_both_ways(SeparableTwice{}, 4);
  check_both_ways(WholeBeside{}, 3);

  Separable separable;
  CHECK(check_gradient(separable, x));
  separable.from_the_first = true;
  CHECK(wrong_ones(check_gradient(separable, x)) == "separable Gradient in two batches; ");
}

TEST_CASE("an object's gradient comes in the coordinates' size, is not added to, and keeps its shape") {
  const mat x = {{1, -2, 3}, {4, 5, -6}};
  EntryByEntry right;
  CHECK(check_gradient(right, x));
  EntryByEntry adding{.adds = true};
  CHECK(check_gradient(adding, x).verdict == check::Verdict::disagree);
  EntryByEntry transposed{.transposes = true};
  CHECK_THROWS_WITH_AS(check_gradient(transposed, x),
                       "Gradient: the gradient should be 2 x 3, as its coordinates are, but is 3 x 2",
                       std::invalid_argument);
}

TEST_CASE("functions are called from one thread unless they may be called from several") {
  int calls = 0;  // a race here would be found by the thread sanitizer, and as lost counts
  const auto counting = [&calls](const vec& t) {
    ++calls;
    return cost(t);
  };
  check_gradient(counting, gradient, theta);
  CHECK(calls > 8);
}

// ---- Troubles ----

TEST_CASE("right functions have no trouble") { CHECK(check_gradient(cost, gradient, theta).troubles.empty()); }

TEST_CASE("a cost that counts its calls keeps state") {
  int call = 0;
  const Result result = check_gradient([&](const vec& t) { return cost(t) + 1e-3 * (++call % 7); }, gradient, theta);
  CHECK(has(result, "keeps_state"));
  CHECK(result.verdict != check::Verdict::agree);
}

TEST_CASE("an infinite entry is not finite, and no other one when asked again; a change beside it is seen") {
  int call = 0;
  const auto infinite = [&](double jump) {
    return [&call, jump](const vec& t) {
      vec g = gradient(t);
      g(1) = arma::datum::inf;
      g(3) += jump * (++call % 2);
      return g;
    };
  };
  const Result steady = check_gradient(cost, infinite(0), theta);
  CHECK(has(steady, "not_finite"));
  CHECK_FALSE(has(steady, "not_deterministic"));
  CHECK_FALSE(has(steady, "keeps_state"));
  CHECK(steady.verdict == check::Verdict::disagree);
  CHECK(has(check_gradient(cost, infinite(0.1), theta), "keeps_state"));
}

TEST_CASE("a cost that remembers where it was called before") {
  vec last = theta;
  const auto stateful = [&](const vec& t) {
    const double value = cost(t) + arma::norm(last - t);
    if (arma::norm(last - t) > 0) last = 0.5 * (last + t);
    return value;
  };
  CHECK(has(check_gradient(stateful, gradient, theta), "keeps_state"));
}

TEST_CASE("a gradient that uses what the last call of the cost left behind") {
  vec seen = theta;
  const auto caching = [&](const vec& t) {
    seen = t;
    return cost(t);
  };
  // check_gradient() asks for the cost first each time, so the cache is kept apart here, as a layer would.
  Objective objective;
  objective.cost = caching;
  const check::Implementation stale = {"stale", [&](const vec&) { return Evaluation{cost(seen), gradient(seen)}; }};
  CHECK(has(check_gradient(objective, {stale}, theta, {}), "keeps_state"));
  const check::Implementation fresh = {"fresh", [&](const vec& t) { return Evaluation{cost(t), gradient(t)}; }};
  CHECK(check_gradient(objective, {fresh}, theta, {}));
}

TEST_CASE("a function that changes its argument is checked all the same") {
  const auto changing = [](vec& t) {
    const double value = cost(t);
    t *= 2;
    return value;
  };
  const vec before = theta;
  const Result result = check_gradient(changing, gradient, theta);
  CHECK(has(result, "changes_argument"));
  CHECK(result);
  CHECK(arma::approx_equal(theta, before, "absdiff", 0.0));
  CHECK(check_gradient(changing, wrong_gradient, theta).verdict == check::Verdict::disagree);

  // Its own gradient where the argument has been doubled before: a hundred times the right one.
  const auto sum_of_squares = [](vec& t) {
    const double value = arma::dot(t, t);
    t *= 2;
    return value;
  };
  const auto hundredfold = [](const vec& t) -> vec { return 200 * t; };
  CHECK(check_gradient(sum_of_squares, hundredfold, theta).verdict == check::Verdict::disagree);
}

TEST_CASE("single precision is named, and right code not called wrong for it") {
  const auto single = [](const vec& t) { return float(cost(t)); };
  const Result right = check_gradient(single, gradient, theta);
  CHECK(has(right, "single_precision"));
  CHECK(right.verdict != check::Verdict::disagree);
  const auto flipped = [](const vec& t) { return vec(-gradient(t)); };
  CHECK(check_gradient(single, flipped, theta).verdict == check::Verdict::disagree);
}

TEST_CASE("a cost that is no number, none single number, or throws, ends the check before any entry is judged") {
  const Result not_finite = check_gradient([](const vec&) { return std::sqrt(-1.0); }, gradient, theta);
  CHECK(has(not_finite, "not_finite"));
  CHECK(not_finite.verdict == check::Verdict::undecided);
  CHECK(not_finite.entries.empty());
  REQUIRE(not_finite.troubles.size() == 1);  // and it is told once
  CHECK(not_finite.troubles.front().evidence.starts_with("the cost at theta is "));

  const Result not_scalar = check_gradient([](const vec& t) { return vec(2 * t); }, gradient, theta);
  CHECK(has(not_scalar, "not_scalar"));
  CHECK(not_scalar.troubles.front().evidence.find("4 x 1") != std::string::npos);

  const auto throwing = [](const vec&) -> double { throw std::runtime_error("no data loaded"); };
  const Result throws = check_gradient(throwing, gradient, theta);
  CHECK(has(throws, "throws"));
  CHECK(throws.troubles.front().evidence.find("no data loaded") != std::string::npos);
}

TEST_CASE("whatever is thrown, and wherever, is named and does not reach the caller") {
  const Result number = check_gradient([](const vec&) -> double { throw 42; }, gradient, theta);
  CHECK(has(number, "throws"));
  CHECK(number.verdict == check::Verdict::undecided);
  CHECK(has(check_gradient(cost, [](const vec&) -> vec { throw 42; }, theta), "throws"));

  // Not at theta but on the way of the differences: there the cost has no value, and is judged where it has one.
  const auto later = [](const vec& t) {
    if (t(2) > theta(2) + 0.003) throw std::runtime_error("out of the table");
    return cost(t);
  };
  for (const bool concurrent : {false, true}) {
    GradientOptions options;
    options.concurrent = concurrent;
    const Result result = check_gradient(later, gradient, theta, options);
    CHECK(has(result, "throws"));
    CHECK(result.troubles.front().evidence == "the cost, not at theta but near it: out of the table");
    CHECK(result.verdict == check::Verdict::agree);
    const auto flipped = [](const vec& t) { return vec(-gradient(t)); };
    CHECK(check_gradient(later, flipped, theta, options).verdict == check::Verdict::disagree);
  }
}

TEST_CASE("a gradient of the wrong length says both lengths") {
  const auto shorter = [](const vec& t) { return vec(gradient(t).head(3)); };
  CHECK_THROWS_WITH_AS(check_gradient(cost, shorter, theta), "the gradient of yours should be 4 x 1, but is 3 x 1",
                       std::invalid_argument);
}

TEST_CASE("options that make no sense are refused by name") {
  const auto refuse = [](auto change, const char* message) {
    GradientOptions options;
    change(options);
    CHECK_THROWS_WITH_AS(check_gradient(cost, gradient, theta, options), message, std::invalid_argument);
  };
  refuse([](GradientOptions& o) { o.tolerance.relative = -1; },
         "tolerance.relative should be a finite number, 0 or more, but is -1");
  refuse([](GradientOptions& o) { o.tolerance.absolute = arma::datum::nan; },
         "tolerance.absolute should be a finite number, 0 or more, but is nan");
  refuse([](GradientOptions& o) { o.tolerance.noise = arma::datum::inf; },
         "tolerance.noise should be a finite number, 0 or more, but is inf");
  refuse([](GradientOptions& o) { o.directions = -2; }, "directions should be a finite number, 0 or more, but is -2");
  refuse([](GradientOptions& o) { o.threads = -1; }, "threads should be a finite number, 0 or more, but is -1");
}

// ---- Kinks, directions, slope ----

TEST_CASE("at a kink any slope between the two is right, and none beyond") {
  const auto hinge = [](const vec& t) { return std::max(0.0, t(0)) + t(1) * t(1); };
  const vec at_kink = {0, 1};
  const auto claim = [](double slope) { return [slope](const vec& t) { return vec{slope, 2 * t(1)}; }; };
  for (const double slope : {0.0, 0.3, 1.0}) {
    const Result result = check_gradient(hinge, claim(slope), at_kink);
    CHECK(result);
    CHECK(result.implementations.front().blocks.front().kinks == 1);
  }
  for (const double slope : {-0.1, 1.1}) {
    CHECK(check_gradient(hinge, claim(slope), at_kink).verdict == check::Verdict::disagree);
  }
}

TEST_CASE("a gradient that rounding hides is never agreed with when it is wrong beyond its error bar") {
  const auto drowned = [](const vec& t) { return 1e8 + 1e-6 * arma::dot(t, t); };
  const auto claim = [](double factor) { return [factor](const vec& t) -> vec { return factor * 2e-6 * t; }; };
  const vec point = {1, -2, 2};
  CHECK(check_gradient(drowned, claim(-1), point).verdict != check::Verdict::agree);
  CHECK(check_gradient(drowned, claim(1), point).verdict != check::Verdict::disagree);
  const auto plain = [](const vec& t) { return 1e-6 * arma::dot(t, t); };
  CHECK(check_gradient(plain, claim(1), point));
  CHECK(check_gradient(plain, claim(-1), point).verdict == check::Verdict::disagree);
}

TEST_CASE("a jump at the point is no reason to agree") {
  const auto jumps = [](const vec& t) { return arma::dot(t, t) + (t(0) >= 0.5 ? 1.0 : 0.0); };
  const auto claim = [](double factor) { return [factor](const vec& t) -> vec { return factor * t; }; };
  CHECK(check_gradient(jumps, claim(200), vec{0.5, 0.7, -0.2}).verdict != check::Verdict::agree);
  CHECK(check_gradient(jumps, claim(2), vec{0.5, 0.7, -0.2}).verdict != check::Verdict::disagree);
  CHECK(check_gradient(jumps, claim(2), vec{0.6, 0.7, -0.2}));
}

TEST_CASE("at the tip of absolute values every slope from -1 to 1 is right, 0 too") {
  const auto lasso = [](const vec& t) { return arma::accu(arma::abs(t)); };
  const auto claim = [](double slope) { return [slope](const vec& t) -> vec { return slope + 0 * t; }; };
  for (const double slope : {-1.0, 0.0, 0.5}) CHECK(check_gradient(lasso, claim(slope), arma::zeros(4)));
  CHECK(check_gradient(lasso, claim(1.5), arma::zeros(4)).verdict == check::Verdict::disagree);
}

TEST_CASE("the slope tells of a wrong entry that a sample left out") {
  const auto bowl = [](const vec& t) { return arma::dot(t, t); };
  const auto claim = [](double factor) {
    return [factor](const vec& t) {
      vec g = 2 * t;
      g(777) *= factor;
      return g;
    };
  };
  GradientOptions options;
  options.parameters = 20;
  const vec point = arma::linspace(1, 2, 1000);
  CHECK(check_gradient(bowl, claim(1), point, options));
  CHECK(check_gradient(bowl, claim(100), point, options).verdict != check::Verdict::agree);
}

TEST_CASE("beside a kink the slope of this side is right, and the other's wrong") {
  const auto hinge = [](const vec& t) { return std::max(0.0, t(0)); };
  for (const double beside : {1e-3, 1e-6, 1e-9}) {
    CAPTURE(beside);
    const auto claim = [](double slope) { return [slope](const vec&) { return vec{slope}; }; };
    CHECK(check_gradient(hinge, claim(1), vec{beside}));
    CHECK(check_gradient(hinge, claim(0), vec{beside}).verdict == check::Verdict::disagree);
    CHECK(check_gradient(hinge, claim(0), vec{-beside}));
    CHECK(check_gradient(hinge, claim(1), vec{-beside}).verdict == check::Verdict::disagree);
  }
}

TEST_CASE("very many parameters are checked along directions, and the one wrong entry is found by name") {
  const arma::uword size = 100'000;
  const vec many = arma::linspace(-1, 1, size);
  const auto sum = [](const vec& t) { return arma::accu(t % t % (1 + t)); };
  const auto right = [](const vec& t) { return vec(2 * t + 3 * arma::square(t)); };
  const auto wrong = [&](const vec& t) {
    vec g = right(t);
    g(65'432) += 0.01;
    return g;
  };
  GradientOptions options;
  options.directions = 2;
  options.blocks = {block_by_columns("A", 1000, 40), block_by_columns("B", 1000, 60)};
  const Result good = check_gradient(sum, right, many, options);
  CHECK(good);
  CHECK(good.entries.empty());
  const Result bad = check_gradient(sum, wrong, many, options);
  CHECK(bad.verdict == check::Verdict::disagree);
  CHECK(text_of(bad).find("worst entry  B(432,25)") != std::string::npos);
}

TEST_CASE("the slope is 2 for a right gradient and 1 for a wrong one") {
  const double right = check_gradient(cost, gradient, theta).implementations.front().taylor_slope;
  const auto flipped = [](const vec& t) { return vec(-gradient(t)); };
  const double wrong = check_gradient(cost, flipped, theta).implementations.front().taylor_slope;
  CHECK(right == doctest::Approx(2).epsilon(0.1));
  CHECK(wrong == doctest::Approx(1).epsilon(0.1));
}

TEST_CASE("a sample says how likely it is to have missed one wrong entry") {
  GradientOptions options;
  options.parameters = 1;
  CHECK(check_gradient(cost, gradient, theta, options).chance_of_missing == doctest::Approx(0.75));
  CHECK(check_gradient(cost, gradient, theta).chance_of_missing == 0);
}

TEST_SUITE_END();

}  // namespace test_check_gradient
