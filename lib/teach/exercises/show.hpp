// Exercises and what became of attempts, in words for the terminal and as JSON.
#pragma once

#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/outcome.hpp"
#include "teach/exercises/record.hpp"
#include "terminal/json.hpp"
#include "terminal/terminal.hpp"

#include <filesystem>
#include <string>

namespace gradlab::program::exercise {

/// One line each where there is room, with what passed.
std::string list_exercises(const Record& record, const Page& page);

/// What is to be done, and in which file.
std::string describe_task(const Exercise& exercise, const std::filesystem::path& file, bool is_new, const Page& page);

/// What can be done with the file, a line each.
std::string describe_commands(const Exercise& exercise, Language language, const Page& page);

std::string describe_hints(const Exercise& exercise, int shown, const Page& page);
std::string describe_reset(const std::filesystem::path& file, const std::filesystem::path& kept, const Page& page);

/// What is wrong, where and why, or what was confirmed.
std::string describe(const Outcome& outcome, const Exercise& exercise, const Page& page);

Json list_to_json(const Record& record);
Json to_json(const Outcome& outcome, const Exercise& exercise, Language language);

}  // namespace gradlab::program::exercise
