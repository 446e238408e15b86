// Runs a reader in a child process and brings back its result or its error: the C libraries that some readers rest on
// crash or hang on some damaged files, and must not take this process with them. What a file holds is the reader's.
#pragma once

#include "gradlab/data/format.hpp"

namespace gradlab::data {

/// Seconds that the child may be silent; one more is added for each 10 MB of the file.
constexpr double reader_patience = 120;

/// What format.read(file) returns or throws, read in a child process: silent, without a core file, with memory in
/// proportion to the file, in this process's group (so that Ctrl-C ends both) and never outliving it.
/// throws std::invalid_argument also if the child dies, is silent for too long, asks for more memory than it may have
/// or yields more than the file can hold.
///
/// The child is this program, started anew (/proc/self/exe): a mere copy of a process with several threads may find the
/// heap locked for ever. It becomes a reader before main(), and before the program's own objects are made: format.read
/// may not rest on them. Where that cannot be, the file is read in this process, unprotected: without /proc, in a
/// program with rights of its own (setuid), and where this library is part of a shared library, not of the program.
Contents read_apart(const Format& format, const File& file, double patience = reader_patience);

}  // namespace gradlab::data
