#include "teach/exercises/record.hpp"

#include "teach/files.hpp"
#include "terminal/json.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;

fs::path record_file() { return state_folder() / "exercises.json"; }

Record to_record(const Json& json) {
  Record record;
  record.folder = json.at("folder").get<std::string>();
  record.current = json.at("current");
  for (const auto& [name, entry] : json.at("exercises").items()) {
    record.entries[name] = {entry.at("passed"), std::max(0, entry.at("hints").get<int>()), entry.at("asked")};
  }
  return record;
}

void write_record(const Record& record) {
  Json entries = Json::object();
  for (const auto& [name, entry] : record.entries) {
    entries[name] = {{"passed", entry.passed}, {"hints", entry.hints}, {"asked", entry.asked}};
  }
  const Json json = {{"folder", record.folder.string()}, {"current", record.current}, {"exercises", entries}};
  write_text(record_file(), json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

// An earlier file that was kept stays.
fs::path find_free_name(const std::string& name) {
  constexpr int most = 100;
  fs::path free = name;
  for (int number = 2; number <= most && fs::exists(fs::symlink_status(free)); ++number) {
    free = fmt::format("{}.{}", name, number);
  }
  return free;
}

}  // namespace

bool Record::has_passed(const Exercise& exercise) const {
  const auto entry = entries.find(exercise.name);
  return entry != entries.end() && !entry->second.passed.empty();
}

std::optional<Record> parse_record(const std::string& text) {
  try {
    return to_record(Json::parse(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

Record read_record() {
  const std::string text = read_text(record_file());
  if (text.empty()) return {};
  if (std::optional<Record> record = parse_record(text)) return *std::move(record);
  const fs::path kept = find_free_name(record_file().string() + ".unreadable");
  std::error_code ignored;
  fs::rename(record_file(), kept, ignored);
  fmt::print(stderr, "the record of your progress could not be read; it is kept as {}\n",
             terminal::printable(kept.string()));
  return {};
}

Record update_record(const std::function<void(Record& record)>& change) {
  Record record;
  with_lock(record_file(), [&] {
    record = read_record();
    change(record);
    write_record(record);
  });
  return record;
}

}  // namespace gradlab::teach
