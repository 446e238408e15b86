// How to start foreign code: a command that speaks the protocol itself, or a file of Python or Octave behind the
// adapter for its language. See protocol.hpp for the conversation.
#pragma once

#include "gradlab/process/child.hpp"

#include <string>

namespace gradlab::languages {

/// A learner's file, and which of its functions to check.
struct CodeFile {
  std::string path;
  std::string functions;  ///< "cost" or "cost,gradient"; empty: to be found
  std::string arguments;  ///< "theta,X,y,lambda"; empty: the classic seven, or theta alone
};

/// "FILE.py:cost,gradient" taken apart. throws std::invalid_argument if there is no such file, or `arguments` has an
/// unknown word.
CodeFile parse_code_file(const std::string& text, const std::string& arguments);

/// The words of the command line, with quotes and variables read as by a shell; other shell syntax is refused.
/// Words that name files become absolute paths, because the child starts in a folder of its own.
/// throws std::invalid_argument if the line cannot be taken apart.
process::Command command_of_words(const std::string& line);

process::Command python_command(const CodeFile& file);
process::Command octave_command(const CodeFile& file);

}  // namespace gradlab::languages
