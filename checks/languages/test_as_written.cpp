// Files in the styles in which people write, mixed at random: names and order of arguments, forms of X, y and weights,
// notebooks, classes, Python 2, Octave. Each is checked as it stands, and the answers are counted.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace test_as_written {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_SUITE_BEGIN("as written");

namespace {

const fs::path learners = fs::path(GRADLAB_CHECKS_DIR) / "languages" / "learners";

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(learners / folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Run check_file(const fs::path& path) {
  const char* option = path.extension() == ".m" ? "--octave" : "--python";
  return run_gradlab(fmt::format("check --no-line {} '{}'", option, path.string()));
}

struct Counts {
  int files = 0, right = 0, wrong = 0;
};

// Exit statuses: 0 agree, 1 disagree; all others are no judgement.
Counts count(const std::vector<fs::path>& files) {
  Counts counts;
  for (const fs::path& path : files) {
    const int status = check_file(path).status;
    ++counts.files;
    counts.right += status == 0;
    counts.wrong += status == 1;
    if (status > 1) MESSAGE("not judged: " << path.filename().string());
  }
  return counts;
}

}  // namespace

TEST_CASE("right code is never called wrong, wrong code never right, and three of four are judged as they stand") {
  const Counts right = count(files_of("as_written/right")), wrong = count(files_of("as_written/wrong"));
  CHECK(right.files >= 40);
  CHECK(wrong.files >= 20);
  CHECK(right.wrong == 0);
  CHECK(wrong.right == 0);
  CHECK(4 * right.right >= 3 * right.files);
  CHECK(4 * wrong.wrong >= 3 * wrong.files);
}

TEST_CASE("each of these kinds is judged as it stands, and its twin with a slip disagrees") {
  for (const fs::path& path : files_of("kinds/right")) {
    CAPTURE(path.filename().string());
    CHECK(check_file(path).status == 0);
    CHECK(check_file(learners / "kinds" / "wrong" / path.filename()).status == 1);
  }
}

TEST_SUITE_END();

}  // namespace test_as_written
