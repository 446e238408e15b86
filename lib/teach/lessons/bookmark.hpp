// Where a learner is in the course, kept from one day to the next.
#pragma once

#include <filesystem>
#include <set>

namespace gradlab::program {

struct Bookmark {
  int lesson = 0;    ///< the one last opened; 0: none yet
  int section = 0;   ///< of that lesson, from 0
  std::set<int> finished;
};

/// $XDG_STATE_HOME/gradlab/learn.json, or below ~/.local/state; empty where the environment names neither.
std::filesystem::path place_file();

/// The beginning where there is no such file, or it holds anything else.
Bookmark read_place(const std::filesystem::path& file);

/// Writes to a temporary name and renames. throws std::invalid_argument, naming the file and why, if it cannot.
void write_place(const std::filesystem::path& file, const Bookmark& place);

}  // namespace gradlab::program
