#include "gradlab/single_threaded_blas.hpp"

#include <cblas.h>

#include <mutex>

namespace gradlab {

namespace {

std::mutex guard;
int living = 0;
int threads_before = 1;

}  // namespace

SingleThreadedBlas::SingleThreadedBlas() {
  const std::lock_guard lock(guard);
  if (living++ > 0) return;
  threads_before = openblas_get_num_threads();
  openblas_set_num_threads(1);
}

SingleThreadedBlas::~SingleThreadedBlas() {
  const std::lock_guard lock(guard);
  if (--living == 0) openblas_set_num_threads(threads_before);
}

}  // namespace gradlab
