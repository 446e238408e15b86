// Lesson 13: every known mistake in the gradient, made at four points, and where nothing of it shows.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace gradlab::tutorials::lesson_13 {

namespace {

namespace nn = neural_network;

struct Point {
  std::string name;
  double scale;       // of the debug network's weights
  arma::uword m;      // its first examples
  double lambda;
};

const std::vector<Point>& points() {
  static const std::vector<Point> all = {
      {"good", 1, 5, 3}, {"lambda 0", 1, 5, 0}, {"zero weights", 0, 5, 3}, {"m = 1", 1, 1, 3}};
  return all;
}

arma::vec gradient_at(const Point& point, const std::vector<const nn::Mistake*>& made) {
  const auto [sizes, theta, X, y, lambda] = nn::debug_network();
  const nn::Problem there = {sizes, point.scale * theta, X.head_rows(point.m), y.head(point.m), point.lambda};
  return to_evaluation(nn::implement(made)(there)).gradient;
}

// A difference of a part in ten million of the largest entry; a mistake moves an entry by far more, or not at all.
bool is_seen(const Point& point, const nn::Mistake& mistake) {
  const arma::vec right = gradient_at(point, {}), wrong = gradient_at(point, {&mistake});
  return arma::abs(wrong - right).max() > 1e-7 * arma::abs(right).max();
}

// One of each name, where the gradient is what is wrong.
std::vector<const nn::Mistake*> in_the_gradient() {
  std::vector<const nn::Mistake*> chosen;
  for (const nn::Mistake& mistake : nn::mistakes()) {
    const bool is_variant = !chosen.empty() && chosen.back()->name == mistake.name;
    if (!is_variant && mistake.kind != "cost") chosen.push_back(&mistake);
  }
  std::erase_if(chosen, [](const nn::Mistake* mistake) { return !is_seen(points().front(), *mistake); });
  return chosen;
}

// In the lessons' words; a mistake without any goes by its name.
std::string in_words(const nn::Mistake& mistake) {
  static const std::map<std::string_view, std::string> words = {
      {"missing-mean", "not divided by m"},
      {"doubled-mean", "Theta1: divided by m twice"},
      {"derivative-of-activation", "slope at a, not at z"},
      {"derivative-of-tanh", "slope of another function"},
      {"missing-derivative", "slope left out"},
      {"sigmoid-for-derivative", "sigmoid for its slope"},
      {"wrong-sigmoid-gradient", "z*(1-z) for the slope"},
      {"wrong-bias-dropped", "last entry of d1 dropped"},
      {"last-example-only", "last example only"},
      {"regularized-bias", "penalty: on the biases too"},
      {"halved-regularization", "penalty: Lambda/(2m)"},
      {"unscaled-regularization", "penalty: not divided by m"},
      {"missing-regularization", "penalty: forgotten"},
      {"unregularized-row", "penalty: without row 0"},
      {"ones-in-bias-column", "penalty: ones for biases"},
  };
  const auto found = words.find(mistake.name);
  return found == words.end() ? std::string(mistake.name) : found->second;
}

bool is_seen_everywhere(const nn::Mistake& mistake) {
  return std::all_of(points().begin(), points().end(), [&](const Point& point) { return is_seen(point, mistake); });
}

Picture grid() {
  std::vector<std::vector<Cell>> rows = {{{"mistake"}}};
  for (const Point& point : points()) rows[0].push_back({point.name, Cell::plain, point.name.substr(0, 2)});
  for (const nn::Mistake* mistake : in_the_gradient()) {
    if (is_seen_everywhere(*mistake)) continue;
    const std::string words = in_words(*mistake).substr(0, 40);
    rows.push_back({{words, Cell::plain, words.substr(0, 26)}});
    for (const Point& point : points()) {
      rows.back().push_back(is_seen(point, *mistake) ? Cell{"."} : Cell{"PASSES", Cell::bad, "P"});
    }
  }
  return Table{"", rows};
}

std::string count_passing() {
  const auto all = in_the_gradient();
  std::set<std::string_view> listed;
  for (const nn::Mistake& mistake : nn::mistakes()) listed.insert(mistake.name);
  std::string text = fmt::format("gradlab mistakes lists {}; of these {} change this gradient,\nand of these there pass\n",
                                 listed.size(), all.size());
  for (const Point& point : points()) {
    const auto pass = std::count_if(all.begin(), all.end(), [&](const nn::Mistake* m) { return !is_seen(point, *m); });
    text += fmt::format("  {:<14}{:3}\n", point.name, pass);
  }
  text += fmt::format("and {} are seen at all four", std::count_if(all.begin(), all.end(), [](const nn::Mistake* mistake) {
                        return is_seen_everywhere(*mistake);
                      }));
  return text;
}

}  // namespace

Live live() {
  Live live;
  live.values["passing"] = count_passing();
  live.pictures["grid"] = grid;
  return live;
}

}  // namespace gradlab::tutorials::lesson_13
