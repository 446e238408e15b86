// Code as people write it: each kind is understood as it stands, and its twin with a mistake is called wrong.
#include "code.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace test_understood {

using nlohmann::json;

TEST_SUITE_BEGIN("understood");

namespace {

// The right file agrees, its twin with a mistake disagrees.
void judge_kinds(const std::vector<std::string>& kinds) {
  if (!has_numpy()) return;
  for (const std::string& kind : some_of(kinds)) {
    CAPTURE(kind);
    CHECK(check_code({"understood/right_" + kind + ".py", ""})["verdict"] == "agree");
    CHECK(check_code({"understood/wrong_" + kind + ".py", ""}, 1)["verdict"] == "disagree");
  }
}

}  // namespace

TEST_CASE("weights, data and pieces are found wherever the code has them") {
  judge_kinds({
      "class_of_data",    // X and y are in the object, theta is an argument
      "class_of_layers",  // layers within layers, gradients in pairs
      "class_of_steps",   // the gradient is in the step alone
      "names_of_file",    // X, y and the sizes are the file's, and its data is not here
      "pieces",           // forward, cost and backward apart, weights in a dict
      "record",           // weights are the fields of an object
      "any_depth",        // keys made by "W" + str(l)
      "class_of_pairs",   // a list of (x, y)
      "class_of_vectors", // one vector is an argument of methods
      "class_of_sums",    // the cost is a sum over the examples, the gradient that of one
      "energy",           // a cost and its gradient under other names
      "fuller",           // a penalty is in the second of two pairs
      "packed",           // W and b one after the other in a vector
      "shapes",           // shapes of the matrices for sizes
  });
}

TEST_CASE("sizes that are fixed in the code are found before the tries run out, whatever theta might be" *
          doctest::test_suite("thorough")) {
  if (!has_numpy()) return;
  CHECK(check_code({"understood/right_fixed_sizes.py", ""})["verdict"] == "agree");
  CHECK(check_code({"understood/wrong_fixed_sizes.py", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("a gradient alone is judged with the cost in the file beside it") {
  if (!has_numpy()) return;
  CHECK(check_code({"understood/beside/gradientFunction.py", ""})["verdict"] == "agree");
  CHECK(check_code({"understood/beside/gradientWrong.py", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("code for labels 0..K-1 whose own data has 1..K is undecided") {
  if (!has_numpy()) return;
  const json report = check_code({"understood/labels_as_they_are.py", ""}, 3);
  CHECK(troubles_in(report).find("labels_from_zero") != std::string::npos);
  CHECK(check_code({"understood/labels_converted.py", ""})["verdict"] == "agree");
}

TEST_CASE("a network whose gradient fits its own cost is undecided, unless it takes the exercise's arguments") {
  if (!has_numpy()) return;
  const json report = check_code({"understood/stranger.py", ""}, 3);
  CHECK(troubles_in(report).find("unknown_network") != std::string::npos);
  CHECK(report["findings"].empty());
  CHECK(check_code({"understood/stranger_wrong.py", ""}, 1)["verdict"] == "disagree");
  CHECK(check_code({"understood/stranger_classic.py", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("a sum over the examples with a penalty of its own is recognized where nobody promised a mean, and said" *
          doctest::test_suite("thorough")) {
  if (!has_numpy()) return;
  const json report = check_code({"understood/summed.py", ""});
  CHECK(report["verdict"] == "agree");
  for (const char* remark : {"both the sums over the examples, not their means", "lambda times the sum of squares",
                             "its penalty holds the biases too"}) {
    CHECK(remarks_in(report).find(remark) != std::string::npos);
  }
  CHECK(check_code({"understood/summed_wrong.py", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("a penalty that holds the biases too is recognized in another network, and said") {
  if (!has_numpy()) return;
  const json report = check_code({"understood/penalized_biases.py", ""});
  CHECK(report["verdict"] == "agree");
  CHECK(report["report"].dump().find("its penalty holds the biases too") != std::string::npos);
  CHECK(check_code({"understood/penalized_biases_wrong.py", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("a cost alone that is not our network's is undecided, unless a known mistake explains it") {
  if (!has_numpy()) return;
  const json report = check_code({"understood/summed.py:distance", ""}, 3);
  CHECK(troubles_in(report).find("unknown_network") != std::string::npos);
  CHECK(report["report"].dump().find("its cost is not that of our network") != std::string::npos);
  CHECK(check_code({"understood/summed.py:without_mean", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("a matrix of its own is judged by its own cost, unless that is negative") {
  if (!has_numpy()) return;
  CHECK(check_code({"understood/one_matrix.py", ""})["verdict"] == "agree");
  CHECK(check_code({"understood/one_matrix_wrong.py", ""}, 1)["verdict"] == "disagree");
  const json report = check_code({"understood/one_matrix_negative.py", ""}, 3);
  CHECK(troubles_in(report).find("negative_cost") != std::string::npos);
}

TEST_CASE("a cost that fits its gradient with one output alone is doubted; one that fits with any number agrees") {
  const json report = check_code({"understood/one_output_alone.py", ""}, 3);
  CHECK(troubles_in(report).find("one_output") != std::string::npos);
  CHECK(check_code({"kinds/right/dict_of_activations.py", ""})["verdict"] == "agree");
}

TEST_CASE("the exercise's sigmoid stands in where it is missing") {
  if (run_shell("octave-cli --version").status != 0) return;
  CHECK(check_code({"understood/alone/nnCostFunction.m", ""})["verdict"] == "agree");
  CHECK(check_code({"understood/alone_wrong/nnCostFunction.m", ""}, 1)["verdict"] == "disagree");
}

TEST_SUITE_END();

}  // namespace test_understood
