// The manual page, in the language of man(7). What it tells comes from the table of verbs alone.
#pragma once

#include <string>

namespace gradlab::program {

std::string manual();

}  // namespace gradlab::program
