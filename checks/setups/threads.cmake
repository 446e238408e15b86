# An initial cache for a build that watches for data races between threads, by clang's ThreadSanitizer.
#   checks/setup build test fuzz
#   cmake -C checks/setups/threads.cmake -S . -B build-threads -G Ninja
#   cmake --build build-threads --target unit_tests
#   TSAN_OPTIONS=ignore_noninstrumented_modules=1 build-threads/checks/unit/unit_tests -ts="in parallel,checker"
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(GRADLAB_UNITY OFF CACHE BOOL "")
set(GRADLAB_PROGRAM OFF CACHE BOOL "")
set(GRADLAB_INSTALL OFF CACHE BOOL "")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer -fsanitize=thread" CACHE STRING "")
