// In place of BLAS, which the engine goes without: its one product that the numerical side calls.
#pragma once

enum CBLAS_ORDER { CblasColMajor };
enum CBLAS_TRANSPOSE { CblasNoTrans, CblasTrans };

/// c = alpha * op(a) * op(b) + beta * c: c has `rows` and `columns`, and `inner` is summed over.
inline void cblas_dgemm(CBLAS_ORDER, CBLAS_TRANSPOSE of_a, CBLAS_TRANSPOSE of_b, int rows, int columns, int inner,
                        double alpha, const double* a, int stride_a, const double* b, int stride_b, double beta,
                        double* c, int stride_c) {
  const auto at = [](CBLAS_TRANSPOSE turned, const double* matrix, int stride, int row, int column) {
    return turned == CblasTrans ? matrix[column + row * stride] : matrix[row + column * stride];
  };
  for (int j = 0; j < columns; ++j) {
    double* const result = c + j * stride_c;
    for (int i = 0; i < rows; ++i) result[i] = beta == 0 ? 0 : beta * result[i];
    for (int k = 0; k < inner; ++k) {
      const double factor = alpha * at(of_b, b, stride_b, k, j);
      for (int i = 0; i < rows; ++i) result[i] += factor * at(of_a, a, stride_a, i, k);
    }
  }
}
