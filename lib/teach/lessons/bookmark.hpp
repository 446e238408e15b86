// The place of a learner in the course, kept from one day to the next.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>

namespace gradlab::teach {

struct Bookmark {
  int lesson = 0;   ///< the lesson last opened; 0: none yet
  int section = 0;  ///< of that lesson, from 0
  std::set<int> finished;
  std::set<std::string> missed = {};  ///< questions that come back, as "2:zero": lesson and name
};

/// $XDG_STATE_HOME/gradlab/learn.json, or below ~/.local/state; empty where the environment names neither.
std::filesystem::path bookmark_file();

/// Nothing where the text is anything but a bookmark.
std::optional<Bookmark> parse_bookmark(const std::string& text);

/// The beginning of the course where there is no such file, or it cannot be read. One that holds anything else is kept
/// under another name.
Bookmark read_bookmark(const std::filesystem::path& file);

/// Reads the bookmark, changes it, and writes it, under a lock: what another gradlab remembered meanwhile stays. Returns
/// what was written. throws std::invalid_argument, naming the file and why, if it cannot be written.
Bookmark change_bookmark(const std::filesystem::path& file, const std::function<void(Bookmark&)>& change);

}  // namespace gradlab::teach
