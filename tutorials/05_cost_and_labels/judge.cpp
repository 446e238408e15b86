// Judges the exercise of lesson 5: the cost, and labels as rows of 0 and 1.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::tutorials::lesson_05 {

using namespace teach;

namespace {

namespace nn = neural_network;

struct Outputs {
  arma::mat a2;
  arma::uvec y;
};

arma::mat with_ones(const arma::mat& X) { return arma::join_rows(arma::ones(X.n_rows, 1), X); }

Outputs debug_outputs() {
  const nn::Problem debug = nn::debug_network();
  const nn::Weights weights = weights_of(debug);
  const arma::mat a1 = sigmoid(arma::mat(with_ones(debug.X) * weights.Theta1.t()));
  return {sigmoid(arma::mat(with_ones(a1) * weights.Theta2.t())), debug.y};
}

std::vector<Outputs> cost_inputs() {
  const arma::mat halves = arma::mat(4, 10).fill(0.5);
  return {{halves, {3, 10, 1, 7}}, debug_outputs()};
}

arma::mat terms(const Outputs& o) {
  const arma::mat y10 = nn::one_hot(o.y, o.a2.n_cols);
  return -y10 % arma::log(o.a2) - (1 - y10) % arma::log(1 - o.a2);
}

double total(const arma::mat& matrix) { return arma::accu(matrix); }

// Label i in column i: the last label finds no column, and its examples have no target.
Outputs with_labels_from_zero(const Outputs& o) {
  Outputs shifted = o;
  shifted.a2.insert_cols(o.a2.n_cols, arma::mat(o.a2.n_rows, 1).fill(0.5));
  shifted.y += 1;
  return shifted;
}

arma::mat terms_from_zero(const Outputs& o) { return terms(with_labels_from_zero(o)).head_cols(o.a2.n_cols); }

constexpr const char* labels_from_one = "Labels count from 1, columns from 0: label i belongs to column i-1.";

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  const std::vector<Outputs> inputs = cost_inputs();
  ExerciseTest test{exercise.function, {"J"}, {}, {},
                    "All outputs .5 and 10 labels give 10 ln 2 = 6.931472; the debug network gives 2.1009505699."};
  for (const Outputs& o : inputs) {
    test.cases.push_back(
        {fmt::format("{} examples, {} labels", o.a2.n_rows, o.a2.n_cols),
         list_of(to_argument(o.a2), to_argument(o.y), o.a2.n_cols),
         {scalar(total(terms(o)) / static_cast<double>(o.a2.n_rows))}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const Outputs& o) {
      return Matrices{scalar(function(o, static_cast<double>(o.a2.n_rows)))};
    });
  };
  test.rivals = {
      {"half-cross-entropy", "Only the term -y*log(a2) is there, not the one for the labels that are 0.", "S13",
       "Subtract (1 - y10) times log(1 - a2) too, entry by entry.",
       rival([](const Outputs& o, double m) {
         return total(-nn::one_hot(o.y, o.a2.n_cols) % arma::log(o.a2)) / m;
       })},
      {"missing-mean", "The terms are summed, but not divided by m.", "S14", "Divide by the number of examples.",
       rival([](const Outputs& o, double) { return total(terms(o)); })},
      {"mean-over-labels", "The sum is divided by the number of all entries, not by that of the examples.", "S14",
       "Sum over the labels; take the mean over the examples only: divide by m.",
       rival([](const Outputs& o, double m) { return total(terms(o)) / m / static_cast<double>(o.a2.n_cols); })},
      {"halved", "The cost is half of the right one.", "S14",
       "1/(2m) belongs to the squared error; the cross-entropy has 1/m.",
       rival([](const Outputs& o, double m) { return total(terms(o)) / (2 * m); })},
      {"brackets", "The cost is m*m/2 times too large.", "S14", mind_the_brackets,
       rival([](const Outputs& o, double m) { return total(terms(o)) / 2 * m; })},
      {"integer-division", "The cost is 0, whatever the outputs are.", "S14", mind_whole_numbers,
       rival([](const Outputs&, double) { return 0; })},
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
       labels_from_one, rival([](const Outputs& o, double m) {
         arma::uvec next = o.y;
         next.transform([&](arma::uword label) { return label % o.a2.n_cols + 1; });
         return total(terms({o.a2, next})) / m;
       })},
      {"shifted-labels", "Label i is put into column i, so the last label has no column.", "S11", labels_from_one,
       rival([](const Outputs& o, double m) { return total(terms_from_zero(o)) / m; })},
      {"divided-by-labels", "The sum is divided by the number of labels, not by that of the examples.", "S14",
       "Divide by m, the number of rows of a2.",
       rival([](const Outputs& o, double) { return total(terms(o)) / static_cast<double>(o.a2.n_cols); })},
  };
  try {
    return judge_values(attempt, test);
  } catch (Failure& failure) {
    const bool is_beyond = failure.reason.explanation.find("out of bounds") != std::string::npos;
    if (is_beyond) failure.reason.mistake = "shifted-labels", failure.reason.remedy = labels_from_one;
    throw;
  }
}

}  // namespace gradlab::tutorials::lesson_05
