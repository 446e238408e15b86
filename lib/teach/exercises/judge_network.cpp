// The judges of the network's other parts: forward pass, cost, unrolling, random weights, a cost without overflow.
// Judging by the results is done in values.hpp.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/judges.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::program::exercise {

namespace {

namespace nn = neural_network;

struct Forward {
  arma::mat Theta1, Theta2, X;
};

arma::mat with_ones(const arma::mat& X) { return arma::join_rows(arma::ones(X.n_rows, 1), X); }
arma::mat ones_last(const arma::mat& X) { return arma::join_rows(X, arma::ones(X.n_rows, 1)); }

arma::mat forward(const Forward& f) {
  const arma::mat a1 = sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()));
  return sigmoid(arma::mat(with_ones(a1) * f.Theta2.t()));
}

// Two networks, the second with no two sizes equal.
std::vector<Forward> forward_inputs() {
  const nn::Problem debug = nn::debug_network();
  const nn::Weights weights = weights_of(debug), other = nn::random_weights({4, 6, 2}, 5);
  return {{weights.Theta1, weights.Theta2, debug.X}, {other.Theta1, other.Theta2, 8 * nn::debug_weights(7, 3)}};
}

}  // namespace

Outcome judge_forward(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Forward> inputs = forward_inputs();
  Question question{exercise.function, {"a2"}, {}, {},
                    "5 examples through 3-5-3 units, and 7 through 4-6-2: all outputs are right."};
  for (const Forward& f : inputs) {
    question.cases.push_back({fmt::format("Theta1 {} x {}", f.Theta1.n_rows, f.Theta1.n_cols),
                              list_of(to_argument(f.Theta1), to_argument(f.Theta2), to_argument(f.X)), {forward(f)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Forward& f) { return Matrices{function(f)}; });
  };
  question.rivals = {
      {"bias-through-sigmoid", "The ones put before the hidden layer went through the sigmoid too.", "S8",
       "Take the sigmoid first, then put the ones before it.", rival([](const Forward& f) {
         const arma::mat z1 = with_ones(f.X) * f.Theta1.t();
         return arma::mat(sigmoid(arma::mat(sigmoid(with_ones(z1)) * f.Theta2.t())));
       })},
      {"no-sigmoid-at-output", "The output layer lacks the sigmoid.", "S9", "a2 = sigmoid(a1 * Theta2').",
       rival([](const Forward& f) {
         return arma::mat(with_ones(sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()))) * f.Theta2.t());
       })},
      {"no-sigmoid-at-hidden", "The hidden layer lacks the sigmoid: it is z1, not a1.", "S7",
       "a1 = sigmoid(X * Theta1').", rival([](const Forward& f) {
         return arma::mat(sigmoid(arma::mat(with_ones(with_ones(f.X) * f.Theta1.t()) * f.Theta2.t())));
       })},
      {"ones-last", "The ones stand behind the other columns; they belong before them.", "S5, S8",
       "Column 0 of a Theta belongs to the bias: join the ones first, then the matrix.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(ones_last(f.X) * f.Theta1.t()));
         return arma::mat(sigmoid(arma::mat(ones_last(a1) * f.Theta2.t())));
       })},
      {"ones-last", "The ones stand behind the hidden layer; they belong before it.", "S8",
       "Join the ones first, then a1.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(with_ones(f.X) * f.Theta1.t()));
         return arma::mat(sigmoid(arma::mat(ones_last(a1) * f.Theta2.t())));
       })},
      {"zeros-for-ones", "The column put before a layer is of zeros, so the bias weights do nothing.", "S5, S8",
       "Put a column of ones there.", rival([](const Forward& f) {
         const arma::mat a1 = sigmoid(arma::mat(f.X * f.Theta1.tail_cols(f.X.n_cols).t()));
         return arma::mat(sigmoid(arma::mat(a1 * f.Theta2.tail_cols(a1.n_cols).t())));
       })},
  };
  return judge_values(attempt, question);
}

// ---- Cost ----

namespace {

struct Outputs {
  arma::mat a2;
  arma::uvec y;
};

std::vector<Outputs> cost_inputs() {
  const arma::mat halves = arma::mat(4, 10).fill(0.5);
  return {{halves, {3, 10, 1, 7}}, {forward(forward_inputs().front()), nn::debug_network().y}};
}

arma::mat terms(const Outputs& o) {
  const arma::mat y10 = nn::one_hot(o.y, o.a2.n_cols);
  return -y10 % arma::log(o.a2) - (1 - y10) % arma::log(1 - o.a2);
}

double total(const arma::mat& matrix) { return arma::accu(matrix); }

}  // namespace

Outcome judge_cost(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Outputs> inputs = cost_inputs();
  Question question{exercise.function, {"J"}, {}, {},
                    "All outputs .5 and 10 labels give 10 ln 2 = 6.931472; the debug network gives 2.1009505699."};
  for (const Outputs& o : inputs) {
    question.cases.push_back(
        {fmt::format("{} examples, {} labels", o.a2.n_rows, o.a2.n_cols),
         list_of(to_argument(o.a2), to_argument(o.y), o.a2.n_cols),
         {scalar(total(terms(o)) / static_cast<double>(o.a2.n_rows))}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Outputs& o) {
      return Matrices{scalar(function(o, static_cast<double>(o.a2.n_rows)))};
    });
  };
  question.rivals = {
      {"half-cross-entropy", "Only the term -y*log(a2) is there, not the one for the labels that are 0.", "S13",
       "Subtract (1 - y10) % log(1 - a2) too.",
       rival([](const Outputs& o, double m) {
         return total(-nn::one_hot(o.y, o.a2.n_cols) % arma::log(o.a2)) / m;
       })},
      {"missing-mean", "The terms are summed, but not divided by m.", "S14", "Divide by the number of examples.",
       rival([](const Outputs& o, double) { return total(terms(o)); })},
      {"mean-over-labels", "The sum is divided by the number of all entries, not by that of the examples.", "S14",
       "Sum over the labels; take the mean over the examples only: divide by m.",
       rival([](const Outputs& o, double m) { return total(terms(o)) / m / static_cast<double>(o.a2.n_cols); })},
      {"flipped-sign", "The cost is negative: the minus before the logarithms is missing.", "S13",
       "-y10*log(a2) - (1 - y10)*log(1 - a2): both terms have a minus.",
       rival([](const Outputs& o, double m) { return -total(terms(o)) / m; })},
      {"squared-error", "This is half the squared error, as in linear regression.", "S13",
       "Take the cross-entropy: the logarithms.", rival([](const Outputs& o, double m) {
         return total(arma::square(o.a2 - nn::one_hot(o.y, o.a2.n_cols))) / (2 * m);
       })},
      {"other-logarithm", "The logarithm is that to base 10.", "S13", "Take the natural one: log, not log10.",
       rival([](const Outputs& o, double m) { return total(terms(o)) / m / std::log(10.0); })},
      {"shifted-labels", "Each label is taken for the next one.", "S11",
       "Labels count from 1, columns from 0: label i belongs to column i-1.", rival([](const Outputs& o, double m) {
         arma::uvec next = o.y;
         next.transform([&](arma::uword label) { return label % o.a2.n_cols + 1; });
         return total(terms({o.a2, next})) / m;
       })},
  };
  return judge_values(attempt, question);
}

// ---- Unrolling ----

Outcome judge_unrolling(Attempt& attempt, const Exercise& exercise) {
  const std::vector<nn::Weights> inputs = {weights_of(nn::debug_network()), nn::random_weights({4, 6, 2}, 5)};
  Question question{exercise.function, {"theta"}, {}, {},
                    "Theta1(1,0) of the debug network lands in entry 4, and reshaping gives the matrices back."};
  for (const nn::Weights& w : inputs) {
    question.cases.push_back({fmt::format("Theta1 {} x {}", w.Theta1.n_rows, w.Theta1.n_cols),
                              list_of(to_argument(w.Theta1), to_argument(w.Theta2)),
                              {nn::unroll(w)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const nn::Weights& w) { return Matrices{function(w)}; });
  };
  using nn::Order;
  question.rivals = {
      {"by-columns", "The matrices are unrolled column by column: Theta1(1,0) lands in entry 1.", "S1-S2",
       "Go row by row; Armadillo does so with the transposed matrix, NumPy by ravel() as it is.",
       rival([](const nn::Weights& w) { return nn::unroll(w, Order::by_columns); })},
      {"swapped-blocks", "Theta2 stands before Theta1.", "S1-S2", "Theta1 comes first.",
       rival([](const nn::Weights& w) {
         return arma::vec(arma::join_cols(nn::unroll(w.Theta2, Order::by_rows), nn::unroll(w.Theta1, Order::by_rows)));
       })},
      {"mixed-orders", "Theta1 is unrolled row by row, but Theta2 column by column.", "S2", "Treat both alike.",
       rival([](const nn::Weights& w) {
         return arma::vec(
             arma::join_cols(nn::unroll(w.Theta1, Order::by_rows), nn::unroll(w.Theta2, Order::by_columns)));
       })},
      {"mixed-orders", "Theta2 is unrolled row by row, but Theta1 column by column.", "S1", "Treat both alike.",
       rival([](const nn::Weights& w) {
         return arma::vec(
             arma::join_cols(nn::unroll(w.Theta1, Order::by_columns), nn::unroll(w.Theta2, Order::by_rows)));
       })},
      {"one-block-only", "Theta2 is missing.", "S2", "Put Theta2 behind Theta1.",
       rival([](const nn::Weights& w) { return nn::unroll(w.Theta1, Order::by_rows); })},
  };
  return judge_values(attempt, question);
}

// ---- Random weights: judged by what they must have, for there are many right answers ----

namespace {

std::vector<Reason> find_faults(const arma::mat& first, const arma::mat& again, const arma::mat& other,
                                double epsilon) {
  const auto same = [](const arma::mat& one, const arma::mat& two) {
    return arma::approx_equal(one, two, "absdiff", 0);
  };
  const double largest = arma::abs(first).max();
  if (!first.is_finite()) return {{"not-finite", "Some weights are NaN or infinite.", "", "", "", "Set every entry."}};
  if (largest == 0) {
    return {{"zero-weights", "All weights are 0: the hidden units stay equal for ever, however long one trains.", "",
             "", "", "Draw each weight for itself."}};
  }
  if (first.n_rows > 1 && arma::abs(first.each_row() - first.row(0)).max() == 0) {
    return {{"equal-weights", "All rows are equal, so all units compute the same, and stay equal while training.", "",
             "the rank of the matrix is 1", "", "Draw each weight for itself, not one row or one number for all."}};
  }
  if (first.min() >= 0) {
    return {{"only-positive", "No weight is negative.", "", fmt::format("the smallest is {:.4g}", first.min()), "",
             "Numbers from [0, 1) become numbers from [-epsilon, epsilon) by * 2 * epsilon - epsilon."}};
  }
  if (largest > epsilon) {
    return {{"too-wide", "The range is wider than epsilon.", "",
             fmt::format("the largest is {:.4g}, epsilon is {:.4g}", largest, epsilon), "",
             "epsilon = sqrt(6) / sqrt(in + out); the weights lie between -epsilon and epsilon."}};
  }
  if (largest < epsilon / 2) {
    return {{"too-narrow", "The range is narrower than epsilon.", "",
             fmt::format("the largest is {:.4g}, epsilon is {:.4g}", largest, epsilon), "",
             "epsilon = sqrt(6) / sqrt(in + out); the weights lie between -epsilon and epsilon."}};
  }
  if (!same(first, again)) {
    return {{"seed-ignored", "The same seed gave other weights: nobody can repeat such a run.", "", "", "",
             "Make the generator inside the function, from the seed."}};
  }
  if (same(first, other)) {
    return {{"seed-ignored", "Another seed gave the same weights.", "", "", "", "Make the generator from the seed."}};
  }
  return {};
}

}  // namespace

Outcome judge_random_weights(Attempt& attempt, const Exercise& exercise) {
  constexpr int out = 8, in = 10;
  const auto draw = [&](int seed) {
    const Results results = attempt.call(exercise.function, list_of(out, in, seed));
    require_shapes(results, {arma::mat(out, in + 1)}, {"Theta"});
    return results.front().value;
  };
  const arma::mat first = draw(1), again = draw(1), other = draw(2);
  const std::vector<Reason> faults = find_faults(first, again, other, std::sqrt(6.0) / std::sqrt(in + out));
  if (!faults.empty()) return {Ending::wrong, faults, "", ""};
  return {Ending::passed, {}, fmt::format("The 8 x 11 weights differ, lie within epsilon, and have rank {}.",
                                          arma::rank(first)), ""};
}

// ---- The cost from z, without overflow ----

namespace {

struct Preactivations {
  arma::mat z2, y10;
};

template <class Term>
double mean_of(const Preactivations& p, const Term& term) {
  double sum = 0;
  for (arma::uword i = 0; i < p.z2.n_elem; ++i) sum += term(p.z2(i), p.y10(i));
  return sum / static_cast<double>(p.z2.n_rows);
}

}  // namespace

Outcome judge_stable_cost(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Preactivations> inputs = {{{{0.5, -1.25}, {2, 0}}, {{1, 0}, {0, 1}}},
                                              {{{40, -40}}, {{1, 0}}},
                                              {{{-45, 45}}, {{1, 0}}},
                                              {{{800, -800}}, {{0, 1}}}};
  Question question{exercise.function, {"J"}, {}, {},
                    "At z of 40, 45 and 800, where log(1 - sigmoid(z)) is -Inf, your cost is finite and right."};
  const auto right = [](double z, double y) { return y * softplus(-z) + (1 - y) * softplus(z); };
  for (const Preactivations& p : inputs) {
    question.cases.push_back({fmt::format("z up to {:g}", arma::abs(p.z2).max()),
                              list_of(to_argument(p.z2), to_argument(p.y10)),
                              {scalar(mean_of(p, right))}});
  }
  const auto rival = [&](auto term) {
    return in_each(inputs, [&](const Preactivations& p) { return Matrices{scalar(mean_of(p, term))}; });
  };
  const auto naive = [](double z, double y) {
    return -y * std::log(sigmoid(z)) - (1 - y) * std::log(1 - sigmoid(z));
  };
  const auto clipped = [](double z, double y) {
    const double a = std::min(std::max(sigmoid(z), 1e-15), 1 - 1e-15);
    return -y * std::log(a) - (1 - y) * std::log(1 - a);
  };
  question.rivals = {
      {"saturation", "The cost takes log(0) where the sigmoid is exactly 0 or 1.", "S13",
       "-log(sigmoid(z)) is log(1 + exp(-z)): write it so, and let z itself out where it is large.", rival(naive)},
      {"clipped", "The outputs are clipped: finite, but the cost stops growing, and is wrong beyond z of 34.", "S13",
       "Do not clip: rewrite -log(sigmoid(z)) as log(1 + exp(-z)).", rival(clipped)},
      {"overflow", "log(1 + exp(z)) overflows: exp(800) is Inf.", "S13",
       "For z > 0 it is z + log1p(exp(-z)), which cannot overflow.", rival([](double z, double y) {
         const double one = y == 0 ? 0 : y * std::log1p(std::exp(-z));
         return one + (y == 1 ? 0 : (1 - y) * std::log1p(std::exp(z)));
       })},
      {"overflow", "log(1 + exp(z)) overflows: exp(800) is Inf.", "S13",
       "For z > 0 it is z + log1p(exp(-z)), which cannot overflow.", rival([](double z, double y) {
         return y * std::log1p(std::exp(-z)) + (1 - y) * std::log1p(std::exp(z));
       })},
      {"swapped-terms", "The terms for label 1 and label 0 have changed places.", "S13",
       "Label 1 costs log(1 + exp(-z)), label 0 costs log(1 + exp(z)).",
       rival([&](double z, double y) { return right(z, 1 - y); })},
      {"missing-mean", "The terms are summed, but not divided by m.", "S14", "Divide by the number of rows.",
       in_each(inputs, [&](const Preactivations& p) {
         return Matrices{scalar(mean_of(p, right) * static_cast<double>(p.z2.n_rows))};
       })},
  };
  return judge_values(attempt, question);
}

}  // namespace gradlab::program::exercise
