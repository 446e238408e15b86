// Fuzzes read_weights.
#include "input_file.hpp"
#include "promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const InputFile file(bytes, size);
  try_weights(file.path());
  return 0;
}
