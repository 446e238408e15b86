// Fuzzes the answers of foreign code: any line is one of the answers, or is refused by one of two errors.
#include "gradlab/languages/protocol_answers.hpp"
#include "gradlab/process/child.hpp"

#include "promise.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

using namespace gradlab::languages;

template <class Read>
void attempt(const Read& read) {
  try {
    read();
  } catch (const CodeError& error) {
    require(std::string(error.what()).size() < 2000, "a message is short");
  } catch (const gradlab::process::Gone& gone) {
    require(std::string(gone.what()).size() < 2000, "a message is short");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string line(reinterpret_cast<const char*>(bytes), size);
  attempt([&] {
    const Json answer = parse_answer(line, "code", "gradient");
    attempt([&] { to_cost(answer); });
    attempt([&] { to_gradient_answer(answer, "code"); });
    attempt([&] { to_results(answer, "code"); });
    attempt([&] { to_blocks(answer, "code"); });
    attempt([&] { to_recording(answer, "code"); });
    attempt([&] {
      const Description description = to_description(answer, "code");
      require(!description.label_shapes.empty() || answer.contains("label_shapes"), "a form of the labels is there");
    });
  });
  return 0;
}
