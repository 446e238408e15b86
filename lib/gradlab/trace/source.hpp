// The two twins as texts, embedded while the project is built: what is shown to a reader is what runs.
#pragma once

#include <string_view>

namespace gradlab::trace {

extern const std::string_view loop_source;        ///< models/network/loop.cpp
extern const std::string_view vectorized_source;  ///< models/network/vectorized.cpp

}  // namespace gradlab::trace
