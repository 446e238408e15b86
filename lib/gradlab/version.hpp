// The version of the library and of the command: as a text, and as numbers that the preprocessor compares.
// The version in CMakeLists.txt is the same: see checks/unit/test_version.cpp.
#pragma once

#define GRADLAB_VERSION_MAJOR 0
#define GRADLAB_VERSION_MINOR 1
#define GRADLAB_VERSION_PATCH 0
#define GRADLAB_VERSION "0.1.0"
