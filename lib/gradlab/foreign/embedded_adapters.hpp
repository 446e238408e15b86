// The files of lib/adapters as they are, part of the library itself: nothing needs to be installed to find them.
#pragma once

#include <string_view>

namespace gradlab::foreign {

extern const std::string_view python_adapter;
extern const std::string_view octave_adapter;

}  // namespace gradlab::foreign
