# What a learner's C++ is compiled with where this program runs from its build folder: a file beside it, of three lines,
# the words of a line parted by tabs.
# An installed program finds all that by gradlab.pc instead.
get_target_property(definitions gradlab_check INTERFACE_COMPILE_DEFINITIONS)
list(TRANSFORM definitions PREPEND -D)
separate_arguments(chosen_flags NATIVE_COMMAND "${CMAKE_CXX_FLAGS}")
set(compile_flags -I${PROJECT_SOURCE_DIR}/lib ${definitions} ${OPENBLAS_CFLAGS} ${chosen_flags})
set(link_flags $<TARGET_FILE:gradlab> $<TARGET_FILE:gradlab_data> $<TARGET_FILE:gradlab_check>
    $<TARGET_FILE:gradlab_process> ${OPENBLAS_LDFLAGS} -lfmt ${MATIO_LDFLAGS} ${HDF5_LDFLAGS} -lz
    -pthread)
list(JOIN compile_flags "\t" compile_flags)
list(JOIN link_flags "\t" link_flags)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/gradlab.toolchain
     CONTENT "${CMAKE_CXX_COMPILER}\n${compile_flags}\n${link_flags}\n")
