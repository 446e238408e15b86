#include "teach/lessons/bookmark.hpp"

#include "teach/files.hpp"
#include "terminal/json.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>
#include <vector>

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

std::optional<Bookmark> parse_bookmark(const std::string& text) {
  const Json object = Json::parse(text, nullptr, false);
  try {
    const std::vector<int> finished = terminal::wholes<int>(object.at("finished"));
    Bookmark bookmark{terminal::whole<int>(object.at("lesson")), terminal::whole<int>(object.at("section")),
                      {finished.begin(), finished.end()}};
    if (object.contains("missed")) bookmark.missed = object.at("missed").get<std::set<std::string>>();
    return bookmark;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

namespace {

// throws std::invalid_argument, saying why, if it cannot be read.
Bookmark read_place(const fs::path& file) {
  const std::string text = read_text(file);
  if (text.empty()) return {};
  if (std::optional<Bookmark> place = parse_bookmark(text)) return *std::move(place);
  keep_unreadable(file);
  return {};
}

}  // namespace

Bookmark read_bookmark(const fs::path& file) {
  try {
    return read_place(file);
  } catch (const std::invalid_argument&) {  // a lesson can be read all the same; writing the place says why
    return {};
  }
}

Bookmark change_bookmark(const fs::path& file, const std::function<void(Bookmark&)>& change) {
  Bookmark bookmark;
  try {
    with_lock(file, [&] {
      bookmark = read_place(file);
      change(bookmark);
      const Json object = {{"lesson", bookmark.lesson},
                           {"section", bookmark.section},
                           {"finished", bookmark.finished},
                           {"missed", bookmark.missed}};
      write_text(file, object.dump(2) + "\n");
    });
    return bookmark;
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("cannot remember your place: {}", error.what()));
  }
}

}  // namespace gradlab::teach
