// The pictures of lessons: paths on a landscape, its heights, and tables where there is little room.
#include "gradlab/train/lbfgs.hpp"
#include "teach/lessons/picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace test_pictures {

using namespace gradlab;
using namespace gradlab::teach;

TEST_SUITE_BEGIN("lesson pictures");

namespace {

// A round valley around (1, -1), of depth 1.
Landscape round_valley(double alpha) {
  return {.cost = [](const arma::vec& theta) {
            const arma::vec away = theta - arma::vec{1, -1};
            return Evaluation{1 + arma::dot(away, away), 2 * away};
          },
          .x = {"across", -2, 2},
          .y = {"up", -2, 2},
          .start = {0, 0},
          .alpha = alpha,
          .steps = 5,
          .optimizers = {{"gradient descent", train::minimize_by_gradient_descent}, {"L-BFGS", train::minimize_by_lbfgs}}};
}

}  // namespace

TEST_CASE("paths tell where they were, and how often the cost was asked for") {
  const std::vector<Path> paths = find_paths(round_valley(0.25));
  REQUIRE(paths.size() == 2);
  CHECK(paths[0].name == "gradient descent");
  REQUIRE(paths[0].points.n_rows == 6);
  CHECK(paths[0].evaluations == 6);
  for (arma::uword k = 0; k < 6; ++k) {  // half of the way is left after each step
    CHECK(paths[0].points(k, 0) == doctest::Approx(1 - std::pow(0.5, k)));
    CHECK(paths[0].points(k, 2) == doctest::Approx(1 + 2 * std::pow(0.25, k)));
  }
  CHECK(paths[1].points.tail_rows(1)(2) == doctest::Approx(1));
  CHECK(paths[1].points.n_rows < 6);
  CHECK(paths[1].evaluations >= paths[1].points.n_rows);
  const arma::mat leaps = find_paths(round_valley(1.5)).front().points;
  CHECK(leaps(5, 2) > leaps(0, 2));
}

TEST_CASE("heights are round, and of too many the largest stay") {
  const arma::mat costs = {{0.3, 2}, {4, 21}};
  CHECK(round_heights(costs, 9) == std::vector<double>{0.5, 1, 2, 5, 10, 20});
  CHECK(round_heights(costs, 2) == std::vector<double>{10, 20});
  CHECK(round_heights(arma::mat({1.2, 1.3}), 9).empty());
}

TEST_CASE("costs stand in the middle of their cells, the highest y first") {
  const arma::mat costs = costs_on(round_valley(1), 2, 2);  // at -1 and 1
  CHECK(costs(1, 1) == doctest::Approx(1));
  CHECK(costs(0, 0) == doctest::Approx(9));
  CHECK(costs(0, 1) == doctest::Approx(5));
}

TEST_CASE("a landscape shows the start and both ends, and names two paths") {
  const std::string text = draw(round_valley(0.25), {.width = 60, .lines = 12});
  const std::string map = text.substr(0, text.find("across"));
  CHECK(std::count(map.begin(), map.end(), 'S') == 1);
  CHECK(std::count(map.begin(), map.end(), 'E') >= 1);
  CHECK(text.find("x L-BFGS") != std::string::npos);
  CHECK(text.find("below 2") != std::string::npos);
  Landscape alone = round_valley(0.25);
  alone.optimizers.pop_back();
  CHECK(draw(alone, {.width = 60, .lines = 12}).find("gradient descent") == std::string::npos);
}

TEST_CASE("a table without room shows its brief words") {
  const Table table{"seen", {{{"mistake"}, {"zero weights"}}, {{"not divided by m"}, {"PASSES", Cell::bad, "P"}}}};
  const std::string wide = draw(table, {.width = 60}), narrow = draw(table, {.width = 30});
  CHECK(wide.find("PASSES") != std::string::npos);
  CHECK(narrow.find("PASSES") == std::string::npos);
  CHECK(narrow.find(" P") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_pictures
