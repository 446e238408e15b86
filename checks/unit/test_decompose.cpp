// The decomposition and least squares without LAPACK, against Armadillo's own, which are LAPACK's.
#include "gradlab/decompose.hpp"

#include <armadillo>
#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

namespace test_decompose {

using arma::mat, arma::uword;
using namespace gradlab;

TEST_SUITE_BEGIN("decompose");

namespace {

constexpr double rounding = 1e-12;

bool are_near(const mat& one, const mat& other) { return arma::approx_equal(one, other, "absdiff", rounding); }

PivotedQr decompose(const mat& A) { return pivoted_qr(A, A.is_empty() ? 0 : rounding * arma::abs(A).max()); }

std::vector<mat> examples() {
  arma::arma_rng::set_seed(1);
  std::vector<mat> all = {arma::vec{3}, arma::rowvec{-0.5, 2}, arma::vec{-0.5, 2}, mat(4, 3, arma::fill::eye)};
  for (const auto& [rows, columns] : {std::pair{5, 5}, {30, 7}, {7, 30}, {65, 64}}) {
    all.push_back(mat(arma::uword(rows), arma::uword(columns), arma::fill::randn));
    const mat thin(arma::uword(rows), 3, arma::fill::randn);
    all.push_back(thin * mat(3, arma::uword(columns), arma::fill::randn));
  }
  all.push_back(1e200 * all.back());
  all.push_back(1e-200 * all[4]);
  return all;
}

}  // namespace

TEST_CASE("Q R is the matrix, Q is orthonormal, its columns are as many as the rank") {
  for (const mat& A : examples()) {
    const double scale = arma::abs(A).max();
    const PivotedQr qr = decompose(A);
    CAPTURE(A.n_rows);
    CAPTURE(A.n_cols);
    CHECK(qr.Q.n_cols == arma::rank(mat(A / scale), rounding));
    CHECK(are_near(qr.Q * (qr.R / scale), mat(A / scale).cols(qr.order)));
    CHECK(are_near(qr.Q.st() * qr.Q, arma::eye(qr.Q.n_cols, qr.Q.n_cols)));
    for (uword k = 0; k < qr.R.n_rows; ++k) CHECK((k == 0 || arma::abs(qr.R.row(k).head(k)).max() == 0));
  }
}

TEST_CASE("nothing spans a matrix that is empty, zero or not finite") {
  for (const mat& A : {mat(), mat(0, 3), mat(3, 0), mat(4, 2, arma::fill::zeros), mat{{1, arma::datum::nan}},
                       mat{{1, arma::datum::inf}, {2, 3}}}) {
    CHECK(decompose(A).Q.n_cols == 0);
    CHECK_FALSE(least_squares(A, mat(A.n_rows, 1, arma::fill::ones), rounding));
  }
}

TEST_CASE("a column that is shorter than the tolerance is left out, and one that is longer is not") {
  const mat A = {{1, 1}, {0, 1e-5}};
  CHECK(pivoted_qr(A, 1e-4).Q.n_cols == 1);
  CHECK(pivoted_qr(A, 1e-6).Q.n_cols == 2);
  CHECK_FALSE(least_squares(A, arma::vec{1, 1}, 1e-4));
  CHECK(least_squares(A, arma::vec{1, 1}, 1e-6));
}

TEST_CASE("least squares as LAPACK has them, for one right side and for several; nothing where columns depend") {
  for (const mat& A : examples()) {
    if (arma::abs(A).max() > 1e100 || arma::abs(A).max() < 1e-100) continue;
    const mat B(A.n_rows, 3, arma::fill::randn);
    const auto X = least_squares(A, B, rounding);
    REQUIRE(X.has_value() == (arma::rank(A, rounding) == A.n_cols));
    if (!X) continue;
    CHECK(are_near(*X, arma::solve(A, B)));
    CHECK(are_near(*X, arma::pinv(A) * B));
    CHECK(are_near(*least_squares(A, B.col(1), rounding), X->col(1)));
    CHECK_FALSE(are_near(*X, arma::pinv(A) * (B + 1e-6)));
  }
}

TEST_CASE("least squares reach a solution that is far below the largest entries") {
  const mat A = {{1, 1}, {1, 1 + 1e-6}, {1, 1 - 1e-6}};
  const arma::vec truth = {2, -3};
  const auto x = least_squares(A, A * truth, 1e-7);
  REQUIRE(x.has_value());
  CHECK(arma::abs(*x - truth).max() < 1e-8);
}

TEST_CASE("a right side of another length is refused") {
  CHECK_THROWS_AS(least_squares(mat(3, 2, arma::fill::eye), mat(2, 1), 0), std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_decompose
