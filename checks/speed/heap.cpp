#include "heap.hpp"

#include <malloc.h>

#include <atomic>
#include <cerrno>

// glibc's own names of the functions that are replaced below.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}

namespace {

std::atomic<long long> held{0};
std::atomic<long long> peak{0};
std::atomic<long long> blocks{0};

void* count(void* block) {
  const long long now = held += static_cast<long long>(malloc_usable_size(block));
  long long highest = peak;
  while (now > highest && !peak.compare_exchange_weak(highest, now)) {
  }
  ++blocks;
  return block;
}

void uncount(void* block) { held -= static_cast<long long>(malloc_usable_size(block)); }

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return count(__libc_malloc(size)); }
void* calloc(std::size_t number, std::size_t size) { return count(__libc_calloc(number, size)); }
void* memalign(std::size_t alignment, std::size_t size) { return count(__libc_memalign(alignment, size)); }
void* aligned_alloc(std::size_t alignment, std::size_t size) { return count(__libc_memalign(alignment, size)); }

int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

void* realloc(void* old, std::size_t size) {
  uncount(old);
  return count(__libc_realloc(old, size));
}

void free(void* block) {
  uncount(block);
  __libc_free(block);
}

}  // extern "C"

namespace speed {

void Heap::Start() {
  before_ = held;
  peak = before_;
  blocks = 0;
}

void Heap::Stop(Result* result) {
  result->num_allocs = blocks;
  result->max_bytes_used = peak - before_;
}

}  // namespace speed
