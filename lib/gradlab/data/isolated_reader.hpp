// Reads a file in a child process, and brings back its contents or its error: the C libraries of some formats crash or
// hang on damaged files, and must not take this process with them. See format.hpp for what a file holds.
#pragma once

#include "gradlab/data/format.hpp"

#include <string>
#include <vector>

namespace gradlab::data {

/// The first argument of a program that becomes a reader.
constexpr const char* isolated_reader_verb = "read-isolated";

/// Seconds that the child may be silent; one more is added for each 10 MB of the file.
constexpr double reader_patience = 10;

/// Starts `program` as a reader: it must hand its arguments to answer_as_reader(), as the gradlab command does. Returns
/// or throws as format.read(file), but read there: silent, without a core file, with memory in proportion to the file,
/// in this process's group (Ctrl-C ends both), and never outliving this process. It can open no other file: see
/// process/open_only.hpp.
/// throws std::invalid_argument also if the program cannot be started; if the child dies, is silent for too long, or
/// asks for more memory than it may have; or if its answer is nonsense, or has more numbers than the file can hold.
Contents read_isolated(const std::string& program, const Format& format, File file,
                       double patience = reader_patience);

/// The child's side. words: the program's arguments behind isolated_reader_verb. Reads the file's bytes from standard
/// input, and those beyond them from the file itself, answers on descriptor 3 (in CBOR, then the numbers), and ends the
/// process.
/// throws std::invalid_argument if the program was not started by read_isolated().
[[noreturn]] void answer_as_reader(const std::vector<std::string>& words, Contents (*read)(const File& file));

}  // namespace gradlab::data
