#include "teach/lessons/bookmark.hpp"

#include "terminal/json.hpp"
#include "terminal/output_file.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace gradlab::program {

using terminal::Json;

namespace fs = std::filesystem;

namespace {

// The rule of the XDG base directories: a path that is not absolute does not count.
fs::path absolute_from(const char* variable) {
  const char* value = std::getenv(variable);
  const fs::path path = value ? value : "";
  return path.is_absolute() ? path : fs::path();
}

[[noreturn]] void refuse(const fs::path& file, const std::string& trouble) {
  throw std::invalid_argument(fmt::format("cannot remember your place in {}: {}", file.string(), trouble));
}

}  // namespace

fs::path place_file() {
  const fs::path state = absolute_from("XDG_STATE_HOME");
  if (!state.empty()) return state / "gradlab" / "learn.json";
  const fs::path home = absolute_from("HOME");
  return home.empty() ? fs::path() : home / ".local" / "state" / "gradlab" / "learn.json";
}

Bookmark read_place(const fs::path& file) {
  std::ifstream in(file);
  const Json object = Json::parse(in, nullptr, false);
  try {
    return {object.at("lesson").get<int>(), object.at("section").get<int>(), object.at("finished").get<std::set<int>>()};
  } catch (const Json::exception&) {
    return {};
  }
}

void write_place(const fs::path& file, const Bookmark& place) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) refuse(file, error.message());
  const Json object = {{"lesson", place.lesson}, {"section", place.section}, {"finished", place.finished}};
  error = terminal::replace_file(file, object.dump(2) + "\n");
  if (error) refuse(file, error.message());
}

}  // namespace gradlab::program
