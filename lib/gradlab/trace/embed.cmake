# What the trace takes from the twins' source files, made by CMake alone while configuring, and again when they change:
# both as texts to show, and the loop's statements once more with a call behind each that tells what it gave a value to.
set(twins ${PROJECT_SOURCE_DIR}/lib/gradlab/models/neural_network)
set(source_cpp ${CMAKE_CURRENT_BINARY_DIR}/source.cpp)
set(definitions "")

function(embed_source name file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${twins}/${file})
  file(READ ${twins}/${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND definitions "const unsigned char ${name}_bytes[] = {${bytes}};\n"
         "const std::string_view ${name}(reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes);\n")
  set(definitions "${definitions}" PARENT_SCOPE)
endfunction()

embed_source(loop_source loop.cpp)
embed_source(vectorized_source vectorized.cpp)
file(CONFIGURE OUTPUT ${source_cpp} @ONLY CONTENT
"// Made by embed.cmake from the twins in models/neural_network.
#include \"gradlab/trace/source.hpp\"

namespace gradlab::trace {

@definitions@
}  // namespace gradlab::trace
")
