// Scripts with matplotlib, pandas and scikit-learn as learners have them: the real packages, without a screen.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>

namespace test_packages {

using nlohmann::json;

TEST_SUITE_BEGIN("packages");

namespace {

bool has(const std::string& packages) {
  if (run_shell("python3 -c 'import " + packages + "'").status == 0) return true;
  MESSAGE("skipped: one of " << packages << " is missing");
  return false;
}

}  // namespace

TEST_CASE("plots open no window and wait for nobody, and a table beside the file is read") {
  if (!has("matplotlib, pandas")) return;
  check_ahead({{"packages/plots.py:cost_function", ""}, {"packages/plots.py:wrong_cost_function", ""}});
  const json right = check_code({"packages/plots.py:cost_function", ""});
  CHECK(right["verdict"] == "agree");
  CHECK(right["code"]["function"] == "cost_function");
  CHECK(right["code"]["skipped"].empty());
  CHECK(remarks_in(right).find("as_matrix() is gone from pandas") != std::string::npos);
  const json wrong = check_code({"packages/plots.py:wrong_cost_function", ""}, 1);
  CHECK(wrong["findings"][0]["mistake"].get<std::string>().starts_with("regularized-bias"));
}

TEST_CASE("names that scikit-learn has no more are given back, and said" * doctest::test_suite("thorough")) {
  if (!has("sklearn")) return;
  check_ahead({{"packages/digits.py:backprop", ""}, {"packages/digits.py:backprop_without_mean", ""}});
  const json right = check_code({"packages/digits.py:backprop", ""});
  CHECK(right["verdict"] == "agree");
  CHECK(right["code"]["skipped"].empty());
  CHECK(remarks_in(right).find("sklearn.cross_validation is gone") != std::string::npos);
  CHECK(remarks_in(right).find("OneHotEncoder(sparse=) is gone") != std::string::npos);
  CHECK(check_code({"packages/digits.py:backprop_without_mean", ""}, 1)["verdict"] == "disagree");
}

TEST_CASE("what a package minimizes for itself is never judged in place of the file's cost") {
  if (!has("sklearn")) return;
  refuses_code({"packages/fits_another.py", ""}, {"total_loss", "IndexError"});
}

TEST_CASE("where the first python3 has no NumPy the next that has it runs the file, and that is said") {
  if (!has("numpy")) return;
  namespace fs = std::filesystem;
  const fs::path folder = scratch_folder() / "without_numpy";
  fs::create_directories(folder);
  const std::string bare = write_file("without_numpy/python3", "#!/bin/sh\nexec \"$REAL_PYTHON\" -S \"$@\"\n");
  fs::permissions(bare, fs::perms::owner_all);
  const std::string command = "REAL_PYTHON=$(command -v python3) PATH='" + folder.string() +
                              "'{} " GRADLAB_PROGRAM " check --json --no-line --python " GRADLAB_CHECKS_DIR
                              "/languages/learners/python/classic.py";
  const Run found = run_shell(fmt::format(fmt::runtime(command), ":\"$PATH\""));
  CHECK(found.status == 0);
  CHECK(remarks_in(json::parse(found.out)).find("has no NumPy") != std::string::npos);
  const Run none = run_shell(fmt::format(fmt::runtime(command), ""));
  CHECK(none.status == 2);
  CHECK(none.err.find("has no NumPy; try: ") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_packages
