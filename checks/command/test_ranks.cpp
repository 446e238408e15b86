// Several processes by MPI, and checks that are kept in a file and taken up again, with MPI and without.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace test_ranks {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string program = std::string("'") + GRADLAB_PROGRAM + "'";

bool has_mpi() {
  const bool is_built = fs::exists(fs::path(GRADLAB_PROGRAM).parent_path() / "libgradlab_mpi.so");
  if (is_built && run_shell("which mpirun").status == 0) return true;
  MESSAGE("skipped: there is no MPI");
  return false;
}

// Root needs the first two; two cores may have three ranks by the third.
Run run_ranks(int ranks, const std::string& arguments) {
  return run_shell(fmt::format("OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
                               "OMPI_MCA_rmaps_base_oversubscribe=1 mpirun -n {} {} {}",
                               ranks, program, arguments));
}

// What no two runs have in common.
json without_times(json report) {
  for (const char* key : {"report", "plan", "replay", "seconds"}) report.erase(key);
  if (report.contains("numeric")) report["numeric"].erase("seconds");
  if (report.contains("implementations")) {
    for (json& one : report["implementations"]) one.erase("seconds");
  }
  return report;
}

std::size_t count_lines(const fs::path& path) {
  std::ifstream file(path);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) ++count;
  return count;
}

}  // namespace

TEST_SUITE_BEGIN("ranks");

TEST_CASE("a check by 1, 2 and 3 ranks says the same to the last bit as without MPI") {
  if (!has_mpi()) return;
  for (const std::string arguments : {"check --json", "check --json --data debug --implementation flipped-sign"}) {
    const json alone = without_times(json::parse(run_gradlab(arguments).out));
    for (const int ranks : {1, 2, 3}) {
      CAPTURE(ranks);
      CHECK(without_times(json::parse(run_ranks(ranks, arguments).out)) == alone);
    }
  }
  CHECK(without_times(run_json("check")) != without_times(run_json("check --seed 2")));
}

TEST_CASE("training by 1, 2 and 3 ranks goes the same way within rounding, and saves the same weights") {
  if (!has_mpi()) return;
  const std::string arguments = "train --json --iterations 10 --save ";
  const json alone = run_json("train --iterations 10 --save alone.csv");
  for (const int ranks : {1, 2, 3}) {
    CAPTURE(ranks);
    const Run run = run_ranks(ranks, arguments + fmt::format("ranks{}.csv", ranks));
    CHECK(run.status == 0);
    const json report = json::parse(run.out);
    for (std::size_t i = 0; i < alone["cost_history"].size(); ++i) {
      const double cost = alone["cost_history"][i].get<double>();
      CHECK(std::abs(report["cost_history"][i].get<double>() - cost) <= 1e-12 * cost);
    }
    CHECK(count_lines(scratch_folder() / fmt::format("ranks{}.csv", ranks)) == 1885);
  }
}

TEST_CASE("what is wrong is said once, and ends all ranks") {
  if (!has_mpi()) return;
  const Run nothing = run_ranks(2, "check --data nope");
  CHECK(nothing.status == 2);
  CHECK(nothing.err.find("nope: no such file") != std::string::npos);
  CHECK(nothing.err.find("nope: no such file") == nothing.err.rfind("nope: no such file"));
  CHECK(run_ranks(2, "check --python nope.py").err.find("one process") != std::string::npos);
  CHECK(run_ranks(2, "train --iterations 1 --implementation loop").status == 2);
  CHECK(run_ranks(2, "check --data debug").status == 0);
}

TEST_CASE("a rank that is killed ends the run, with a message and a status") {
  if (!has_mpi()) return;
  // The one that is killed is the program's second process.
  const std::string line =
      "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 "
      "sh -c 'mpirun -n 2 sh -c \"[ \\$OMPI_COMM_WORLD_RANK = 1 ] && { sleep 2; kill -9 \\$\\$; } & exec \\$0 \\$@\" " +
      program + " check --examples 200000 --method ridders --threads 1'";
  const Run run = run_shell(line);
  CHECK(run.status != 0);
  CHECK(run.err.find("rank 1") != std::string::npos);
}

TEST_CASE("a check that was killed goes on from its file, with MPI and without, to the same result") {
  const std::string arguments = "check --examples 10000 --method ridders --threads 1 --parameters 800";
  const json whole = without_times(run_json(arguments));
  const fs::path kept = scratch_folder() / "kept";
  for (int ranks = 0; ranks <= 2; ranks += 2) {
    if (ranks > 0 && !has_mpi()) return;
    fs::remove(kept);
    // Slow enough that it is killed in the midst of it: once its first piece is there.
    write_file("kill.sh", program + " " + arguments +
                              " --save kept >/dev/null &\n"
                              "for i in $(seq 3000); do [ $(wc -l <kept) -gt 256 ] && break; sleep 0.01; done\n"
                              "kill -9 $!\n");
    run_shell("sh kill.sh");
    const std::size_t lines = count_lines(kept);
    CHECK(lines > 256);
    CHECK(lines < 801);
    const std::string again = arguments + " --json --resume kept";
    const Run run = ranks == 0 ? run_gradlab(again) : run_ranks(ranks, again);
    CHECK(without_times(json::parse(run.out)) == whole);
    CHECK(count_lines(kept) == 801);
  }
}

TEST_CASE("a file of another check is refused, one that is cut off is used as far as it goes") {
  CHECK(run_gradlab("check --data debug --save small").status == 0);
  CHECK(count_lines(scratch_folder() / "small") == 39);
  const Run other = run_gradlab("check --data debug --seed 2 --resume small");
  CHECK(other.status == 2);
  CHECK(other.err.find("is not of this check") != std::string::npos);
  CHECK(run_gradlab("check --data debug --resume nowhere").err.find("no such file") != std::string::npos);
  CHECK(run_gradlab("check --data debug --resume /dev/zero").err.find("a regular file") != std::string::npos);
  CHECK(run_gradlab("check --data debug --save nowhere/kept").status == 2);
  const json whole = without_times(run_json("check --data debug"));
  std::ifstream file(scratch_folder() / "small");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  for (const std::size_t length : {text.size() - 1, text.size() / 2, text.find('\n') + 1}) {
    write_file("cut", text.substr(0, length));
    CHECK(without_times(run_json("check --data debug --resume cut")) == whole);
  }
}

TEST_CASE("training goes on from what it has saved") {
  CHECK(run_gradlab("train --iterations 5 --save half.csv").status == 0);
  const json next = run_json("train --iterations 5 --resume half.csv");
  const json start = run_json("train --iterations 5");
  CHECK(next["cost_history"][0].get<double>() == doctest::Approx(start["cost_history"][5].get<double>()).epsilon(1e-12));
  CHECK(next["saved"] == "half.csv");
  CHECK(run_gradlab("train --resume nowhere.csv").status == 2);
}

TEST_SUITE_END();

}  // namespace test_ranks
