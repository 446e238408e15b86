#include "gradlab/blas_buffers.hpp"

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

std::mutex buffers_guard;
std::size_t reserved = 0;

}  // namespace

std::size_t reserve_blas_buffers(std::size_t threads) {
  const std::lock_guard lock(buffers_guard);
  if (!blas_memory_alloc || !blas_memory_free) return threads;  // another BLAS, or an OpenBLAS that hides them
  std::vector<void*> held;  // a buffer is made where all others are in use
  while (reserved < threads && held.size() < threads && (held.size() < reserved || has_room_for_another())) {
    held.push_back(blas_memory_alloc(0));
  }
  for (void* const buffer : held) blas_memory_free(buffer);
  reserved = std::max(reserved, held.size());
  return std::clamp<std::size_t>(reserved, 1, threads);
}

}  // namespace gradlab
