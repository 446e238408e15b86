// The data that are built in, as texts. CMake makes them from the library's own files.
#pragma once

#include <string_view>

namespace gradlab::engine {

extern const std::string_view digits_table, iris_table;

}  // namespace gradlab::engine
