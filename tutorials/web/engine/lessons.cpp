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
  // The page has the explanations: it is told which one to show.
  question.explanations = {{"right", "right"}, {"wrong", "wrong"}};
  for (const auto& [letter, text] : question.choices) question.explanations[letter] = letter;
  question.numbers = request.value("numbers", std::vector<double>{});
  question.tolerance = request.value("tolerance", 0.0);
  const teach::Reply reply = teach::judge_answer(question, request.at("typed").get<std::string>());
  return {{"understood", reply.understood}, {"right", reply.right}, {"text", reply.text}};
}

}  // namespace gradlab::engine
