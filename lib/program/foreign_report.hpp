// The check of foreign code in words, at length. See summarize.hpp for its first lines.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/lines/find_lines.hpp"

#include <string>

namespace gradlab::program {

/// The function that was checked.
const languages::Choice& choice_of(const languages::Code& code, const languages::CheckedCode& checked);

/// Checked beside our network; else by its own cost, with theta or with weights of its own.
bool is_beside_network(const languages::Code& code, const languages::CheckedCode& checked);

/// The code's cost, its gradient and our network are three witnesses; one sentence says what they say together.
/// `at`: one of the points of `checked`.
std::string conclude(const languages::CheckedCode& checked, const languages::CheckedPoint& at);

/// All that is known, in lines.
std::string explain(const languages::Code& code, const languages::CheckedCode& checked,
                    const lines::FoundLines& lines, bool color);

}  // namespace gradlab::program
