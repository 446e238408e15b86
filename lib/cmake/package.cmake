# `cpack` in the build folder writes two Debian packages: gradlab, which a learner installs to run the command, and
# libgradlab-dev for those who link the library; so that running the command asks for no compiler's headers.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the gradlab authors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_COMPONENT_PROGRAM_DESCRIPTION 
    "The gradlab command steps through backpropagation, checks gradients against
numerical derivatives, and says what is wrong, where, and why.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME gradlab)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# What exercises are compiled with, and run with in Python.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "libgradlab-dev, g++, python3-numpy")

set(CPACK_COMPONENT_LIBRARY_DESCRIPTION 
    "The gradlab library with its headers, for CMake and for pkg-config.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libgradlab-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
# The library is static: who links it needs all that it is made on.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
    "libarmadillo-dev (>= 1:11), libfmt-dev, libhdf5-dev, liblbfgs-dev, libmatio-dev, libopenblas-dev, libzip-dev, pkg-config,\
 zlib1g-dev")
include(CPack)
