#include "gradlab/single_threaded_blas.hpp"

#include <doctest/doctest.h>

int main(int argc, char** argv) {
  const gradlab::SingleThreadedBlas as_in_the_command;  // so that the last digits are the same
  return doctest::Context(argc, argv).run();
}
