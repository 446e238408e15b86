// The command as its own reader of formats whose C libraries may crash: see gradlab/data/isolated_reader.hpp.
#pragma once

#include <string>

namespace gradlab::program {

/// This program's file, to be started again as a reader. Empty where there is no /proc: then this process reads.
std::string this_program();

/// Answers and ends the process if the program was started as a reader. No help names this verb: it is for gradlab
/// itself.
void answer_if_reader(int argc, char** argv);

/// Whether answer_if_reader() would answer.
bool is_reader(int argc, char** argv);

}  // namespace gradlab::program
