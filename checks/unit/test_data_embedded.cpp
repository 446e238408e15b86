// The data that are part of the library: known sizes, sums and first rows of the two published sets.
#include "gradlab/data/embedded.hpp"

#include <doctest/doctest.h>

namespace test_data_embedded {

using namespace gradlab;

TEST_SUITE_BEGIN("data: embedded");

TEST_CASE("digits: 1,797 of 64 values in 0..1, each label about as often as another") {
  const data::Dataset digits = data::digits();
  REQUIRE(digits.X.n_rows == 1797);
  REQUIRE(digits.X.n_cols == 64);
  REQUIRE(digits.y.n_elem == 1797);
  CHECK(digits.X.min() == 0);
  CHECK(digits.X.max() == 1);
  CHECK(arma::accu(digits.X) * 16 == 561718);  // as scikit-learn's load_digits().data.sum()
  CHECK(digits.X(0, 2) == 5.0 / 16);
  CHECK(digits.y(0) == 0);
  const arma::uvec counts = arma::hist(digits.y, arma::regspace(0, 9));
  CHECK(arma::all(counts == arma::uvec{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}));  // the UCI page's table
  CHECK(digits.attribution.find("Alpaydin and Kaynak") != std::string::npos);
  CHECK(digits.attribution.find("CC BY 4.0") != std::string::npos);
  CHECK(digits.description.find("divided by 16") != std::string::npos);
}

TEST_CASE("iris: 50 flowers of each of three kinds") {
  const data::Dataset iris = data::iris();
  REQUIRE(iris.X.n_rows == 150);
  REQUIRE(iris.X.n_cols == 4);
  CHECK(arma::all(arma::hist(iris.y, arma::regspace(0, 2)) == arma::uvec{50, 50, 50}));
  CHECK(arma::approx_equal(iris.X.row(0), arma::rowvec{5.1, 3.5, 1.4, 0.2}, "absdiff", 0));
  CHECK(arma::mean(iris.X.col(0)) == doctest::Approx(5.843333).epsilon(1e-6));  // 5.843, as published
  CHECK(iris.attribution.find("Fisher") != std::string::npos);
  CHECK(iris.attribution.find("CC BY 4.0") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_data_embedded
