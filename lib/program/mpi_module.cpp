#include "program/mpi_table.hpp"

#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>

#include <algorithm>
#include <vector>

namespace gradlab::program {

namespace {

std::size_t this_rank = 0, all_ranks = 1;

void begin(std::size_t& rank, std::size_t& ranks) {
  MPI_Init(nullptr, nullptr);
  int number = 0, count = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &number);
  MPI_Comm_size(MPI_COMM_WORLD, &count);
  rank = this_rank = static_cast<std::size_t>(number);
  ranks = all_ranks = static_cast<std::size_t>(count);
}

void end() { MPI_Finalize(); }

void end_all(int status) { MPI_Abort(MPI_COMM_WORLD, status); }

void add_up(double* numbers, std::size_t count) {
  constexpr std::size_t most = std::size_t{1} << 30;  // MPI counts in int
  for (std::size_t first = 0; first < count; first += most) {
    const int part = static_cast<int>(std::min(most, count - first));
    MPI_Allreduce(MPI_IN_PLACE, numbers + first, part, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  }
}

void exchange(void* items, const std::size_t* begin, std::size_t bytes_of_item) {
  std::vector<int> bytes(all_ranks), first(all_ranks);
  for (std::size_t r = 0; r < all_ranks; ++r) {
    first[r] = static_cast<int>(begin[r] * bytes_of_item);
    bytes[r] = static_cast<int>((begin[r + 1] - begin[r]) * bytes_of_item);
  }
  MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, items, bytes.data(), first.data(), MPI_BYTE, MPI_COMM_WORLD);
}

}  // namespace

}  // namespace gradlab::program

extern "C" const gradlab::program::MpiTable* gradlab_mpi_table() {
  using namespace gradlab::program;
  static const MpiTable table = {begin, end, end_all, add_up, exchange};
  return &table;
}
