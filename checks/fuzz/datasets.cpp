// Fuzzes read_dataset. Each file is read three times, once with itself as its targets, and once in part.
#include "input_file.hpp"
#include "promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const InputFile file(bytes, size);
  try_dataset(file.path(), "");
  try_dataset(file.path(), file.path());
  try_part(file.path());
  return 0;
}
