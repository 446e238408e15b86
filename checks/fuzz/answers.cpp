// Fuzzes the answers that learners type: any text is finite numbers, or none, and a printed number is read as itself.
#include "teach/lessons/expression.hpp"

#include "promise.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace gradlab::teach;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const double value : evaluate(text)) {
    require(std::isfinite(value), "a value is finite");
    char printed[40];
    std::snprintf(printed, sizeof printed, "%.17g", value);
    const auto again = evaluate(printed);
    require(again.size() == 1 && again.front() == value, "a printed number is read as itself");
  }
  for (const std::size_t count : {1, 2, 3}) {
    for (const auto& numbers : read_typed_numbers(text, count)) {
      require(count == 1 ? !numbers.empty() : numbers.size() == count, "a reading has as many numbers as asked for");
    }
  }
  return 0;
}
