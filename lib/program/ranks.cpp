#include "program/ranks.hpp"

#include "program/mpi_table.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace gradlab::program {

namespace {

std::size_t this_rank = 0, all_ranks = 1;
const MpiTable* mpi = nullptr;  // null: there is one rank
int kept_error = STDERR_FILENO;  // of a rank that is silent else

// How many processes mpirun has started, as Open MPI and others that follow PMI tell; nothing where it has not.
const char* started_ranks() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    if (const char* value = std::getenv(name)) return value;
  }
  return nullptr;
}

// Beside the program in a build, below lib where it is installed.
const MpiTable* load_mpi() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* place : {"libgradlab_mpi.so", "../lib/gradlab/libgradlab_mpi.so"}) {
    void* const module = dlopen((folder / place).c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (!module) continue;
    using Get = const MpiTable* (*)();
    if (const auto get = reinterpret_cast<Get>(dlsym(module, mpi_table_name))) return get();
  }
  return nullptr;
}

void be_silent() {
  kept_error = dup(STDERR_FILENO);
  for (std::FILE* stream : {stdout, stderr}) {
    if (!std::freopen("/dev/null", "w", stream)) std::fclose(stream);
  }
}

}  // namespace

std::size_t rank() { return this_rank; }

std::size_t ranks() { return all_ranks; }

Ranks::Ranks() {
  const char* const started = started_ranks();
  if (!started) return;
  mpi = load_mpi();
  if (!mpi && std::string(started) != "1") {
    throw std::invalid_argument(fmt::format("mpirun started {} processes, but this gradlab was built without MPI; build it "
                                            "where libopenmpi-dev is installed",
                                            started));
  }
  if (!mpi) return;
  mpi->begin(this_rank, all_ranks);
  if (this_rank > 0) be_silent();
}

Ranks::~Ranks() {
  if (mpi) mpi->end();
  mpi = nullptr;
  this_rank = 0;
  all_ranks = 1;
}

// The first rank speaks first. Where it has failed too it ends the others before they speak, on a busy machine too.
void Ranks::end_all(const std::string& reason) {
  if (!mpi) return;
  if (this_rank > 0) std::this_thread::sleep_for(std::chrono::seconds(2));
  const std::string who = this_rank == 0 ? "" : fmt::format("rank {}: ", this_rank);
  const std::string text = fmt::format("gradlab: {}{}\n", who, terminal::printable(reason));
  std::fflush(nullptr);
  if (::write(kept_error, text.data(), text.size()) < 0) kept_error = STDERR_FILENO;  // nobody can be told
  mpi->end_all(terminal::bad_input);
}

gradlab::Part part_of_rank() { return {this_rank, all_ranks}; }

void add_up(std::span<double> numbers) {
  if (mpi) mpi->add_up(numbers.data(), numbers.size());
}

// In halves: a double holds their sums to the last bit.
std::uint64_t add_up(std::uint64_t number) {
  std::array<double, 2> halves = {static_cast<double>(number & 0xffffffff), static_cast<double>(number >> 32)};
  add_up(halves);
  return static_cast<std::uint64_t>(halves[0]) + (static_cast<std::uint64_t>(halves[1]) << 32);
}

void exchange(void* items, std::size_t count, std::size_t bytes_of_item) {
  if (!mpi) return;
  std::vector<std::size_t> begin;
  for (std::size_t r = 0; r <= all_ranks; ++r) begin.push_back(gradlab::Part{r, all_ranks}.of(count).begin);
  mpi->exchange(items, begin.data(), bytes_of_item);
}

bool any_rank(bool mine) {
  double number = mine ? 1 : 0;
  add_up({&number, 1});
  return number > 0;
}

}  // namespace gradlab::program
