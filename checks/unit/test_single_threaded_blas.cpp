// The guard that keeps BLAS on one core while it lives.
#include "gradlab/single_threaded_blas.hpp"

#include <cblas.h>
#include <doctest/doctest.h>

namespace test_single_threaded_blas {

TEST_SUITE_BEGIN("single-threaded BLAS");

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

}  // namespace test_single_threaded_blas
