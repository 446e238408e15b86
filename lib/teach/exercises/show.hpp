// Exercises and what became of attempts, in words for the terminal and as JSON.
#pragma once

#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/assessment.hpp"
#include "teach/exercises/record.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"

#include <filesystem>
#include <string>

namespace gradlab::teach {

/// One line each where there is room, with what passed.
std::string list_exercises(const Record& record, const Canvas& page);

/// What is to be done, and in which file.
std::string describe_task(const Exercise& exercise, const std::filesystem::path& file, bool is_new, const Canvas& page);

/// What can be done with the file, a line each.
std::string describe_commands(const Exercise& exercise, Language language, const Canvas& page);

std::string describe_hints(const Exercise& exercise, int shown, const Canvas& page);
std::string describe_reset(const std::filesystem::path& file, const std::filesystem::path& kept, const Canvas& page);

/// What is wrong, where and why, or what was confirmed.
std::string describe(const Assessment& assessment, const Exercise& exercise, const Canvas& page);

/// What to do below the list: the exercise at hand, or the first that has not passed.
std::string describe_list_next(const Record& record, const Canvas& page);

/// Where to go on once the exercise has passed: the next lesson, the next exercise.
std::string describe_next(const Exercise& exercise, const Canvas& page);

Json list_to_json(const Record& record);
Json to_json(const Assessment& assessment, const Exercise& exercise, Language language);

}  // namespace gradlab::teach
