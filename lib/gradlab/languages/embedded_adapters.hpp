// The files of lib/gradlab/languages/adapters as part of the library: nothing needs to be installed to find them.
#pragma once

#include <string_view>

namespace gradlab::languages {

extern const std::string_view python_adapter;
extern const std::string_view octave_adapter;

}  // namespace gradlab::languages
