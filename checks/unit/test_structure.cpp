// The structure of lib, drawn from its #include lines. A unit is a header with its source; a room is a folder.
// lib/README.md draws the rooms and the arrows between them; this file holds it to the real ones.
#include "read_text.hpp"

#include "gradlab/version.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace test_structure {

namespace fs = std::filesystem;

namespace {

// A line of `file` that includes `other`, both named from lib.
struct Include {
  std::string file;
  std::string other;
};
using Includes = std::vector<Include>;
using Arrows = std::map<std::string, std::set<std::string>>;

std::string show(const Include& include) {
  return fmt::format("{} is tied to {} by: #include \"{}\"\n", include.file, include.other, include.other);
}

Includes included_by(const std::string& file, const std::string& text) {
  static const std::regex form(
      R"re(^\s*#\s*include\s*["<]((?:gradlab|terminal|teach|program|checks|tutorials|\.\.?)/[^">]+)[">])re");
  Includes includes;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, form)) includes.push_back({file, match[1]});
  }
  return includes;
}

const std::set<std::string>& files_of_lib() {
  static const std::set<std::string> files = [] {
    const fs::path lib = fs::path(GRADLAB_CHECKS_DIR) / ".." / "lib";
    std::set<std::string> found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(lib)) {
      const fs::path& path = entry.path();
      const bool is_code = path.extension() == ".hpp" || path.extension() == ".cpp";
      if (entry.is_regular_file() && is_code) found.insert(path.lexically_relative(lib).generic_string());
    }
    return found;
  }();
  return files;
}

const Includes& includes_of_lib() {
  static const Includes all = [] {
    Includes includes;
    for (const std::string& file : files_of_lib()) {
      for (Include& include : included_by(file, read_text("../lib/" + file))) includes.push_back(std::move(include));
    }
    return includes;
  }();
  return all;
}

std::string unit_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

// The first two folders at most. Two headers on the top floor of gradlab rest on rooms above it, and are rooms.
std::string room_of(const std::string& file) {
  const std::string unit = unit_of(file);
  if (unit == "gradlab/check_gradient" || unit == "gradlab/exercise") return unit;
  const std::size_t first = file.find('/');
  const std::size_t second = file.find('/', first + 1);
  return file.substr(0, second == std::string::npos ? first : second);
}

using Namer = std::string (*)(const std::string& file);

Arrows arrows_between(Namer name, const Includes& includes) {
  Arrows arrows;
  for (const Include& include : includes) {
    if (name(include.file) != name(include.other)) arrows[name(include.file)].insert(name(include.other));
  }
  return arrows;
}

void add_reached(const Arrows& arrows, const std::string& from, std::set<std::string>& reached) {
  const auto found = arrows.find(from);
  if (found == arrows.end()) return;
  for (const std::string& to : found->second) {
    if (reached.insert(to).second) add_reached(arrows, to, reached);
  }
}

// The includes that lead back to where they come from: all lines of all circles.
std::string lines_in_circles(Namer name, const Includes& includes) {
  const Arrows arrows = arrows_between(name, includes);
  std::map<std::string, std::set<std::string>> reached;
  for (const auto& [from, to] : arrows) add_reached(arrows, from, reached[from]);
  std::string lines;
  for (const Include& include : includes) {
    const std::string from = name(include.file), to = name(include.other);
    if (from != to && reached[to].contains(from)) lines += show(include);
  }
  return lines;
}

// A row of the table in lib/README.md.
struct Room {
  std::string name;
  std::set<std::string> knows;
};

std::vector<Room> read_rooms(const std::string& text) {
  static const std::regex row(R"(^\| `([^`]+)` \|[^|]*\|([^|]*)\|$)"), quoted("`([^`]+)`");
  std::vector<Room> rooms;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (!std::regex_match(line, match, row)) continue;
    Room room{match[1], {}};
    const std::string names = match[2];
    for (std::sregex_iterator name(names.begin(), names.end(), quoted), end; name != end; ++name) {
      room.knows.insert((*name)[1]);
    }
    rooms.push_back(room);
  }
  return rooms;
}

// Where rooms and includes differ: includes that no row allows, rows that no include needs, and arrows up.
std::string differences(const std::vector<Room>& rooms, const Includes& includes) {
  std::string text;
  std::map<std::string, std::set<std::string>> allowed;
  for (const Room& room : rooms) {
    for (const std::string& other : room.knows) {
      if (!allowed.contains(other)) text += fmt::format("{} knows {}, which is no row above it\n", room.name, other);
    }
    allowed[room.name] = room.knows;
  }
  for (const Include& include : includes) {
    const std::string from = room_of(include.file), to = room_of(include.other);
    if (from != to && !allowed[from].contains(to)) text += show(include);
  }
  Arrows arrows = arrows_between(room_of, includes);
  for (const Room& room : rooms) {
    for (const std::string& other : room.knows) {
      if (!arrows[room.name].contains(other)) text += fmt::format("no include of {} needs {}\n", room.name, other);
    }
  }
  return text;
}

// The includes by which the rooms `from`, or units that they reach, know a room in `never`.
std::string forbidden_lines(const std::set<std::string>& from, const std::set<std::string>& never,
                            const Includes& includes) {
  const Arrows arrows = arrows_between(unit_of, includes);
  std::set<std::string> reached;
  for (const Include& include : includes) {
    if (!from.contains(room_of(include.file))) continue;
    reached.insert(unit_of(include.file));
    add_reached(arrows, unit_of(include.file), reached);
  }
  std::string lines;
  for (const Include& include : includes) {
    const bool is_seen = reached.contains(unit_of(include.file)) && never.contains(room_of(include.other));
    if (is_seen && !never.contains(room_of(include.file))) lines += show(include);
  }
  return lines;
}

const std::set<std::string> rooms_of_check = {"gradlab", "gradlab/numeric", "gradlab/check", "gradlab/diagnosis",
                                              "gradlab/check_gradient"};
const std::set<std::string> never_in_check = {
    "gradlab/data",  "gradlab/process", "gradlab/languages", "gradlab/models",  "gradlab/train",
    "gradlab/trace", "teach/lessons",   "teach/exercises",   "teach/stepper",   "program"};

}  // namespace

TEST_SUITE_BEGIN("structure");

TEST_CASE("no circle of units, and none of rooms") {
  REQUIRE(files_of_lib().size() > 50);  // the whole of lib was read
  CHECK(lines_in_circles(unit_of, includes_of_lib()) == "");
  CHECK(lines_in_circles(room_of, includes_of_lib()) == "");
}

TEST_CASE("lib/README.md draws the rooms as they are, each below those that know it") {
  const std::vector<Room> rooms = read_rooms(read_text("../lib/README.md"));
  std::set<std::string> drawn, real;
  for (const Room& room : rooms) drawn.insert(room.name);
  for (const std::string& file : files_of_lib()) real.insert(room_of(file));
  CHECK(drawn == real);
  CHECK(differences(rooms, includes_of_lib()) == "");
}

TEST_CASE("gradlab::check reaches no data, process, language or model; terminal reaches nothing of gradlab") {
  CHECK(forbidden_lines(rooms_of_check, never_in_check, includes_of_lib()) == "");
  std::set<std::string> gradlab;
  for (const std::string& file : files_of_lib()) {
    if (file.starts_with("gradlab/")) gradlab.insert(room_of(file));
  }
  CHECK(forbidden_lines({"terminal"}, gradlab, includes_of_lib()) == "");
}

TEST_CASE("lib includes its own files alone") {
  for (const Include& include : includes_of_lib()) {
    INFO(show(include));
    CHECK(files_of_lib().contains(include.other));
  }
}

TEST_CASE("a circle is seen, of units or only of rooms, with the lines that tie it") {
  CHECK(lines_in_circles(unit_of, {{"a.hpp", "b.hpp"}, {"a.hpp", "c.hpp"}, {"b.hpp", "c.hpp"}}) == "");
  CHECK(lines_in_circles(unit_of, {{"a.cpp", "a.hpp"}}) == "");
  CHECK(lines_in_circles(unit_of, {{"d.hpp", "a.hpp"}, {"a.cpp", "b.hpp"}, {"b.hpp", "a.hpp"}}) ==
        "a.cpp is tied to b.hpp by: #include \"b.hpp\"\nb.hpp is tied to a.hpp by: #include \"a.hpp\"\n");

  const Includes crossed = {{"teach/lessons/a.hpp", "teach/stepper/b.hpp"},
                            {"teach/stepper/c.hpp", "teach/lessons/d.hpp"}};
  CHECK(lines_in_circles(unit_of, crossed) == "");
  CHECK(lines_in_circles(room_of, crossed) == show(crossed[0]) + show(crossed[1]));
}

TEST_CASE("an arrow that is not drawn is seen, and one that is not there, and one up") {
  const std::vector<Room> rooms = read_rooms("| `terminal` | screen | |\n| `program` | verbs | `terminal` |\n");
  REQUIRE(rooms.size() == 2);
  const Include down{"program/check.cpp", "terminal/screen.hpp"}, up{"terminal/screen.cpp", "program/check.hpp"};
  CHECK(differences(rooms, {down}) == "");
  CHECK(differences(rooms, {down, up}) == show(up));
  CHECK(differences(rooms, {}) == "no include of program needs terminal\n");
  CHECK(differences({rooms[1], rooms[0]}, {down}) == "program knows terminal, which is no row above it\n");
}

TEST_CASE("a forbidden room is seen, also through another unit") {
  const Include through{"gradlab/check/report.cpp", "terminal/text.hpp"};
  for (const std::string& room : never_in_check) {
    const Include direct{"gradlab/numeric/central.cpp", room + "/x.hpp"}, behind{"terminal/text.cpp", room + "/x.hpp"};
    CHECK(forbidden_lines(rooms_of_check, never_in_check, {direct}) == show(direct));
    CHECK(forbidden_lines(rooms_of_check, never_in_check, {through, behind}) == show(behind));
    CHECK(forbidden_lines(rooms_of_check, never_in_check, {behind}) == "");
  }
}

TEST_CASE("include lines are read in all their forms") {
  std::string found;
  for (const Include& include : included_by(
           "x.cpp", "#include \"gradlab/require.hpp\"\n  #  include <gradlab/objective.hpp>\n#include <vector>\n"
                    "// #include \"gradlab/no.hpp\"\n#include \"../checks/unit/golden.hpp\"\n")) {
    found += include.other + " ";
  }
  CHECK(found == "gradlab/require.hpp gradlab/objective.hpp ../checks/unit/golden.hpp ");
}

TEST_CASE("the version header says what CMakeLists.txt says") {
  const std::string project = read_text("../CMakeLists.txt");
  CHECK(project.find("project(gradlab VERSION " GRADLAB_VERSION " ") != std::string::npos);
  CHECK(fmt::format("{}.{}.{}", GRADLAB_VERSION_MAJOR, GRADLAB_VERSION_MINOR, GRADLAB_VERSION_PATCH) ==
        GRADLAB_VERSION);
}

TEST_SUITE_END();

}  // namespace test_structure
