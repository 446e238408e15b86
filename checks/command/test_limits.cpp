// Memory that runs out, and outputs that take nothing: one line where it can be told, status 2, and never a hang.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace test_limits {

TEST_SUITE_BEGIN("limits");

namespace {

const std::string gradlab = GRADLAB_PROGRAM;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_sanitized = true;
#elif defined(__has_feature)
constexpr bool is_sanitized = __has_feature(address_sanitizer);
#else
constexpr bool is_sanitized = false;
#endif

// A sanitizer takes terabytes of addresses and a thread, and ends the program itself where they are refused.
bool has_limits() {
  if (is_sanitized) MESSAGE("skipped: with a sanitizer no limit of memory or threads can be tried");
  return !is_sanitized;
}

// Several commands, or one whose outputs go elsewhere.
Run shell(const std::string& commands) { return run_shell("sh -c '" + commands + "'"); }

Run as_nobody(const std::string& commands) { return run_shell("su nobody -s /bin/bash -c '" + commands + "'"); }

bool may_be_nobody() {
  if (as_nobody("test -x " + gradlab).status == 0) return true;
  MESSAGE("skipped: not root, or nobody else may run the program");
  return false;
}

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
  if (!has_limits()) return;
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
  if (!has_limits()) return;
  for (const char* limit : {"100000", "300000"}) {
    const Run low = shell("ulimit -v " + std::string(limit) + "; timeout 20 " + gradlab + " check --parameters 3");
    CHECK(low.status == 2);
    CHECK(low.err.find("memory can be had") != std::string::npos);
  }
  for (const char* limit : {"400000", "430000", "460000", "520000"}) {
    CAPTURE(limit);
    CHECK(shell("ulimit -v " + std::string(limit) + "; timeout 20 " + gradlab + " check --parameters 3").status == 0);
  }
}

TEST_CASE("a stack that OpenBLAS would overflow is refused in one line") {
  if (!has_limits()) return;
  const Run low = shell("ulimit -s 64; " + gradlab + " check --parameters 3");
  CHECK(low.status == 2);
  CHECK(low.err == "gradlab: less than 256 kB of stack can be had; raise the limit (ulimit -s)\n");
  CHECK(shell("ulimit -s 256; " + gradlab + " check --parameters 3 --threads 4").status == 0);
}

TEST_CASE("where --memory has no room for the buffers of more threads, fewer do the work") {
  if (!has_limits()) return;
  for (const char* threads : {"1", "2", "9"}) {
    CAPTURE(threads);
    const Run run = shell("timeout 60 " + gradlab + " check --memory 200MB --parameters 50 --threads " + threads);
    CHECK(run.status == 0);
    CHECK(run.out.find("AGREE") != std::string::npos);
  }
}

TEST_CASE("a check takes at most four times the memory of the examples") {
  if (!has_limits()) return;
  const int examples = 12'000, values = 28 * 28;
  std::string pixels;
  for (std::uint32_t i = 0; i < examples * values; ++i) pixels.push_back(static_cast<char>((i * 2654435761u) >> 24));
  const std::string images =
      write_file("large-images", std::string("\0\0\x08\x03\0\0\x2e\xe0\0\0\0\x1c\0\0\0\x1c", 16) + pixels);
  std::string digits;
  for (int i = 0; i < examples; ++i) digits.push_back(static_cast<char>(i % 10));
  const std::string labels = write_file("large-labels", std::string("\0\0\x08\x01\0\0\x2e\xe0", 8) + digits);
  const double megabytes = examples * values * 8 / 1e6;
  const auto check_within = [&](double times) {  // at least 200 MB, says --memory
    return shell(fmt::format("timeout 60 {} check --data {} --targets {} --parameters 5 --memory {:.0f}MB", gradlab, images,
                             labels, times * megabytes));
  };
  CHECK(check_within(4).status == 0);
  const Run refused = check_within(2.7);
  CHECK(refused.status == 2);
  CHECK(refused.err.find("may be used") != std::string::npos);
}

TEST_CASE("a user who may start no thread gets the same verdict") {
  if (!has_limits()) return;
  if (!may_be_nobody()) return;
  const Run alone = as_nobody("ulimit -u 1; exec " + gradlab + " check --data debug --threads 4");
  CHECK(alone.status == 0);
  CHECK(alone.out.find("AGREE") != std::string::npos);
  const std::string code = write_file("quick.py", "def f(theta):\n    return float((theta**2).sum()), 2*theta\n");
  const Run none = as_nobody("ulimit -u 1; exec " + gradlab + " check --python " + code);  // which needs a process
  CHECK(none.status == 2);
  CHECK(none.err.find("cannot start a process: ") != std::string::npos);
}

TEST_CASE("a number of threads that is none disturbs nobody") {
  const Run run = run_shell("env OMP_NUM_THREADS=abc OPENBLAS_NUM_THREADS=abc " + gradlab + " check --data debug");
  CHECK(run.status == 0);
  CHECK(run.err.empty());
}

TEST_CASE("code of one's own sees the environment as it was, though the command sets it for its own BLAS") {
  const std::string code =
      write_file("threads.py",
                 "import os\ndef f(theta):\n"
                 "    assert not [name for name in os.environ if name.endswith('_BEFORE')]\n"
                 "    assert os.environ.get('OPENBLAS_NUM_THREADS') == os.environ.get('EXPECTED')\n"
                 "    assert 'OPENBLAS_CORETYPE' not in os.environ\n"
                 "    return float((theta**2).sum()), 2*theta\n");
  const std::string check = gradlab + " check --length 3 --python " + code;
  CHECK(run_shell(check).status == 0);
  CHECK(run_shell("env OPENBLAS_NUM_THREADS=3 EXPECTED=3 " + check).status == 0);
  CHECK(run_shell("env OPENBLAS_NUM_THREADS=3 EXPECTED=2 " + check).status == 2);
  CHECK(run_shell("env OPENBLAS_CORETYPE=Haswell " + check).status == 2);
}

TEST_CASE("a network that takes more memory than may be used is refused before it is made") {
  for (const std::string verb : {"check", "train", "compare", "step --data digits", "sweep --data digits"}) {
    CAPTURE(verb);
    const Run units = run_gradlab(verb + " --hidden 1000000 --memory 1GB");
    CHECK(units.status == 2);
    CHECK(units.err.find("--hidden 1000000: such a network takes 30.3 GB") != std::string::npos);
    const Run outputs = run_gradlab(verb + " --hidden 5 --labels 1000000000 --memory 1GB");
    CHECK(outputs.status == 2);
    CHECK(outputs.err.find("--hidden 5, --labels 1000000000: such a network takes 4.33e+04 GB") != std::string::npos);
  }
  CHECK(run_gradlab("train --hidden 1000 --examples 20 --iterations 1 --memory 1GB").status == 0);
}

TEST_CASE("numbers that no network can have are refused at once") {
  for (const char* verb : {"check", "train", "step", "compare"}) {
    CAPTURE(verb);
    CHECK(run_gradlab(std::string(verb) + " --labels 4294967296").status == 2);
  }
}

TEST_CASE("a file that ends too early, as one that is cut while it is read, is told from one that is locked away") {
  const std::string shorter = "/sys/kernel/mm/transparent_hugepage/enabled";  // it claims a page, and has one line
  if (!std::filesystem::exists(shorter)) {
    MESSAGE("skipped: there is no " << shorter);
    return;
  }
  const Run cut = run_gradlab("check --data " + shorter);
  CHECK(cut.status == 2);
  CHECK(cut.err.find("but it ends after") != std::string::npos);
  CHECK(cut.err.find("permission") == std::string::npos);
}

TEST_CASE("what may not be read is told from what is not there") {
  if (!may_be_nobody()) return;
  namespace fs = std::filesystem;
  const auto refusal = [](const std::string& option, const std::string& path) {
    const Run run = as_nobody("HOME=/nowhere " + gradlab + " check " + option + " " + path);
    CHECK(run.status == 2);
    return run.err;
  };
  const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
  const std::string folder = (scratch_folder() / "shut").string(), file = folder + "/locked";
  fs::permissions(scratch_folder(), fs::perms(0711));
  fs::create_directory(folder);
  for (const std::string option : {"--data", "--weights", "--python", "--octave"}) {
    CAPTURE(option);
    write_file("shut/locked", "1,2,1\n2,3,2\n");
    fs::permissions(folder, fs::perms(0700));
    CHECK(has(refusal(option, file), "Permission denied"));
    fs::permissions(folder, fs::perms(0755));
    fs::permissions(file, fs::perms(0));
    CHECK(has(refusal(option, file), "Permission denied; check its permissions"));
    fs::remove(file);
    CHECK(!has(refusal(option, file), "Permission denied"));
  }
}

TEST_CASE("what a disk does not keep is not taken for saved") {
  if (!has_limits()) return;
  const std::string path = write_file("kept.csv", "old");
  const std::string train = " train --data iris --iterations 1 --save " + path;
  const Run failed = run_shell("env LD_PRELOAD=" GRADLAB_FAILING_FSYNC " " + gradlab + train);
  CHECK(failed.status == 2);
  CHECK(failed.err.find("Input/output error") != std::string::npos);
  CHECK(run_shell("cat " + path).out == "old");
  CHECK(run_gradlab(train).status == 0);
}

TEST_CASE("code of one's own has so much time in all, which is told where it is over") {
  const std::string f = "import time\ndef f(theta):\n    time.sleep(SECONDS)\n"
                        "    return float((theta**2).sum()), 2*theta\n";
  const auto with_sleep = [&](const std::string& seconds) {
    return "check --time-limit 2 --length 30 --python " +
           write_file("slow.py", std::string(f).replace(f.find("SECONDS"), 7, seconds));
  };
  const Run slow = run_gradlab(with_sleep("0.1"));
  CHECK(slow.status == 2);
  CHECK(slow.err.find("expected the whole check within 2 s") != std::string::npos);
  CHECK(slow.err.find("--time-limit") != std::string::npos);
  const std::string quick = write_file("quick.py", std::string(f).replace(f.find("SECONDS"), 7, "0"));
  CHECK(run_gradlab("check --time-limit 600 --length 3 --python " + quick).status == 0);
}

TEST_CASE("an answer of very many levels is refused, and ends nothing") {
  const std::string deep = std::string(300000, '[') + std::string(300000, ']');
  const std::string code = write_file("deep.sh", R"(read -r question; echo '{"version":1,"name":"deep","parameters":3}'
while read -r question; do echo '{"cost":)" + deep + R"(}'; done)");
  const Run refused = run_gradlab("check --exec 'sh " + code + "'");
  CHECK(refused.status == 2);
  CHECK(refused.err.find("expected one JSON object") != std::string::npos);
}

TEST_CASE("where the temporary directory takes nothing, that is what is told") {
  const std::string python = write_file("quick.py", "def f(theta):\n    return float((theta**2).sum()), 2*theta\n");
  const Run none = shell("TMPDIR=/no/such " + gradlab + " check --python " + python);
  CHECK(none.status == 2);
  CHECK(none.err.find("/no/such") != std::string::npos);
  const Run full = shell("ulimit -f 1; " + gradlab + " check --python " + python);  // 512 or 1,024 bytes a file
  CHECK(full.status == 2);
  CHECK(full.err.find("cannot be written") != std::string::npos);
}

TEST_CASE("code in a device is refused, and never waited for") {
  for (const char* option : {"--python", "--octave"}) {
    const Run refused = run_gradlab(std::string("check ") + option + " /dev/zero");
    CHECK(refused.status == 2);
    CHECK(refused.err.find("is a device or pipe") != std::string::npos);
  }
}

TEST_SUITE_END();

}  // namespace test_limits
