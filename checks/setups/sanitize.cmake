# An initial cache for a build that watches every memory access and every operation without a defined result:
#   cmake -C checks/setups/sanitize.cmake -S . -B build-sanitize -G Ninja
#   cmake --build build-sanitize && ctest --test-dir build-sanitize --output-on-failure
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")

# -O1: bearable to wait for, and stacks are still readable. Armadillo's own checks stay on: it is no NDEBUG build.
set(CMAKE_CXX_FLAGS_DEBUG
    "-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
    CACHE STRING "")
