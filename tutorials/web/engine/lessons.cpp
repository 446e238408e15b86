// The live blocks of a lesson, and its questions. Their texts are in the page.
#include "pictures.hpp"
#include "teach/lessons/lesson.hpp"
#include "teach/lessons/live.hpp"
#include "teach/lessons/question.hpp"
#include "verbs.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

namespace gradlab::engine {

namespace {

const teach::Lesson& find_lesson(int number) {
  for (const teach::Lesson& lesson : teach::lessons()) {
    if (lesson.number == number) return lesson;
  }
  throw std::invalid_argument(fmt::format("there is no lesson {}", number));
}

}  // namespace

Json lessons(const Json&, Numbers&) {
  Json numbers = Json::array();
  for (const teach::Lesson& lesson : teach::lessons()) numbers.push_back(lesson.number);
  return {{"numbers", numbers}};
}

Json lesson(const Json& request, Numbers& numbers) {
  const teach::Live live = find_lesson(request.at("lesson")).live();
  Json values = Json::object(), pictures = Json::object(), texts = Json::object();
  for (const auto& [name, text] : live.values) values[name] = text;
  for (const auto& [name, make] : live.pictures) {
    const teach::Picture picture = make();
    pictures[name] = to_json(picture, numbers);
    if (request.value("texts", false)) texts[name] = teach::draw(picture, teach::page_canvas);
  }
  return {{"values", values}, {"pictures", pictures}, {"texts", texts}};
}

Json paths(const Json& request, Numbers& numbers) {
  static std::map<int, teach::Live> lives;  // a start that is dragged asks for the same again and again
  const int number = request.at("lesson");
  if (!lives.contains(number)) lives[number] = find_lesson(number).live();
  const std::string name = request.at("picture");
  const auto& pictures = lives[number].pictures;
  const auto make = pictures.find(name);
  teach::Picture picture = make == pictures.end() ? teach::Picture() : make->second();
  auto* found = std::get_if<teach::Landscape>(&picture);
  if (!found) throw std::invalid_argument(fmt::format("lesson {} has no landscape {}", number, name));
  teach::Landscape& landscape = *found;
  landscape.start = arma::vec(request.at("start").get<std::vector<double>>());
  landscape.alpha = request.at("alpha");
  landscape.steps = request.at("steps");
  return {{"paths", paths_to_json(landscape, numbers)}};
}

Json read_numbers(const Json& request, Numbers&) {
  Json numbers = Json::array();
  for (const std::string& number : teach::numbers_in(request.at("text").get<std::string>())) numbers.push_back(std::stod(number));
  return {{"numbers", numbers}};
}

Json judge(const Json& request, Numbers&) {
  teach::Question question;
  question.letter = request.value("letter", "");
  for (const Json& choice : request.value("choices", Json::array())) question.choices.emplace_back(choice[0], choice[1]);
  question.numbers = request.value("numbers", std::vector<double>{});
  question.tolerance = request.value("tolerance", 0.0);
  // The page has the explanations: it is told which choice was meant, and what else there is to say.
  question.explanations = {{"right", ""}, {"wrong", ""}};
  for (const auto& [letter, text] : question.choices) question.explanations[letter] = letter;
  const teach::Reply reply = teach::judge_answer(question, request.at("typed").get<std::string>());
  const bool is_choice = reply.understood && !question.choices.empty();
  const std::string key = is_choice ? reply.text : reply.right ? "right" : "wrong";
  return {{"understood", reply.understood}, {"right", reply.right}, {"explanation", key},
          {"note", is_choice ? "" : reply.text}};
}

}  // namespace gradlab::engine
