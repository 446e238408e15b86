// The checks of sizes, finiteness and labels: what they accept, and what they say of what they refuse.
#include "gradlab/require.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace test_shape {

using namespace gradlab;

TEST_SUITE_BEGIN("shape");

TEST_CASE("a matrix of the right size passes, any other is named with both sizes") {
  CHECK_NOTHROW(require_shape("Theta1", arma::mat(5, 4), 5, 4));
  CHECK_NOTHROW(require_shape("X", arma::mat(), 0, 0));
  CHECK_THROWS_WITH_AS(require_shape("Theta1", arma::mat(4, 5), 5, 4), "Theta1 should be 5 x 4, but is 4 x 5",
                       std::invalid_argument);
}

TEST_CASE("the first entry that is not finite is named with its place") {
  arma::mat X(3, 2, arma::fill::ones);
  CHECK_NOTHROW(require_finite("X", X));
  X(1, 1) = arma::datum::nan;
  CHECK_THROWS_WITH_AS(require_finite("X", X), "X(1,1) should be a finite number, but is nan", std::invalid_argument);
  X(1, 1) = -arma::datum::inf;
  CHECK_THROWS_WITH_AS(require_finite("X", X), "X(1,1) should be a finite number, but is -inf", std::invalid_argument);
}

TEST_CASE("a label outside 1..K is named with its example") {
  CHECK_NOTHROW(require_labels("y", arma::uvec{1, 2, 3}, 3));
  CHECK_THROWS_WITH_AS(require_labels("y", arma::uvec{1, 0, 3}, 3), "y(1) should be a label from 1 to 3, but is 0",
                       std::invalid_argument);
  CHECK_THROWS_WITH_AS(require_labels("y", arma::uvec{1, 4}, 3), "y(1) should be a label from 1 to 3, but is 4",
                       std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_shape
