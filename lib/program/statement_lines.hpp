// The statements of the source that an advice names, in the language of the reader.
#pragma once

#include "teach/language.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gradlab::program {

/// For "S15, S28-S29" the three lines, each behind its name. Words that name no statement are left out.
std::vector<std::pair<std::string, std::string>> statement_lines(const std::string& ids, teach::Language language);

}  // namespace gradlab::program
