// The structure of lib/, drawn from its #include lines: no circle, and no arrow from a room to one that it must not know.
#include "read_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// Who includes whom: files, named from lib/, or rooms.
using Arrows = std::map<std::string, std::set<std::string>>;

bool is_code(const fs::path& path) { return path.extension() == ".hpp" || path.extension() == ".cpp"; }

std::set<std::string> included_by(const std::string& text) {
  static const std::regex form(R"re(^\s*#\s*include\s*["<]((?:gradlab|terminal|teach|program|checks|tutorials|\.\.?)/[^">]+)[">])re");
  std::set<std::string> included;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, form)) included.insert(match[1]);
  }
  return included;
}

Arrows read_includes() {
  const fs::path lib = fs::path(GRADLAB_CHECKS_DIR) / ".." / "lib";
  Arrows arrows;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(lib)) {
    const std::string name = entry.path().lexically_relative(lib).generic_string();
    if (entry.is_regular_file() && is_code(entry.path())) arrows[name] = included_by(read_text("../lib/" + name));
  }
  return arrows;
}

// "gradlab/models/network/loop.cpp" lies in gradlab/models, "gradlab/shape.hpp" in gradlab/shape: the headers
// that lie in no folder are a room each.
std::string room_of(const std::string& file) {
  const std::size_t first = file.find('/');
  const std::size_t second = file.find('/', first + 1);
  if (first == std::string::npos || file.rfind("gradlab/", 0) != 0) return file.substr(0, first);
  return second == std::string::npos ? file.substr(0, file.rfind('.')) : file.substr(0, second);
}

Arrows between_rooms(const Arrows& files) {
  Arrows rooms;
  for (const auto& [file, included] : files) {
    for (const std::string& other : included) {
      if (room_of(file) != room_of(other)) rooms[room_of(file)].insert(room_of(other));
    }
  }
  return rooms;
}

// The first circle found, as "a -> b -> a"; empty where there is none.
std::string find_circle(const Arrows& arrows) {
  std::set<std::string> finished;
  std::vector<std::string> path;
  const std::function<std::string(const std::string&)> visit = [&](const std::string& name) -> std::string {
    const auto on_path = std::find(path.begin(), path.end(), name);
    if (on_path != path.end()) return fmt::format("{} -> {}", fmt::join(on_path, path.end(), " -> "), name);
    if (finished.count(name) > 0 || arrows.count(name) == 0) return "";
    path.push_back(name);
    for (const std::string& next : arrows.at(name)) {
      if (const std::string circle = visit(next); !circle.empty()) return circle;
    }
    path.pop_back();
    finished.insert(name);
    return "";
  };
  for (const auto& [name, included] : arrows) {
    if (const std::string circle = visit(name); !circle.empty()) return circle;
  }
  return "";
}

struct Forbidden {
  std::string from;
  std::string to;
};

// By the beginnings of names. What knows an objective knows no model; the library knows neither its program nor checks.
const std::vector<Forbidden> forbidden = {
    {"gradlab/numeric/", "gradlab/models/"}, {"gradlab/check/", "gradlab/models/"},
    {"gradlab/numeric/", "gradlab/check/"},  {"gradlab/numeric/", "gradlab/data/"},
    {"gradlab/data/", "gradlab/models/"},    {"gradlab/data/", "gradlab/check/"},
    {"gradlab/models/", "gradlab/check/"},   {"gradlab/", "program/"},
    {"", "checks/"},                         {"", "tutorials/"},
    {"", "../"},                             {"", "./"},
};

std::string forbidden_arrows(const Arrows& files) {
  std::string found;
  for (const auto& [file, included] : files) {
    for (const std::string& other : included) {
      for (const auto& [from, to] : forbidden) {
        if (file.rfind(from, 0) == 0 && other.rfind(to, 0) == 0) found += fmt::format("{} -> {}\n", file, other);
      }
    }
  }
  return found;
}

std::string missing_files(const Arrows& files) {
  std::string missing;
  for (const auto& [file, included] : files) {
    for (const std::string& other : included) {
      if (files.count(other) == 0) missing += fmt::format("{} -> {}\n", file, other);
    }
  }
  return missing;
}

}  // namespace

TEST_SUITE_BEGIN("structure");

TEST_CASE("the includes of lib have no circle, neither of files nor of rooms") {
  const Arrows files = read_includes();
  REQUIRE(files.size() > 50);  // the whole of lib was read
  CHECK(missing_files(files) == "");
  CHECK(find_circle(files) == "");
  CHECK(find_circle(between_rooms(files)) == "");
}

TEST_CASE("no room knows one that it must not") { CHECK(forbidden_arrows(read_includes()) == ""); }

TEST_CASE("a circle is seen, of files or only of rooms") {
  CHECK(find_circle({{"a", {"b", "c"}}, {"b", {"c"}}, {"c", {}}}) == "");
  CHECK(find_circle({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}) == "b -> c -> b");
  CHECK(find_circle({{"a", {"a"}}}) == "a -> a");

  const Arrows crossed = {{"gradlab/numeric/a.hpp", {"gradlab/check/b.hpp"}}, {"gradlab/check/c.hpp", {"gradlab/numeric/d.hpp"}}};
  CHECK(find_circle(crossed) == "");
  CHECK(find_circle(between_rooms(crossed)) == "gradlab/check -> gradlab/numeric -> gradlab/check");
}

TEST_CASE("each forbidden arrow is seen") {
  for (const auto& [from, to] : forbidden) {
    const std::string file = from.empty() ? "program/main.cpp" : from + "x.cpp";
    CHECK(forbidden_arrows({{file, {to + "y.hpp"}}}) == fmt::format("{} -> {}\n", file, to + "y.hpp"));
  }
  CHECK(forbidden_arrows({{"gradlab/models/x.cpp", {"gradlab/numeric/y.hpp"}}}) == "");
  CHECK(missing_files({{"program/main.cpp", {"gradlab/gone.hpp"}}}) == "program/main.cpp -> gradlab/gone.hpp\n");
}

TEST_CASE("include lines are read in all their forms") {
  const std::set<std::string> found = included_by(
      "#include \"gradlab/shape.hpp\"\n  #  include <gradlab/objective.hpp>\n#include <vector>\n// #include \"gradlab/no.hpp\"\n"
      "#include \"../checks/unit/golden.hpp\"\n");
  CHECK(found == std::set<std::string>{"gradlab/shape.hpp", "gradlab/objective.hpp", "../checks/unit/golden.hpp"});
}

TEST_SUITE_END();
