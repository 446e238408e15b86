#include "gradlab/blas_buffers.hpp"

#include <cblas.h>
#include <sys/mman.h>

#include <algorithm>
#include <mutex>
#include <vector>

extern "C" {
[[gnu::weak]] void* blas_memory_alloc(int position);
[[gnu::weak]] void blas_memory_free(void* buffer);
}

namespace gradlab {

namespace {

bool has_room_for_another() {
  constexpr std::size_t buffer = std::size_t{128} << 20, rest = std::size_t{64} << 20;  // the rest is for the numbers
  void* const place = mmap(nullptr, buffer + rest, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return false;
  munmap(place, buffer + rest);
  return true;
}

// OpenBLAS's own threads beside the caller's. They keep a buffer each, and take it some time after they have started.
const std::size_t workers = static_cast<std::size_t>(std::max(1, openblas_get_num_threads())) - 1;

std::mutex buffers_guard;
std::size_t made = 0;  // so many were in use at once

}  // namespace

std::size_t reserve_blas_buffers(std::size_t threads) {
  const std::lock_guard lock(buffers_guard);
  if (!blas_memory_alloc || !blas_memory_free) return threads;  // another BLAS, or an OpenBLAS that hides them
  const std::size_t wanted = threads + workers;
  std::vector<void*> held;  // a buffer is made where all others are in use
  while (made < wanted && held.size() < wanted && (held.size() < made || has_room_for_another())) {
    held.push_back(blas_memory_alloc(0));
  }
  for (void* const buffer : held) blas_memory_free(buffer);
  made = std::max(made, held.size());
  return std::clamp<std::size_t>(made - std::min(made, workers), 1, threads);
}

}  // namespace gradlab
