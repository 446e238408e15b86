// Chooses from a check what its first ten lines say. See summary.hpp for how they are laid out.
#pragma once

#include "gradlab/diagnosis/checked.hpp"
#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/lines/find_lines.hpp"
#include "program/summary.hpp"

#include <cstdint>
#include <vector>

namespace gradlab::program {

/// Of our own implementations, with these blocks.
Summary summarize(const diagnosis::Checked& checked, const std::vector<Block>& blocks, std::uint64_t seed);

/// Of foreign code, which is checked beside our network or by its own cost.
Summary summarize(const languages::Code& code, const languages::CheckedCode& checked,
                  const lines::FoundLines& lines, std::uint64_t seed);

}  // namespace gradlab::program
