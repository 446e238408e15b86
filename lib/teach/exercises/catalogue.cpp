#include "teach/exercises/catalogue.hpp"

#include "teach/exercises/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace gradlab::program::exercise {

namespace {

WrongAnswer read_wrong(const Json& row) {
  WrongAnswer wrong{row.at("name"), row.at("says"), row.at("cpp").at(0), row.at("cpp").at(1), {}, {}};
  if (row.contains("python")) {
    wrong.python_from = row.at("python").at(0);
    wrong.python_to = row.at("python").at(1);
  }
  return wrong;
}

void read_description(const std::string_view text, Exercise& exercise) {
  const Json json = Json::parse(text);
  exercise.title = json.at("title");
  exercise.statement = json.value("statement", "");
  exercise.function = json.at("function");
  exercise.judge = json.at("judge");
  exercise.task = json.at("task");
  exercise.hints = json.at("hints");
  exercise.afterwards = json.at("afterwards");
  for (const Json& row : json.at("wrong")) exercise.wrong.push_back(read_wrong(row));
}

void read_file(const EmbeddedFile& file, Exercise& exercise) {
  if (file.name == "exercise.json") read_description(file.text, exercise);
  if (file.name == "exercise.cpp") exercise.given_cpp = file.text;
  if (file.name == "solution.cpp") exercise.solution_cpp = file.text;
  if (file.name == "exercise.py") exercise.given_python = file.text;
  if (file.name == "solution.py") exercise.solution_python = file.text;
}

std::vector<Exercise> read_all() {
  std::vector<Exercise> all;
  for (const EmbeddedFile& file : embedded_files) {
    if (all.empty() || all.back().name != file.folder) {
      all.emplace_back();
      all.back().name = file.folder;
      all.back().number = std::stoi(all.back().name);
    }
    read_file(file, all.back());
  }
  return all;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 4 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

std::string_view to_string(Language language) { return language == Language::cpp ? "C++" : "Python"; }

std::string_view ending(Language language) { return language == Language::cpp ? ".cpp" : ".py"; }

const std::vector<Exercise>& exercises() {
  static const std::vector<Exercise> all = read_all();
  return all;
}

const Exercise& find_exercise(const std::string& text) {
  std::vector<const Exercise*> fitting;
  for (const Exercise& exercise : exercises()) {
    const bool fits = is_number(text) ? exercise.number == std::stoi(text)
                                      : exercise.name.starts_with(text) || exercise.name.substr(3).starts_with(text);
    if (fits) fitting.push_back(&exercise);
  }
  if (fitting.size() == 1) return *fitting.front();
  throw std::invalid_argument(fmt::format("there is {} exercise '{}'; expected a number from {} to {} or a name; "
                                          "`gradlab exercise list` shows them",
                                          fitting.empty() ? "no" : "more than one", text, exercises().front().number,
                                          exercises().back().number));
}

}  // namespace gradlab::program::exercise
