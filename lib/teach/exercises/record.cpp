#include "teach/exercises/record.hpp"

#include "teach/files.hpp"
#include "terminal/json.hpp"

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
    const int hints = terminal::whole<int>(entry.at("hints"));
    record.entries[name] = {entry.at("passed"), std::max(0, hints), entry.at("asked")};
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
  keep_unreadable(record_file());
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
