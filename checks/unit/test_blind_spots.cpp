// What a check could not have noticed: on a configuration, and by a sample of entries.
#include "diagnosing.hpp"

#include "gradlab/check/checker.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace test_blind_spots {

using namespace diagnosing;

TEST_SUITE_BEGIN("diagnosis");

TEST_CASE("what a check could not have noticed is told with its reason and the change that shows it") {
  const diagnosis::BlindSpots at_zero = find_blind_spots(debug_network(0));
  CHECK(reason(at_zero, "regularized-bias") == "lambda is 0: --lambda 1");
  CHECK(reason(at_zero, "flipped-sign") == "");
  CHECK(at_zero.change == "--lambda 1");
  CHECK(find_blind_spots(debug_network(3)).spots.size() == 1);  // saturation

  Problem c = debug_network(3);
  c.theta.zeros();
  const diagnosis::BlindSpots zero_weights = find_blind_spots(c);
  CHECK(reason(zero_weights, "missing-derivative") == "all weights are 0: random weights");
  CHECK(zero_weights.change == "random weights");

  c = debug_network(3);
  c.theta.fill(0.1);
  CHECK(reason(find_blind_spots(c), "wrong-bias-dropped") == "the weights are equal: random weights");

  c = debug_network(0);
  c.X = c.X.row(0);
  c.y = c.y.row(0);
  const diagnosis::BlindSpots one_example = find_blind_spots(c);
  CHECK(reason(one_example, "missing-mean") == "there is one example only: more examples");
  CHECK(reason(one_example, "unscaled-regularization").find("lambda is 0 and there is one example") == 0);

  c = debug_network(3);
  c.y.fill(1);
  CHECK(reason(find_blind_spots(c), "shifted-labels (last not read)") ==
        "all examples have one label: examples of every label");
}

TEST_CASE("a sample of entries can miss what a check of all would see") {
  const Problem c = random_problem({8, 6, 5}, 40, 2, 4);
  const Objective objective = make_objective(c);
  check::CheckOptions options;
  const auto right = [&](const vec& theta) {
    Problem moved = c;
    moved.theta = theta;
    return to_evaluation(vectorized::nn_cost_function(moved));
  };
  const check::CheckResult all = check::check_gradients(objective, {{"right", right}}, c.theta, options);
  CHECK(find_blind_spots(c, all).spots.size() == 1);  // saturation
  check::CheckResult one = all;
  one.entries = {all.entries.back()};
  one.numerical = {all.numerical.back()};
  CHECK(reason(find_blind_spots(c, one), "doubled-mean") == "only 1 of 89 entries are checked: --parameters all");
}

TEST_CASE("blind spots are named by variant where another variant shows, and by family where none does") {
  Problem c = debug_network(3);
  c.theta.zeros();
  const diagnosis::BlindSpots spots = find_blind_spots(c);
  const KnownMistakes known = make_known_mistakes(c);
  std::vector<std::string> reasons;
  for (const diagnosis::BlindSpot& spot : spots.spots) {
    if (std::find(reasons.begin(), reasons.end(), spot.because) == reasons.end()) reasons.push_back(spot.because);
  }
  int variants = 0, families = 0;
  for (const std::string& because : reasons) {
    for (const std::string& name : diagnosis::names_because(spots, because)) {
      CAPTURE(name);
      for (const KnownMistake& mistake : known.mistakes) {
        if (name_of(mistake) != name && mistake.name != name) continue;
        CHECK(reason(spots, name_of(mistake)) != "");  // whatever the name covers is hidden
      }
      ++(name.find(" (") == name.npos ? families : variants);
    }
  }
  CHECK(variants > 0);
  CHECK(families > 0);
}

TEST_CASE("what a finding names is no blind spot, alone or in a set") {
  Problem c = debug_network(3);
  c.theta.zeros();
  diagnosis::BlindSpots spots = find_blind_spots(c);
  REQUIRE(reason(spots, "missing-derivative") != "");
  const std::size_t before = spots.spots.size();
  diagnosis::Finding finding;
  finding.mistake = "flipped-sign";
  drop_named(spots, {finding});
  CHECK(spots.spots.size() == before);
  finding.alternatives = {"doubled-mean + missing-derivative"};
  drop_named(spots, {finding});
  CHECK(reason(spots, "missing-derivative") == "");
  CHECK(spots.spots.size() < before);
}

TEST_SUITE_END();

}  // namespace test_blind_spots
