// Lessons in a folder of an instructor's: their own texts, with the values and pictures of this course in them.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <filesystem>
#include <vector>

namespace gradlab::teach {

/// The lesson.md of each folder in `folder`, by the names of the folders.
/// throws std::invalid_argument, naming the file and what is wrong, if there is none or one is no lesson.
std::vector<ParsedLesson> read_own_course(const std::filesystem::path& folder);

/// Of blocks named "9:costs" the value or picture `costs` of lesson 9, computed; of other blocks the text as it is.
/// throws std::invalid_argument, naming the block, if there is no such lesson, value or picture.
Live live_of(const ParsedLesson& lesson);

/// Puts what live_of() finds into the blocks, pictures in 76 columns.
void fill_live_blocks(ParsedLesson& lesson);

/// Where a reader's place in this course is kept; empty where bookmark_file() is.
std::filesystem::path bookmark_of_course(const std::filesystem::path& folder);

}  // namespace gradlab::teach
