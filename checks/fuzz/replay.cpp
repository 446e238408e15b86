// The seeds and findings of the fuzzers that read no files, replayed without a fuzzer. test_data_corpus.cpp replays
// those of the readers.
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#define LLVMFuzzerTestOneInput try_answers
#include "answers.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput try_protocol
#include "protocol.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput try_records
#include "records.cpp"
#undef LLVMFuzzerTestOneInput

namespace {

void replay(const std::string& name, int (*attempt)(const std::uint8_t* bytes, std::size_t size)) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GRADLAB_CHECKS_DIR "/fuzz/corpus/" + name)) {
    CAPTURE(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    CHECK_NOTHROW(attempt(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    ++count;
  }
  CHECK(count > 0);
}

}  // namespace

TEST_CASE("the fuzzers' corpus of answers, of code and of learners, and of records") {
  replay("answers", try_answers);
  replay("protocol", try_protocol);
  replay("records", try_records);
}
