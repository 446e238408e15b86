// The live blocks of a lesson, and its questions. Their texts are in the page.
#include "teach/lessons/live.hpp"
#include "teach/lessons/question.hpp"
#include "verbs.hpp"

#include <fmt/format.h>

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

Json lesson(const Json& request, Numbers&) {
  const teach::Live live = find_lesson(request.at("lesson")).live();
  const terminal::Canvas canvas = {.width = 76, .unicode = true, .lines = 14};  // as lesson.md has them
  Json values = Json::object(), pictures = Json::object();
  for (const auto& [name, text] : live.values) values[name] = text;
  for (const auto& [name, draw] : live.pictures) pictures[name] = draw(canvas);
  return {{"values", values}, {"pictures", pictures}};
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
