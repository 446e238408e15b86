// Memory that runs out, and outputs that take nothing: one line where it can be told, status 2, and never a hang.
#include "run.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

namespace test_limits {

TEST_SUITE_BEGIN("limits");

namespace {

const std::string gradlab = GRADLAB_PROGRAM;

// Several commands, or one whose outputs go elsewhere.
Run shell(const std::string& commands) { return run_shell("sh -c '" + commands + "'"); }

}  // namespace

TEST_CASE("where no output takes anything, the status alone tells it") {
  for (const char* verb : {"check --parameters 3", "compare", "mistakes", "--help", "learn 1", "check --data nope"}) {
    CAPTURE(verb);
    for (const char* outputs : {">&- 2>&-", ">/dev/full 2>/dev/full"}) {
      CHECK(shell(gradlab + " " + verb + " " + outputs).status == 2);
    }
  }
  CHECK(shell(gradlab + " mistakes").status == 0);
}

TEST_CASE("what takes more memory than --memory allows is refused in one line") {
  const Run refused = run_gradlab("check --memory 400MB --examples 500000 --parameters 3");
  CHECK(refused.status == 2);
  CHECK(refused.err.find("more memory than may be used") != std::string::npos);
  CHECK(refused.err.find("--memory") != std::string::npos);
  CHECK(run_gradlab("check --memory 400MB --examples 50 --parameters 3").status == 0);
  for (const char* wrong : {"x", "5MB", "-1GB", "4XB", "nan"}) {
    CHECK(run_gradlab(std::string("check --memory ") + wrong).status == 2);
  }
}

TEST_CASE("a small file that claims more numbers than the memory holds is refused by its name") {
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (300000, 1000), }";
  header.resize(117, ' ');
  header.insert(0, std::string("\x93NUMPY\x01\x00\x76\x00", 10)).push_back('\n');
  const std::string path = write_file("claims.npy", header);
  std::filesystem::resize_file(path, 128 + 300'000'000);  // of zeros that take no room on the disk
  const Run refused = run_gradlab("check --memory 1GB --data " + path);
  CHECK(refused.status == 2);
  CHECK(refused.err.find("claims to hold 300000000 numbers") != std::string::npos);
}

TEST_CASE("under a low limit of the system it ends with status 2, where OpenBLAS would wait for ever") {
  for (const char* limit : {"100000", "300000"}) {
    const Run low = shell("ulimit -v " + std::string(limit) + "; timeout 20 " + gradlab + " check --parameters 3");
    CHECK(low.status == 2);
    CHECK(low.err.find("memory can be had") != std::string::npos);
  }
}

TEST_SUITE_END();

}  // namespace test_limits
