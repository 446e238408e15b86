// What is remembered of a learner between two commands: the folder, the exercise at hand, what passed, which hints were
// read. One small JSON file below $XDG_STATE_HOME.
#pragma once

#include "teach/exercises/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace gradlab::teach {

struct Entry {
  std::set<std::string> passed;  ///< "C++", "Python"
  int hints = 0;                 ///< how many were shown
  bool asked = false;            ///< for the solution, without having passed
};

struct Record {
  std::filesystem::path folder;  ///< absolute; empty: none yet
  std::string current;           ///< the name of the exercise at hand; empty: none yet
  std::map<std::string, Entry> entries;

  bool has_passed(const Exercise& exercise) const;
};

/// Nothing where the text is no record.
std::optional<Record> parse_record(const std::string& text);

/// An empty record where there is none, or it cannot be read: then it is kept under another name.
Record read_record();

/// Reads the record, changes it, and writes it, under a lock: what another gradlab remembered meanwhile stays.
/// Returns the record as it is then. throws std::invalid_argument if it cannot be written.
Record update_record(const std::function<void(Record& record)>& change);

}  // namespace gradlab::teach
