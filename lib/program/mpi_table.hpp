// What the module of MPI offers the command. It is loaded where mpirun has started the program, and nowhere else: MPI
// and its libraries would double the time in which the command starts.
#pragma once

#include <cstddef>

namespace gradlab::program {

struct MpiTable {
  void (*begin)(std::size_t& rank, std::size_t& ranks);
  void (*end)();
  void (*end_all)(int status);
  void (*add_up)(double* numbers, std::size_t count);
  /// begin: the first item of each rank's share, and the number of all behind the last.
  void (*exchange)(void* items, const std::size_t* begin, std::size_t bytes_of_item);
};

/// The name of the function that returns it.
inline constexpr const char* mpi_table_name = "gradlab_mpi_table";

}  // namespace gradlab::program
