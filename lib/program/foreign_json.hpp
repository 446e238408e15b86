// The check of foreign code as JSON. JSON.md documents every key.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/lines/find_lines.hpp"
#include "terminal/json.hpp"

#include <cstdint>

namespace gradlab::program {

/// The report of JSON.md, with `code` and `configurations`.
terminal::Json to_json(const languages::Code& code, const languages::CheckedCode& checked,
                       const lines::FoundLines& lines, std::uint64_t seed);

}  // namespace gradlab::program
