#include "teach/exercises/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace gradlab::teach {

namespace {

WrongAnswer read_wrong(const Json& row) {
  const Json cpp = row.value("cpp", Json{"", ""});
  return {row.at("name"), row.at("says"), cpp.at(0), cpp.at(1), row.at("python").at(0), row.at("python").at(1)};
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 4 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

Exercise read_exercise(const std::string& folder, Judge judge, std::string_view description,
                       std::string_view given_cpp, std::string_view solution_cpp, std::string_view given_python,
                       std::string_view solution_python) {
  const Json json = Json::parse(description);
  Exercise exercise;
  exercise.number = std::stoi(folder);
  exercise.name = folder;
  exercise.title = json.at("title");
  exercise.statement = json.value("statement", "");
  exercise.function = json.at("function");
  exercise.judge = judge;
  exercise.task = json.at("task");
  exercise.hints = json.at("hints");
  exercise.afterwards = json.at("afterwards");
  for (const Json& row : json.at("wrong")) exercise.wrong.push_back(read_wrong(row));
  exercise.given_cpp = given_cpp;
  exercise.solution_cpp = solution_cpp;
  exercise.given_python = given_python;
  exercise.solution_python = solution_python;
  return exercise;
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

}  // namespace gradlab::teach
