// What people call the network's quantities: the source that this network mirrors, a course, two books, a learner.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace gradlab::languages {

/// By the source's name: {"d2", "delta3"}. A name that is missing stays the source's.
using Names = std::map<std::string, std::string>;

/// "source", "coursera", "nielsen", "d2l"
std::vector<std::string> dialects();

/// throws std::invalid_argument where there is no such dialect.
Names names_in(const std::string& dialect);

/// The dialect that most words of the code belong to; "source" where none tells.
std::string recognize_dialect(const std::string& code);

/// The learner's own names, and those of the dialect beside them. A name that the learner gives to another quantity, in
/// the table or not, is replaced by another dialect's.
Names complete(const Names& own, const std::string& dialect);

/// The text with the names in place of the source's.
std::string rename(const std::string& text, const Names& names);

}  // namespace gradlab::languages
