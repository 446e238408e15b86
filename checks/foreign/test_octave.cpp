// Octave as learners write it: the same rows as for Python, by a real octave.
#include "code.hpp"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("octave");
TEST_SUITE_END();
