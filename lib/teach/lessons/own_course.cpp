#include "teach/lessons/own_course.hpp"

#include "teach/files.hpp"
#include "teach/lessons/bookmark.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

namespace gradlab::teach {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> find_lessons(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const fs::path file = entry.path() / "lesson.md";
    if (fs::is_regular_file(file, error)) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

ParsedLesson read_lesson(const fs::path& file) {
  try {
    const ParsedLesson lesson = parse_lesson(read_text(file));
    if (lesson.title.empty() || lesson.sections.empty()) {
      throw std::invalid_argument("expected a first line '# Title' and a section '## Heading'");
    }
    return lesson;
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}", terminal::printable(file.string()), error.what()));
  }
}

// "9:costs".
struct Reference {
  int lesson = 0;
  std::string name;
};

std::optional<Reference> read_reference(const std::string& text) {
  Reference reference;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), reference.lesson);
  if (error != std::errc() || end == text.data() + text.size() || *end != ':') return std::nullopt;
  reference.name = end + 1;
  return reference;
}

// What lesson 9 computes, each lesson once.
class Course {
 public:
  template <class Map>
  typename Map::mapped_type find(const Reference& reference, Map Live::*part, const std::string& kind) {
    const Map& map = live_of_lesson(reference.lesson, kind).*part;
    const auto found = map.find(reference.name);
    if (found != map.end()) return found->second;
    std::string names;
    for (const auto& [name, value] : map) names += (names.empty() ? "" : ", ") + name;
    throw std::invalid_argument(fmt::format("live {} {}:{}: lesson {} has no {} of this name; it has {}", kind,
                                            reference.lesson, reference.name, reference.lesson, kind,
                                            names.empty() ? "none" : names));
  }

 private:
  const Live& live_of_lesson(int number, const std::string& kind) {
    const auto found = std::find_if(lessons().begin(), lessons().end(),
                                    [&](const Lesson& lesson) { return lesson.number == number; });
    if (found == lessons().end()) {
      throw std::invalid_argument(fmt::format("live {} {}:...: there is no lesson {}; expected {} to {}", kind, number,
                                              number, lessons().front().number, lessons().back().number));
    }
    const auto known = lives_.find(number);
    return known != lives_.end() ? known->second : lives_.emplace(number, found->live()).first->second;
  }

  std::map<int, Live> lives_;
};

}  // namespace

std::vector<ParsedLesson> read_own_course(const fs::path& folder) {
  std::vector<ParsedLesson> course;
  for (const fs::path& file : find_lessons(folder)) course.push_back(read_lesson(file));
  if (!course.empty()) return course;
  throw std::invalid_argument(fmt::format("--course: there is no lesson in {}; expected folders with a file lesson.md "
                                          "in each", terminal::printable(folder.string())));
}

Live live_of(const ParsedLesson& lesson) {
  Course course;
  Live live;
  for (const Section& section : lesson.sections) {
    for (const Part& part : section.parts) {
      if (part.kind != "value" && part.kind != "picture") continue;
      const std::string& name = part.arguments.front();
      const auto reference = read_reference(name);
      if (part.kind == "value") {
        live.values[name] = reference ? course.find(*reference, &Live::values, "value") : part.body;
      } else {
        live.pictures[name] = reference ? course.find(*reference, &Live::pictures, "picture")
                                        : [body = part.body] { return Diagram{[body](const Canvas&) { return body; }}; };
      }
    }
  }
  return live;
}

void fill_live_blocks(ParsedLesson& lesson) {
  const Live live = live_of(lesson);
  for (Section& section : lesson.sections) {
    for (Part& part : section.parts) {
      if (part.kind == "value") part.body = live.values.at(part.arguments.front());
      if (part.kind == "picture") part.body = draw(live.pictures.at(part.arguments.front())(), page_canvas);
      if (!part.body.empty() && !part.body.ends_with('\n')) part.body += '\n';
    }
  }
}

fs::path bookmark_of_course(const fs::path& folder) {
  const fs::path file = bookmark_file();
  if (file.empty()) return file;
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(folder, error);
  return file.parent_path() / fmt::format("course-{:016x}.json", std::hash<std::string>()(absolute.string()));
}

}  // namespace gradlab::teach
