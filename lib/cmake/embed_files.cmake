# Files as bytes in a .cpp file. CMake makes the .cpp file while configuring, and again when one of the files changes.
include_guard(GLOBAL)

# Appends to the variable named VARIABLE a std::string_view NAME that holds the bytes of FILE.
function(embed_file variable name file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND ${variable} "const unsigned char ${name}_bytes[] = {${bytes}};\n"
         "const std::string_view ${name}(reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes);\n")
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# embed_files(OUTPUT HEADER NAMESPACE NAME FILE [NAME FILE ...])
# HEADER declares in NAMESPACE each std::string_view NAME, OUTPUT defines them.
function(embed_files output header namespace)
  set(definitions "")
  while(ARGN)
    list(POP_FRONT ARGN name file)
    embed_file(definitions ${name} ${file})
  endwhile()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Made by embed_files.cmake.
#include \"@header@\"

namespace @namespace@ {

@definitions@
}  // namespace @namespace@
")
endfunction()
