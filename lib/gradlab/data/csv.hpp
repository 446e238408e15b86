// Tables as text: numbers separated by comma, semicolon or blanks (tabs too), one example a line, a header or none.
// Which column is the target is read.hpp's business.
#pragma once

#include "gradlab/data/contents.hpp"

namespace gradlab::data {

/// Text: no control characters but tabs and line ends among its first bytes.
bool is_csv(std::string_view bytes);

/// One variable without a name. A first line with anything in it that is not a number is a header; empty lines and
/// lines that begin with # are passed over.
/// throws std::invalid_argument naming the line and column of what is not a number, or the line of another length.
Contents read_csv(const File& file);

}  // namespace gradlab::data
