# The loop's statements once more, made by CMake while configuring. A call behind each statement tells the recorder which
# name got a value. CMake makes the file again when loop.cpp changes.
set(watched_loop_cpp ${CMAKE_CURRENT_BINARY_DIR}/watched_loop.cpp)
set(names Theta1 Theta2 m J X y10 a1 a1 a2 i y10 j J cost reg_J grad1 grad2
          i xi a1i a2i d2 d1 grad1 grad2 grad1 grad2 grad1_reg grad2_reg)

file(READ ${twins}/loop.cpp text)
string(FIND "${text}" "using arma::" begin)
string(FIND "${text}" "\n}\n" end)
math(EXPR length "${end} + 3 - ${begin}")
string(SUBSTRING "${text}" ${begin} ${length} statements)
string(REPLACE "double Lambda) {" "double Lambda, trace::Recorder& seen) {" statements "${statements}")
set(number 0)
foreach(name IN LISTS names)
  math(EXPR number "${number} + 1")
  string(REPLACE "// S${number}\n" "seen(${number}, ${name});\n" statements "${statements}")
endforeach()
file(CONFIGURE OUTPUT ${watched_loop_cpp} @ONLY CONTENT
"// Made by watched_loop.cmake from loop.cpp.
#include \"gradlab/models/sigmoid.hpp\"
#include \"gradlab/trace/recorder.hpp\"

namespace gradlab::neural_network {

namespace {

@statements@
}  // namespace

}  // namespace gradlab::neural_network

namespace gradlab::trace {

neural_network::CostAndGradients run_watched(const neural_network::Problem& p, Recorder& seen) {
  const auto [n, h, K] = p.sizes;
  return neural_network::statements(p.theta, n, h, K, p.X, p.y, p.lambda, seen);
}

}  // namespace gradlab::trace
")
