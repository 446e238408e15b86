// Keeps BLAS on the core that calls it: many small products one after the other lose more by sharing than they gain,
// and several callers at once have the cores already.
#pragma once

namespace gradlab {

/// While any of these lives, OpenBLAS uses one thread; afterwards as many as before. May be nested and be made by
/// several threads at once. It rules the whole process, so keep it short-lived.
class SingleThreadedBlas {
 public:
  SingleThreadedBlas();
  ~SingleThreadedBlas();
  SingleThreadedBlas(const SingleThreadedBlas&) = delete;
  SingleThreadedBlas& operator=(const SingleThreadedBlas&) = delete;
};

}  // namespace gradlab
