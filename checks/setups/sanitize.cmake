# An initial cache for a build that watches every memory access and every operation without a defined result:
#   cmake -C checks/setups/sanitize.cmake -S . -B build-sanitize -G Ninja
#   cmake --build build-sanitize
#   ASAN_OPTIONS=allocator_may_return_null=1 ctest --test-dir build-sanitize -E 'exercise|hostile|consumer'
# Those that are left out compile other code without the sanitizers, or limit the memory.
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
# Each file alone, so that each is seen to include what it uses.
set(GRADLAB_UNITY OFF CACHE BOOL "")

# gcc's guesses at uninitialized variables are wrong inside instrumented <regex>; real ones are found when they run.
# -O1: bearable to wait for, and stacks are still readable. Armadillo's own checks stay on: it is no NDEBUG build.
set(CMAKE_CXX_FLAGS_DEBUG
    "-O1 -g1 -Wno-maybe-uninitialized -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
    CACHE STRING "")
