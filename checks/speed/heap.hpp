// How much memory a benchmark holds at its peak, beyond what was there before: every block that malloc and its kin
// hand out in this process is counted. What OpenBLAS maps for its own packing buffers is not among them.
#pragma once

#include <benchmark/benchmark.h>

namespace speed {

class Heap : public benchmark::MemoryManager {
 public:
  void Start() override;
  void Stop(Result* result) override;

 private:
  long long before_ = 0;
};

}  // namespace speed
