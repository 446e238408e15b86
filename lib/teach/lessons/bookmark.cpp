#include "teach/lessons/bookmark.hpp"

#include "teach/files.hpp"
#include "terminal/json.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::teach {

using terminal::Json;

namespace fs = std::filesystem;

fs::path bookmark_file() {
  try {
    return state_folder() / "learn.json";
  } catch (const std::invalid_argument&) {
    return {};
  }
}

Bookmark parse_bookmark(const std::string& text) {
  const Json object = Json::parse(text, nullptr, false);
  try {
    Bookmark bookmark{object.at("lesson"), object.at("section"), object.at("finished").get<std::set<int>>()};
    if (object.contains("missed")) bookmark.missed = object.at("missed").get<std::set<std::string>>();
    return bookmark;
  } catch (const Json::exception&) {
    return {};
  }
}

Bookmark read_bookmark(const fs::path& file) { return parse_bookmark(read_text(file)); }

void write_bookmark(const fs::path& file, const Bookmark& bookmark) {
  try {
    with_lock(file, [&] {
      std::set<int> finished = read_bookmark(file).finished;  // another gradlab may have finished a lesson meanwhile
      finished.insert(bookmark.finished.begin(), bookmark.finished.end());
      const Json object = {{"lesson", bookmark.lesson},
                           {"section", bookmark.section},
                           {"finished", finished},
                           {"missed", bookmark.missed}};
      write_text(file, object.dump(2) + "\n");
    });
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("cannot remember your place: {}", error.what()));
  }
}

}  // namespace gradlab::teach
