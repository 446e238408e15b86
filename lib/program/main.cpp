// The gradlab command: parses, runs a verb, and returns its exit status. All errors end here.
#include "gradlab/single_threaded_blas.hpp"
#include "program/isolated_reading.hpp"
#include "program/parse.hpp"
#include "program/replay.hpp"
#include "terminal/status.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <string>

namespace {

using namespace gradlab::program;

int report_error(const std::string& message) {
  fmt::print(stderr, "gradlab: {}\n", message);
  return gradlab::terminal::bad_input;
}

// A full disk shows only when the buffer of standard output is written.
int finish(int status) {
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
  return report_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

}  // namespace

int main(int argc, char** argv) {
  const gradlab::SingleThreadedBlas blas;  // on a busy machine its threads wait for one another longer than they work
  remember_command_line(argc, argv);
  try {
    answer_if_reader(argc, argv);
    return finish(parse(argc, argv)());
  } catch (const std::bad_alloc&) {
    return report_error("not enough memory for data of this size; try --examples with fewer");
  } catch (const std::exception& error) {
    return report_error(error.what());
  }
}
