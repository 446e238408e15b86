// BLAS, where there is none: the one product that the library asks of it, by three loops. Named as in every cblas.h.
#pragma once

enum CBLAS_ORDER { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112 };

/// C := alpha * op(A) * op(B) + beta * C, all column by column: op(A) is (m, k), op(B) (k, n).
inline void cblas_dgemm(CBLAS_ORDER, CBLAS_TRANSPOSE turn_a, CBLAS_TRANSPOSE turn_b, int m, int n, int k, double alpha,
                        const double* A, int lda, const double* B, int ldb, double beta, double* C, int ldc) {
  const auto at = [](const double* M, int ld, bool is_turned, int row, int column) {
    return is_turned ? M[row * ld + column] : M[column * ld + row];
  };
  for (int column = 0; column < n; ++column) {
    for (int row = 0; row < m; ++row) {
      double sum = 0;
      for (int i = 0; i < k; ++i) {
        sum += at(A, lda, turn_a == CblasTrans, row, i) * at(B, ldb, turn_b == CblasTrans, i, column);
      }
      double& entry = C[column * ldc + row];
      entry = alpha * sum + (beta == 0 ? 0 : beta * entry);
    }
  }
}
