// Fuzzes what is remembered of a learner: any text is a record with sound numbers, or none.
#include "teach/exercises/record.hpp"
#include "teach/lessons/bookmark.hpp"

#include "promise.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gradlab::teach;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  if (const auto record = parse_record(text)) {
    for (const auto& [name, entry] : record->entries) require(entry.hints >= 0, "no number of hints is negative");
  }
  parse_bookmark(text);
  return 0;
}
