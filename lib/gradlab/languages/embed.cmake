# The adapters of lib/gradlab/languages/adapters as bytes in a .cpp file, made by CMake while configuring, and again when they change.
set(embedded_adapters_cpp ${CMAKE_CURRENT_BINARY_DIR}/embedded_adapters.cpp)
set(definitions "")

function(embed_adapter name file)
  set(path ${PROJECT_SOURCE_DIR}/lib/gradlab/languages/adapters/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND definitions "const unsigned char ${name}_bytes[] = {${bytes}};\n"
         "const std::string_view ${name}(reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes);\n")
  set(definitions "${definitions}" PARENT_SCOPE)
endfunction()

embed_adapter(python_adapter python/gradlab_adapter.py)
embed_adapter(octave_adapter octave/gradlab_adapter.m)
file(CONFIGURE OUTPUT ${embedded_adapters_cpp} @ONLY CONTENT
"// Made by embed.cmake from the files in lib/gradlab/languages/adapters.
#include \"gradlab/languages/embedded_adapters.hpp\"

namespace gradlab::languages {

@definitions@
}  // namespace gradlab::languages
")
