#include "gradlab/process/memory.hpp"

#include <fmt/format.h>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>

namespace gradlab::process {

namespace {

std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

struct InUse {
  std::size_t addresses = 0, data = 0;  // as RLIMIT_AS and RLIMIT_DATA count them
};

// A sanitizer has terabytes to begin with.
InUse memory_in_use() {
  std::ifstream statm("/proc/self/statm");
  std::size_t size = 0, resident = 0, shared = 0, text = 0, library = 0, data = 0;
  statm >> size >> resident >> shared >> text >> library >> data;
  return statm ? InUse{size * page_size(), data * page_size()} : InUse{};
}

std::size_t left_of(decltype(RLIMIT_AS) what, std::size_t in_use) {
  rlimit limit{};
  if (getrlimit(what, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::numeric_limits<std::size_t>::max();
  return limit.rlim_cur - std::min<std::size_t>(limit.rlim_cur, in_use);
}

}  // namespace

std::size_t machine_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  return pages > 0 ? static_cast<std::size_t>(pages) * page_size() : 0;
}

std::size_t memory_left() {
  const InUse in_use = memory_in_use();
  return std::min(left_of(RLIMIT_AS, in_use.addresses), left_of(RLIMIT_DATA, in_use.data));
}

void limit_memory(std::size_t bytes) {
  const std::size_t in_use = memory_in_use().data;
  rlimit limit{};
  if (in_use == 0 || getrlimit(RLIMIT_DATA, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, in_use + bytes);
  setrlimit(RLIMIT_DATA, &limit);
}

bool has_room_for(std::size_t bytes) {
  void* const place = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return false;
  munmap(place, bytes);
  return true;
}

std::string name_bytes(double bytes) {
  for (const char* unit : {"bytes", "kB", "MB"}) {
    if (bytes < 1000) return fmt::format("{:.3g} {}", bytes, unit);
    bytes /= 1000;
  }
  return fmt::format("{:.3g} GB", bytes);
}

}  // namespace gradlab::process
