# An initial cache for a build that watches for data races between threads, by clang's ThreadSanitizer.
# checks/threads/run builds with it the tests of what runs on several threads, and runs them.
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(GRADLAB_PROGRAM OFF CACHE BOOL "")
set(GRADLAB_INSTALL OFF CACHE BOOL "")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer -fsanitize=thread" CACHE STRING "")
