// Verdicts on functions whose scales, offsets and widths are drawn, and what the report says of single entries. A right
// gradient is never called wrong; one that is wrong by a visible amount never right.
#include "gradlab/check/checker.hpp"
#include "gradlab/check_gradient.hpp"
#include "gradlab/random.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <sstream>

namespace test_verdicts_drawn {

using gradlab::GradientOptions, gradlab::Result;
using gradlab::check::SlopeFinding, gradlab::check::Verdict;
using arma::uword, arma::vec;

namespace {

using Cost = std::function<double(const vec&)>;

Result check(const Cost& cost, const vec& claimed, const vec& theta, const GradientOptions& options = {}) {
  return gradlab::check_gradient([cost](const vec& t) { return cost(t); },
                                 [claimed](const vec&) -> vec { return claimed; }, theta, options);
}

Verdict verdict(const Cost& cost, const vec& claimed, const vec& theta) { return check(cost, claimed, theta).verdict; }

// In one line, as the report breaks its own.
std::string text_of(const Result& result) {
  std::stringstream text;
  text << result;
  std::string words;
  for (std::string word; text >> word;) words += (words.empty() ? "" : " ") + word;
  return words;
}

double drawn(double low, double high) {
  const auto bits = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 53);
  return low + (high - low) * static_cast<double>(bits) * 0x1p-53;
}

double drawn_power(double lowest, double highest) { return std::pow(10, drawn(lowest, highest)); }

// One term a g((x - offset) / width); every g and its slope are of size 1 near 0.
struct Term {
  double offset = 0, width = 1, factor = 1;
  int shape = 0;

  double value(double x) const {
    const double u = (x - offset) / width;
    switch (shape) {
      case 0: return factor * std::exp(-u * u);
      case 1: return factor * std::tanh(u);
      case 2: return factor * std::sin(u);
      case 3: return factor * u * u;
      default: return factor / (1 + u * u);
    }
  }

  double slope(double x) const {
    const double u = (x - offset) / width, a = factor / width;
    switch (shape) {
      case 0: return -2 * a * u * std::exp(-u * u);
      case 1: return a / (std::cosh(u) * std::cosh(u));
      case 2: return a * std::cos(u);
      case 3: return 2 * a * u;
      default: return -2 * a * u / ((1 + u * u) * (1 + u * u));
    }
  }
};

// No offset is so far off that a double could not resolve the width.
Term drawn_term(double usual_width) {
  Term term;
  term.width = usual_width * drawn_power(-4, 4);
  term.offset = term.width * drawn_power(-2, 6) * (*rc::gen::arbitrary<bool>() ? 1 : -1);
  term.factor = drawn(0.5, 2);
  term.shape = *rc::gen::inRange(0, 5);
  return term;
}

struct Drawn {
  std::vector<Term> terms;
  vec theta, gradient;

  Cost cost() const {
    return [terms = terms](const vec& t) {
      double sum = 0;
      for (uword k = 0; k < t.n_elem; ++k) sum += terms[k].value(t(k));
      return sum;
    };
  }
};

// Widths from 1e-9 to 1e12, those of one function within 1e8: further apart, one entry's rounding hides another entry.
Drawn draw_function() {
  Drawn function;
  const double usual_width = drawn_power(-5, 8);
  const uword size = *rc::gen::inRange<uword>(1, 5);
  function.theta.set_size(size);
  function.gradient.set_size(size);
  for (uword k = 0; k < size; ++k) {
    const Term term = drawn_term(usual_width);
    function.theta(k) = term.offset + drawn(-1.2, 1.2) * term.width;
    function.gradient(k) = term.slope(function.theta(k));
    function.terms.push_back(term);
  }
  return function;
}

// The course's cost and gradient of logistic regression, with every random number drawn by the caller.
struct Logistic {
  arma::mat X;
  vec y, theta;

  vec answers(const vec& t) const { return 1 / (1 + arma::exp(-X * t)); }
  Cost cost() const {
    return [this](const vec& t) {
      const vec h = answers(t);
      return -arma::mean(y % arma::log(h) + (1 - y) % arma::log(1 - h));
    };
  }
  vec gradient() const { return X.t() * (answers(theta) - y) / static_cast<double>(y.n_elem); }
};

Logistic draw_logistic(gradlab::Random& random, double size) {
  const uword examples = 2 + random.below(5), features = 2 + random.below(3);
  Logistic drawn{arma::mat(examples, features), vec(examples), vec(features)};
  drawn.X.imbue([&] { return random.uniform(-1, 1); });
  drawn.y.imbue([&] { return random.uniform() < 0.5 ? 0.0 : 1.0; });
  drawn.theta.imbue([&] { return random.uniform(-size, size); });
  return drawn;
}

struct LogisticCounts {
  int called_wrong = 0, called_right = 0;
};

LogisticCounts judge_logistic(double size, int draws) {
  gradlab::Random random(static_cast<std::uint64_t>(size));
  LogisticCounts counts;
  for (int i = 0; i < draws; ++i) {
    const Logistic drawn = draw_logistic(random, size);
    const vec gradient = drawn.gradient();
    counts.called_wrong += verdict(drawn.cost(), gradient, drawn.theta) == Verdict::disagree;
    if (i % 10 == 0) counts.called_right += verdict(drawn.cost(), 1.01 * gradient, drawn.theta) == Verdict::agree;
  }
  return counts;
}

}  // namespace

TEST_SUITE_BEGIN("verdicts drawn");

TEST_CASE("functions of any scale, offset and width: right is never called wrong, visibly wrong never right") {
  CHECK(rc::check([] {
    const Drawn function = draw_function();
    RC_ASSERT(verdict(function.cost(), function.gradient, function.theta) != Verdict::disagree);
    const uword k = *rc::gen::inRange<uword>(0, function.theta.n_elem);
    for (const double share : {0.01, 1.0, -3.0}) {
      vec wrong = function.gradient;
      wrong(k) += share * function.terms[k].factor / function.terms[k].width;
      const Result result = check(function.cost(), wrong, function.theta);
      const bool is_visible = std::abs(wrong(k) - result.numerical[k].value) > 2 * result.numerical[k].error;
      RC_ASSERT(result.verdict != Verdict::agree || !is_visible);
    }
  }));
}

TEST_CASE("random right logistic costs at theta of size 6, 8 and 11 are never called wrong") {
  for (const double size : {6.0, 8.0, 11.0}) {
    CAPTURE(size);
    const LogisticCounts counts = judge_logistic(size, 100);
    CHECK(counts.called_wrong == 0);
    CHECK(counts.called_right == 0);
  }
}

TEST_CASE("a thousand random logistic costs of each size" * doctest::skip(!std::getenv("GRADLAB_EXHAUSTIVE"))) {
  for (const double size : {6.0, 8.0, 11.0}) {
    CAPTURE(size);
    const LogisticCounts counts = judge_logistic(size, 1000);
    CHECK(counts.called_wrong == 0);
    CHECK(counts.called_right == 0);
  }
}

// ---- The slope's vote ----

// Every entry agrees, as the tolerance is wide for single entries; along all of them the differences add up.
TEST_CASE("a slope of 1 that the tolerance explains leaves the verdict as it is, and says why") {
  const Cost cost = [](const vec& t) { return arma::dot(vec{1, -2, 3}, t) + 1e-4 * arma::dot(t, t); };
  const vec theta = {0.3, -0.4, 0.5}, right = vec{1, -2, 3} + 2e-4 * theta;
  const Result off = check(cost, right * (1 + 3e-8), theta);
  CHECK(off.verdict == Verdict::agree);
  CHECK(off.implementations[0].taylor_slope < 1.2);
  CHECK(off.implementations[0].slope_vote.finding == SlopeFinding::tolerated);
  CHECK(text_of(off).find("which the tolerance allows") != std::string::npos);
  const Result exact = check(cost, right, theta);
  CHECK(exact.implementations[0].slope_vote.finding == SlopeFinding::none);
  CHECK(text_of(exact).find("which the tolerance allows") == std::string::npos);
}

TEST_CASE("an entry that the sample left out is found by the slope, and named") {
  const uword size = 64;
  const vec theta = arma::sin(arma::linspace(1, 60, size));
  const Cost cost = [](const vec& t) { return arma::accu(t % t % (1 + t)); };
  const vec right = 2 * theta + 3 * arma::square(theta);
  GradientOptions options;
  options.parameters = 8;
  const Result good = check(cost, right, theta, options);
  CHECK(good.verdict == Verdict::agree);
  uword left_out = 0;
  while (arma::any(arma::uvec(good.entries) == left_out)) ++left_out;
  vec wrong = right;
  wrong(left_out) += 0.3;
  const Result bad = check(cost, wrong, theta, options);
  CHECK(bad.verdict == Verdict::undecided);
  CHECK(bad.implementations[0].slope_vote.finding == SlopeFinding::against);
  CHECK(bad.implementations[0].slope_vote.entries == std::vector<uword>{left_out});
  CHECK(text_of(bad).find("look at theta(" + std::to_string(left_out)) != std::string::npos);
}

TEST_CASE("where a single method jumps over a narrow term, the slope makes the forgetful gradient undecided") {
  const double x = 0.5 + 0.7 * 3e-4, bump = -2 * 0.7 / 3e-4 * std::exp(-0.49);
  const Cost cost = [](const vec& t) {
    return 0.05 * t(0) * t(0) + t(1) * t(1) + std::exp(-std::pow((t(0) - 0.5) / 3e-4, 2));
  };
  for (const char* method : {"order_six", "ridders"}) {
    CAPTURE(method);
    GradientOptions options;
    options.method = method;
    const Result forgetful = check(cost, {0.1 * x, 0.6}, {x, 0.3}, options);
    CHECK(forgetful.verdict != Verdict::agree);
    const Result right = check(cost, {0.1 * x + bump, 0.6}, {x, 0.3}, options);
    CHECK(right.implementations[0].slope_vote.verdict == Verdict::agree);
  }
}

TEST_CASE("right gradients beside kinks, in steep valleys and of narrow functions are not outvoted") {
  const auto outvoted = [](const Cost& cost, const vec& gradient, const vec& theta) {
    const Result result = check(cost, gradient, theta);
    CHECK(result.verdict == Verdict::agree);
    return result.implementations[0].slope_vote.verdict != Verdict::agree;
  };
  for (const double beside : {1e-1, 1e-3, 1e-5, 1e-7}) {
    CAPTURE(beside);
    const Cost hinges = [](const vec& t) { return std::max(0.0, t(0)) + std::abs(t(1)) + t(0) * t(1); };
    CHECK_FALSE(outvoted(hinges, {1 - beside, beside - 1}, {beside, -beside}));
    const Cost narrow = [beside](const vec& t) { return std::sin(t(0) / beside) + t(1) * t(1); };
    CHECK_FALSE(outvoted(narrow, {std::cos(0.7) / beside, 0.6}, {0.7 * beside, 0.3}));
  }
}

// On each stair of the root the cosine's slope alone is left, which is the shortest steps' answer. The complex step sees
// no stairs.
TEST_CASE("right gradients of a cost in stairs are not outvoted by the slope of a single tread") {
  const auto stairs = [](auto x) { return std::sqrt((1e6 + x) * (1e6 + x)) - 1e6 + std::cos(x); };
  gradlab::Objective objective;
  objective.cost = [=](const vec& t) { return stairs(t(0)); };
  objective.complex_cost = [=](const arma::cx_vec& t) { return stairs(t(0)); };
  const auto check_claim = [&](double claim, double x) {
    const gradlab::check::Implementation claimed{
        "claimed", [&](const vec& t) { return gradlab::Evaluation{objective.cost(t), {claim}}; }};
    return gradlab::check::check_gradients(objective, {claimed}, {x});
  };
  for (const double x : {1.4522216023248546, 1.6187204589293147}) {
    CAPTURE(x);
    CHECK(check_claim(1 - std::sin(x), x).verdict == Verdict::agree);
    CHECK(check_claim(3, x).verdict == Verdict::disagree);
  }
}

// log(1 + exp(-z)) at 60 is 0 for a double, and its slope -9e-27: a cost of size 1 cannot tell that from 0.
TEST_CASE("a parameter along which the cost stands still has a slope that its rounding may hide") {
  const Cost saturated = [](const vec& t) { return t(1) * t(1) - std::log(1 / (1 + std::exp(-60 - t(0)))); };
  const Result result = check(saturated, {-std::exp(-60.5), 2}, {0.5, 1});
  CHECK(result.verdict == Verdict::agree);
  CHECK(result.numerical[0].value == 0);
  CHECK(result.numerical[0].error > std::exp(-60.5));
  CHECK(result.numerical[0].error < 1e-14);
  CHECK(check(saturated, {-1e-3, 2}, {0.5, 1}).verdict == Verdict::disagree);
}

// ---- Words ----

TEST_CASE("the report names scale, edge, jump and hidden entries, and prints no -nan and no floor of 0") {
  const Cost narrow = [](const vec& t) { return std::exp(-std::pow(t(0) / 1e-6, 2)) + t(1) * t(1); };
  const double x = 0.7e-6, slope = -2 * 0.7e6 * std::exp(-0.49);
  CHECK(text_of(check(narrow, {0, 0.6}, {x, 0.3})).find("over this length the cost changes") != std::string::npos);
  CHECK(check(narrow, {slope, 0.6}, {x, 0.3}).verdict == Verdict::agree);

  const Cost jumping = [](const vec& t) { return double(t(0) >= 0) + t(1) * t(1); };
  const std::string jumps = text_of(check(jumping, {0, 0.6}, {0, 0.3}));
  CHECK(jumps.find("the cost jumps here along theta(0)") != std::string::npos);
  CHECK(jumps.find("-nan") == std::string::npos);

  const Cost edged = [](const vec& t) { return t(0) >= 0 ? std::exp(2 * t(0)) + t(1) : std::nan(""); };
  CHECK(text_of(check(edged, {2, 1}, {0, 0.3})).find("values on one side only along theta(0)") != std::string::npos);

  const Cost offset = [](const vec& t) { return 1e14 + arma::accu(arma::sin(t)); };
  const vec theta = {0.3, 1.1, -0.7};
  const Result hidden = check(offset, arma::cos(theta), theta);
  CHECK(hidden.implementations[0].blocks[0].hidden == 3);
  CHECK(text_of(hidden).find("(theta(0), theta(1), theta(2))") != std::string::npos);

  GradientOptions strict;
  strict.tolerance = {1e-7, 0, 0, 0};
  const Cost square = [](const vec& t) { return arma::dot(t, t); };
  CHECK(text_of(check(square, {0.6}, {0.3}, strict)).find("floor") == std::string::npos);
  CHECK(text_of(check(square, {0.6}, {0.3})).find("floor") != std::string::npos);
}

TEST_CASE("entries that are all off by about the same share raise a hint, and its tolerance accepts them") {
  const Cost cost = [](const vec& t) { return arma::accu(arma::exp(t)); };
  const vec theta = {0.3, -0.4, 0.5, 1.2}, off = arma::exp(theta) % vec{1 + 2e-6, 1 - 1e-6, 1 + 3e-6, 1 + 1e-6};
  const Result result = check(cost, off, theta);
  CHECK(result.verdict == Verdict::disagree);
  CHECK(text_of(result).find("does an iteration inside stop early") != std::string::npos);
  GradientOptions wide;
  wide.tolerance.relative = result.implementations[0].nearly_right.accepting;
  CHECK(wide.tolerance.relative < 1e-4);
  CHECK(check(cost, off, theta, wide).verdict == Verdict::agree);
  vec one_wrong = off;
  one_wrong(1) = 0;
  CHECK(text_of(check(cost, one_wrong, theta)).find("stop early") == std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_verdicts_drawn
