# Debian's clang 14, compiling for WebAssembly.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-14)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER clang++-14)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar-14)
set(CMAKE_RANLIB llvm-ranlib-14)
# The test of the compiler links no program: main() is missing here.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# Left to itself, clang searches /usr/include too: this machine's headers would stand in for those that the target lacks.
set(resources /usr/lib/llvm-14/lib/clang/14.0.6/include)
set(CMAKE_C_FLAGS_INIT "-nostdinc -isystem ${resources} -isystem /usr/include/wasm32-wasi")
set(CMAKE_CXX_FLAGS_INIT
    "-nostdinc -nostdinc++ -isystem /usr/include/wasm32-wasi/c++/v1 -isystem ${resources} -isystem /usr/include/wasm32-wasi")
