// Several processes that work together: the ranks of MPI, where mpirun started the program and the build has MPI.
// Elsewhere there is one rank, and nothing is exchanged.
#pragma once

#include "gradlab/part.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace gradlab::program {

/// Takes part in MPI while it lives. The first rank alone prints on standard output and standard error.
/// throws std::invalid_argument where mpirun started several processes but the build has no MPI.
class Ranks {
 public:
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  /// Says what has failed here, and ends all ranks with the status of bad input.
  static void end_all(const std::string& reason);
};

/// Of this process, from 0; and how many there are. 0 and 1 where there is no Ranks.
std::size_t rank();
std::size_t ranks();

/// The sums over all ranks, the same bits in each: one Allreduce.
void add_up(std::span<double> numbers);

/// The sum over all ranks, modulo 2^64.
std::uint64_t add_up(std::uint64_t number);

/// This rank's part of all things that the ranks divide among them.
gradlab::Part part_of_rank();

/// Each rank has filled in its share of the items; then each has all. They are exchanged as bytes.
void exchange(void* items, std::size_t count, std::size_t bytes_of_item);

/// Whether any rank says so.
bool any_rank(bool mine);

}  // namespace gradlab::program
