// The live blocks of a lesson made anew from its code, and the numbers in its prose: what a test compares, and what
// `rewrite_lessons` writes. See teach/lessons/lesson.hpp for the kinds of blocks.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The lesson's text with every value, picture and excerpt made anew. `source`: the folder that FILE is relative to.
/// throws std::invalid_argument if a name, file or marker is not there.
std::string regenerate(std::string_view text, const gradlab::teach::Live& live, const std::filesystem::path& source);

/// What the lesson computes, once in this program: two lessons train networks.
const gradlab::teach::Live& computed(const gradlab::teach::Lesson& lesson);

/// The decimal fractions, and whole numbers of three digits and more, in the prose, questions and answers. The lesson's
/// code must know each of them.
std::vector<std::string> numbers_in_prose(const gradlab::teach::ParsedLesson& lesson);
