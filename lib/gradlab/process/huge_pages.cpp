#include "gradlab/process/huge_pages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace gradlab::process {

void use_huge_pages(const void* first, std::size_t bytes) {
  constexpr int collapse = 25;  // MADV_COLLAPSE of Linux 6.1, which older headers lack
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)), place = reinterpret_cast<std::uintptr_t>(first);
  const std::uintptr_t begin = (place + page - 1) / page * page, end = (place + bytes) / page * page;
  if (begin >= end) return;
  [[maybe_unused]] const int refused = madvise(reinterpret_cast<void*>(begin), end - begin, collapse);
}

}  // namespace gradlab::process
