// The fuzzers' seeds and findings, replayed without a fuzzer: each file keeps the readers' promise. Those in crashing/
// crash the libraries that read them; a fuzzer, which reads in its own process, could not start from them.
#include "../fuzz/promise.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>

namespace test_data_corpus {

namespace {

void replay(const std::string& name, const std::function<void(const std::string&)>& try_file) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GRADLAB_CHECKS_DIR "/fuzz/corpus/" + name)) {
    CAPTURE(entry.path().string());
    CHECK_NOTHROW(try_file(entry.path().string()));
    ++count;
  }
  CHECK(count > 0);
}

}  // namespace

TEST_CASE("the fuzzers' corpus") {
  replay("datasets", [](const std::string& path) {
    try_dataset(path, "");
    try_dataset(path, path);
    try_part(path);
  });
  replay("weights", [](const std::string& path) { try_weights(path); });
  replay("crashing", [](const std::string& path) {
    try_dataset(path, "", GRADLAB_MADE_UP_READER);
    try_part(path, GRADLAB_MADE_UP_READER);
    try_weights(path, GRADLAB_MADE_UP_READER);
  });
}

}  // namespace test_data_corpus
