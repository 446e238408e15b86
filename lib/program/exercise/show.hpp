// Exercises and what became of attempts, in words for the terminal and as JSON.
#pragma once

#include "program/exercise/catalogue.hpp"
#include "program/exercise/outcome.hpp"
#include "program/exercise/record.hpp"
#include "program/json.hpp"

#include <string>

namespace gradlab::program::exercise {

/// One line each, with what passed.
std::string list_exercises(const Record& record, bool color);

/// What is wrong, where and why, or what was confirmed.
std::string describe(const Outcome& outcome, const Exercise& exercise, bool color);

Json list_to_json(const Record& record);
Json to_json(const Outcome& outcome, const Exercise& exercise, Language language);

}  // namespace gradlab::program::exercise
