// A file that a verb is asked to write at its end: looked at before anything is computed, so that no long work ends in
// a folder that is not there. Writing it is data/write.hpp's business.
#pragma once

#include <string>

namespace gradlab::terminal {

/// Passes if the path is empty, or names a file with this extension that can be written where it is to be.
/// throws std::invalid_argument, naming the option, the path and what is wrong.
void require_writable(const std::string& option, const std::string& path, const std::string& extension);

}  // namespace gradlab::terminal
