// Recognizing labels: where they count from, how many there are, and what is no label.
#include "gradlab/data/labels.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace test_data_labels {

using namespace gradlab;

TEST_SUITE_BEGIN("data: labels");

namespace {

void recognizes(const arma::vec& y, arma::uword num_labels, const arma::uvec& expected, arma::uword expected_labels,
                const std::string& description) {
  const data::Labels labels = data::recognize_labels(y, num_labels);
  CAPTURE(labels.description);
  CHECK(arma::all(labels.y == expected));
  CHECK(labels.num_labels == expected_labels);
  CHECK(labels.description == description);
}

void refuses_labels(const arma::vec& y, arma::uword num_labels, const std::string& message) {
  CHECK_THROWS_WITH_AS(data::recognize_labels(y, num_labels), message.c_str(), std::invalid_argument);
}

}  // namespace

TEST_CASE("1..K stay, 0..K-1 move up by one, 10 may mean 0") {
  recognizes({1, 3, 2}, 0, {1, 3, 2}, 3, "labels 1 to 3");
  recognizes({0, 2, 1}, 0, {1, 3, 2}, 3, "labels 0 to 2 as 1 to 3");
  recognizes({10, 1, 9}, 0, {10, 1, 9}, 10,
             "labels 1 to 10, where 10 means 0 if they are digits; only 3 of the 10 labels up to 10 occur");
  recognizes({0, 9}, 0, {1, 10}, 10, "labels 0 to 9 as 1 to 10; only 2 of the 10 labels up to 9 occur");
  recognizes({0, 10}, 0, {1, 11}, 11, "labels 0 to 10 as 1 to 11; only 2 of the 11 labels up to 10 occur");
  recognizes({1}, 0, {1}, 1, "labels 1 to 1");
}

TEST_CASE("their number may be given, where the data have only some of them") {
  recognizes({1, 2}, 10, {1, 2}, 10, "labels 1 to 10");
  recognizes({0, 2}, 10, {1, 3}, 10, "labels 0 to 9 as 1 to 10");
  refuses_labels({1, 4, 5}, 3, "y(1) should be a label from 1 to 3 (3 labels), but is 4");
  refuses_labels({0, 3}, 3, "y(1) should be a label from 0 to 2 (3 labels), but is 3");
}

TEST_CASE("what is no label is named with its example") {
  const std::string expected = "should be a label (a whole number from 0 or 1 up to 100000), but is ";
  const std::string advice = "; for values to predict try --model linear_regression";
  refuses_labels({1, 1.5}, 0, "y(1) " + expected + "1.5" + advice);
  refuses_labels({-1, 1}, 0, "y(0) " + expected + "-1");
  refuses_labels({1, arma::datum::nan}, 0, "y(1) " + expected + "nan" + advice);
  refuses_labels({1, arma::datum::inf}, 0, "y(1) " + expected + "inf" + advice);
  refuses_labels({1, 1e300}, 0, "y(1) " + expected + "1e+300" + advice);
  refuses_labels({}, 0, "y should have a label for each example, but is empty");
}

TEST_CASE("numbers that can hardly be labels are refused, or taken where their number is said") {
  refuses_labels(
      {5, 5, 5}, 0,
      "y should hold several labels, but all of its 3 are 5; name the right column by --label-column, or say "
      "by --labels how many there are");
  recognizes({5, 5, 5}, 6, {5, 5, 5}, 6, "labels 1 to 6");
  refuses_labels(
      {1, 20000}, 0,
      "y should hold labels, but only 2 of the numbers up to 20000 occur; are they values to predict (--model "
      "linear_regression)? else say --labels 20000");
  recognizes({1, 20000}, 20000, {1, 20000}, 20000, "labels 1 to 20000");
  const arma::vec one_each = arma::regspace(1, 12);
  recognizes(one_each, 0, arma::conv_to<arma::uvec>::from(one_each), 12,
             "labels 1 to 12; each example has a label of its own: are they labels?");
}

TEST_SUITE_END();

}  // namespace test_data_labels
