// Before Armadillo: its sizes have 64 bits, as the library's own compiler gives them. Armadillo takes 32 bits where
// SIZE_MAX says so.
#pragma once

#include <cstddef>
#include <cstdint>

#undef SIZE_MAX
