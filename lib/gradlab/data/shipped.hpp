// The bytes of the files in shipped/, as embed_files.cmake puts them into the library.
// See embedded.hpp for the meaning of the bytes.
#pragma once

#include <string_view>

namespace gradlab::data::shipped {

extern const std::string_view digits;  ///< digits.csv.gz
extern const std::string_view iris;    ///< iris.csv

}  // namespace gradlab::data::shipped
