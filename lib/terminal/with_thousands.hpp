// Large whole numbers as people read them.
#pragma once

#include <string>

namespace gradlab::terminal {

/// 10285 as "10,285".
std::string with_thousands(unsigned long long number);

}  // namespace gradlab::terminal
