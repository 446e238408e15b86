# The shipped files as bytes in a .cpp file, made by CMake alone while configuring, and again when they change.
set(shipped_cpp ${CMAKE_CURRENT_BINARY_DIR}/shipped.cpp)
set(definitions "")

function(embed name file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS shipped/${file})
  file(READ shipped/${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND definitions "const unsigned char ${name}_bytes[] = {${bytes}};\n"
         "const std::string_view ${name}(reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes);\n")
  set(definitions "${definitions}" PARENT_SCOPE)
endfunction()

embed(digits digits.csv.gz)
embed(iris iris.csv)
file(CONFIGURE OUTPUT ${shipped_cpp} @ONLY CONTENT
"// Made by embed.cmake from the files in shipped/.
#include \"gradlab/data/shipped.hpp\"

namespace gradlab::data::shipped {

@definitions@
}  // namespace gradlab::data::shipped
")
