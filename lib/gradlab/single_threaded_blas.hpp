// Keeps OpenBLAS on the thread that calls it. Its number of threads is the caller's: the library changes the number in
// in_parallel::for_each alone, where the threads of the loop have the cores already; the command changes it in main.
#pragma once

namespace gradlab {

/// While any object of this class lives, OpenBLAS uses one thread; afterwards as many as before the first one.
/// Objects may be nested, and several threads may make them at once. The number holds for the whole process.
class SingleThreadedBlas {
 public:
  SingleThreadedBlas();
  ~SingleThreadedBlas();
  SingleThreadedBlas(const SingleThreadedBlas&) = delete;
  SingleThreadedBlas& operator=(const SingleThreadedBlas&) = delete;
};

}  // namespace gradlab
