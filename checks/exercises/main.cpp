// Runs the tests of this folder with state and cache of their own, so that nobody's progress is touched.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

int main(int argc, char** argv) {
  std::string pattern = (std::filesystem::temp_directory_path() / "exercise-tests-XXXXXX").string();
  if (!mkdtemp(pattern.data())) return 1;
  setenv("XDG_STATE_HOME", (pattern + "/state").c_str(), 1);
  setenv("XDG_CACHE_HOME", (pattern + "/cache").c_str(), 1);
  std::filesystem::current_path(pattern);

  doctest::Context context(argc, argv);
  const int status = context.run();
  std::filesystem::current_path("/");
  std::error_code ignored;  // a terminal that a test left may still write there
  std::filesystem::remove_all(pattern, ignored);
  return status;
}
