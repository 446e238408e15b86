# The exercises of tutorials/ as bytes in a .cpp file, made by CMake alone while configuring, and again when they
# change.
set(embedded_exercises_cpp ${CMAKE_CURRENT_BINARY_DIR}/embedded_exercises.cpp)
set(tutorials ${PROJECT_SOURCE_DIR}/tutorials)
file(GLOB exercise_files RELATIVE ${tutorials} CONFIGURE_DEPENDS
     ${tutorials}/*/exercise.json ${tutorials}/*/exercise.cpp ${tutorials}/*/solution.cpp
     ${tutorials}/*/exercise.py ${tutorials}/*/solution.py)
list(SORT exercise_files)

set(definitions "")
set(rows "")
set(count 0)
foreach(file IN LISTS exercise_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${tutorials}/${file})
  file(READ ${tutorials}/${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(name ${file} NAME)
  string(APPEND definitions "const unsigned char bytes_${count}[] = {${bytes}};\n")
  string(APPEND rows "    {\"${folder}\", \"${name}\", text_of(bytes_${count})},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(CONFIGURE OUTPUT ${embedded_exercises_cpp} @ONLY CONTENT
"// Made by embed.cmake from the files in tutorials/.
#include \"teach/exercises/embedded.hpp\"

#include <cstddef>

namespace gradlab::program::exercise {

namespace {

template <std::size_t size>
std::string_view text_of(const unsigned char (&bytes)[size]) {
  return {reinterpret_cast<const char*>(bytes), size};
}

@definitions@
}  // namespace

const std::vector<EmbeddedFile> embedded_files = {
@rows@};

}  // namespace gradlab::program::exercise
")
