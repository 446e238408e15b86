// The loop's own small tools: outer products that are added in place, a transpose that lies ready, and BLAS kept on one
// core. What the loop does with them is the golden test's business.
#include "gradlab/models/network/by_example.hpp"
#include "gradlab/single_threaded_blas.hpp"

#include <armadillo>
#include <cblas.h>
#include <doctest/doctest.h>

#include <stdexcept>

namespace nn = gradlab::neural_network;

TEST_SUITE_BEGIN("by example");

TEST_CASE("an outer product is added as Armadillo's matrix product would be") {
  for (const arma::uword rows : {1u, 3u, 25u}) {
    for (const arma::uword columns : {1u, 4u, 401u}) {
      const arma::rowvec d = arma::linspace<arma::rowvec>(-1, 2, rows);
      const arma::rowvec x = arma::linspace<arma::rowvec>(3, -5, columns);
      arma::mat sum(rows, columns, arma::fill::ones);
      const arma::mat expected = sum + d.t() * x;
      sum += nn::outer(d, x);
      CHECK(arma::approx_equal(sum, expected, "absdiff", 1e-15 * 10));  // two roundings of figures up to 10
      CHECK_FALSE(arma::approx_equal(sum, expected + 1e-6, "absdiff", 1e-15 * 10));
    }
  }
}

TEST_CASE("a transposed outer product does not fit") {
  arma::mat sum(3, 4, arma::fill::zeros);
  CHECK_THROWS_AS(sum += nn::outer(arma::rowvec(4, arma::fill::ones), arma::rowvec(3, arma::fill::ones)),
                  std::invalid_argument);
}

TEST_CASE("a transpose that lies ready is the transpose") {
  const arma::mat matrix = {{1, 2, 3}, {4, 5, 6}};
  const nn::TransposedOnce ready = matrix;
  CHECK(arma::approx_equal(ready.t(), matrix.t(), "absdiff", 0));
  CHECK(arma::approx_equal(ready.tail_cols(2), matrix.tail_cols(2), "absdiff", 0));
}

TEST_CASE("BLAS stays on one core until the last guard is gone, then has its threads again") {
  const int before = openblas_get_num_threads();
  openblas_set_num_threads(2);
  {
    const gradlab::SingleThreadedBlas outside;
    CHECK(openblas_get_num_threads() == 1);
    { const gradlab::SingleThreadedBlas inside; }
    CHECK(openblas_get_num_threads() == 1);
  }
  CHECK(openblas_get_num_threads() == 2);
  openblas_set_num_threads(before);
}

TEST_SUITE_END();
