// Lesson 16: training on shipped digits, and where the sigmoid is exactly 0 or 1.
#include "gradlab/data/embedded.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/labels.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/predict.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/train/optimizer.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

namespace gradlab::tutorials::lesson_16 {

namespace {

namespace nn = neural_network;

constexpr nn::LayerSizes sizes{64, 25, 10};

arma::uvec labels_of(const data::Dataset& dataset) { return data::recognize_labels(dataset.y, 10).y; }

struct Trained {
  data::Dataset training, held_out;
  train::Minimum minimum;
};

// `gradlab train --held-out 0.5 --optimizer gradient_descent --alpha 2 --iterations 200`
const Trained& trained() {
  static const Trained result = [] {
    const auto [training, held_out] = data::hold_out(data::digits(), 0.5, 1);
    const arma::uvec y = labels_of(training);
    const auto function = [&X = training.X, &y](const arma::vec& theta) {
      const auto r = nn::vectorized::nn_cost_function(theta, 64, 25, 10, X, y, 1);
      return Evaluation{r.reg_J, nn::unroll({r.grad1_reg, r.grad2_reg})};
    };
    train::MinimizeOptions options;
    options.iterations = 200;
    options.alpha = 2;
    const arma::vec start = nn::unroll(nn::random_weights(sizes, 1));
    return Trained{training, held_out, train::find_optimizer("gradient_descent").minimize(function, start, options)};
  }();
  return result;
}

// The same training with a mistake in the gradient: the right cost at its end.
arma::vec train_with(std::string_view mistake) {
  const auto& [training, held_out, minimum] = trained();
  const nn::NetworkFunction wrong = nn::implement({&nn::find_mistake(mistake)});
  nn::Problem p{sizes, nn::unroll(nn::random_weights(sizes, 1)), training.X, labels_of(training), 1};
  for (int step = 0; step < 200; ++step) p.theta -= 2 * to_evaluation(wrong(p)).gradient;
  return p.theta;
}

double percent_right(const data::Dataset& dataset, const arma::vec& theta) {
  const arma::uvec answers = nn::predict(nn::reshape(theta, sizes), dataset.X);
  return 100 * arma::mean(arma::conv_to<arma::vec>::from(answers == labels_of(dataset)));
}

std::string tell_wrong() {
  const data::Dataset &seen = trained().training, &unseen = trained().held_out;
  std::string text = "gradient             J       learned from   never seen\n";
  const auto add = [&](const char* name, const arma::vec& theta) {
    const double J = nn::vectorized::nn_cost_function(theta, 64, 25, 10, seen.X, labels_of(seen), 1).reg_J;
    text += fmt::format("{:<19}  {:.3f}   {:.1f} %         {:.1f} %\n", name, J, percent_right(seen, theta),
                        percent_right(unseen, theta));
  };
  add("right", trained().minimum.theta);
  for (const char* mistake : {"regularized-bias", "missing-derivative"}) add(mistake, train_with(mistake));
  return text;
}

// Rows: the right label; columns: the answer.
arma::umat count_answers(const data::Dataset& dataset) {
  const arma::uvec right = labels_of(dataset);
  const arma::uvec answers = nn::predict(nn::reshape(trained().minimum.theta, sizes), dataset.X);
  arma::umat counts(10, 10, arma::fill::zeros);
  for (arma::uword i = 0; i < right.n_elem; ++i) ++counts(right(i) - 1, answers(i) - 1);
  return counts;
}

Picture training() {
  const arma::vec& costs = trained().minimum.cost_history;
  const arma::vec steps = arma::regspace(0, static_cast<double>(costs.n_elem - 1));
  const std::string title = fmt::format("J, from {:.4f} to {:.4f}", costs.front(), costs.back());
  return Chart{title, {"steps"}, {""}, {{"", steps, costs}}, {}};
}

Picture confusion() {
  const arma::umat counts = count_answers(trained().held_out);
  std::vector<std::vector<Cell>> rows = {{{"right"}}};
  for (int k = 0; k < 10; ++k) rows[0].push_back({fmt::format("{:>2}", k)});
  for (arma::uword r = 0; r < 10; ++r) {
    rows.push_back({{fmt::format("  {}", r)}});
    for (arma::uword c = 0; c < 10; ++c) {
      const std::string text = counts(r, c) ? fmt::format("{:>2}", counts(r, c)) : " .";
      rows.back().push_back({text, r == c ? Cell::good : counts(r, c) ? Cell::bad : Cell::plain});
    }
  }
  return Table{"answered", rows};
}

// Label and answer of the mistake made most often, and one of the images.
struct Confused {
  arma::uword is, taken_for;
  arma::rowvec image;
};

Confused most_confused() {
  const data::Dataset& unseen = trained().held_out;
  arma::umat counts = count_answers(unseen);
  counts.diag().zeros();
  const arma::uvec place = arma::ind2sub(arma::size(counts), counts.index_max());
  const arma::uvec right = labels_of(unseen), answers = nn::predict(nn::reshape(trained().minimum.theta, sizes), unseen.X);
  const arma::uvec found = arma::find(right == place(0) + 1 && answers == place(1) + 1, 1);
  return {place(0), place(1), unseen.X.row(found(0))};
}

Picture confused_digit() {
  const Confused confused = most_confused();
  const std::string title = fmt::format("is {}, taken for {}", confused.is, confused.taken_for);
  return Heatmaps{{{title, arma::reshape(confused.image, 8, 8).t()}}};
}

std::string tell_shares() {
  const auto& [seen, unseen, minimum] = trained();
  return fmt::format("right of {} learned from  {:.1f} %\nright of {} never seen    {:.1f} %", seen.X.n_rows,
                     percent_right(seen, minimum.theta), unseen.X.n_rows, percent_right(unseen, minimum.theta));
}

// The least z, to four digits, from which on sigmoid(z) is exactly 1.
double exactly_one_from() {
  double z = 30;
  while (sigmoid(z) != 1) z += 0.01;
  return z;
}

std::string tell_gap() {
  const double gap = std::numeric_limits<double>::epsilon();
  return fmt::format("the next number after 1:  1 + {:.3g}\nhalf of this gap:         {:.3g}", gap, gap / 2);
}

std::string tell_edge() {
  return fmt::format("1 - sigmoid(37)  {:.3g}\nsigmoid(-710)    {:.3g}", 1 - sigmoid(37.0), sigmoid(-710.0));
}

// One term of S13 from the output, and from z.
std::string tell_both(double z) {
  const double a = sigmoid(z);
  const auto shown = [](double cost) { return std::isnan(cost) ? "NaN" : std::isinf(cost) ? "infinity" : "finite"; };
  std::string text = fmt::format("z = {}         S13        from z\n", z);
  for (const auto& [y, name] : {std::pair{1.0, "y = 1, right"}, std::pair{0.0, "y = 0, wrong"}}) {
    text += fmt::format("{}   {:<8}   {:.3g}\n", name, shown(-y * std::log(a) - (1 - y) * std::log(1 - a)),
                        softplus(z) - y * z);
  }
  return text;
}

std::string saturated() {
  nn::Problem p = nn::debug_network();
  p.theta *= 10000;
  const auto loop = nn::loop::nn_cost_function(p);
  const auto vectorized = nn::vectorized::nn_cost_function(p);
  return fmt::format("loop        J = {}\nvectorized  J = {:.4f}\nexamples with an output of exactly 0 or 1: {} of 5",
                     std::isnan(loop.cost) ? "NaN" : std::isinf(loop.cost) ? "Inf" : "finite", vectorized.cost,
                     nn::find_saturated(weights_of(p), p.X).n_elem);
}

}  // namespace

Live live() {
  Live live;
  live.values["shares"] = tell_shares();
  live.values["gap"] = tell_gap();
  live.values["edge"] = tell_edge();
  live.values["both"] = tell_both(50);
  live.values["saturated"] = saturated();
  live.pictures["training"] = training;
  live.values["wrong"] = tell_wrong();
  live.pictures["confusion"] = confusion;
  live.pictures["confused"] = confused_digit;
  const Confused confused = most_confused();
  live.answers["confused"] = {static_cast<double>(confused.is), static_cast<double>(confused.taken_for)};
  live.answers["edge"] = {exactly_one_from()};
  live.given = {200, 10000};
  return live;
}

}  // namespace gradlab::tutorials::lesson_16
