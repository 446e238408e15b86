#include "teach/lessons/handout.hpp"

#include "teach/lessons/question.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace gradlab::teach {

namespace {

// The frame around an answer belongs to the web page, where the answer is hidden.
std::string without_frames(const std::string& prose) {
  std::string text;
  for (const std::string& line : split_lines(prose)) {
    if (!line.starts_with("<details>") && !line.starts_with("</details>")) text += line + "\n";
  }
  return text;
}

std::string fenced(std::string_view language, const std::string& body) {
  return fmt::format("```{}\n{}```\n", language, body);
}

std::string_view language_of(const Part& part) {
  if (part.kind != "code") return "text";
  return part.language == Language::python ? "python" : "cpp";
}

std::string ask(const Question& question, const std::string& number) {
  std::string text = fmt::format("**Question {}.** {}", number, question.prompt);
  for (const auto& [letter, choice] : question.choices) text += fmt::format("\n- {}) {}", letter, choice);
  return text + "\n";
}

class Writer {
 public:
  void add(const HandoutLesson& one) {
    number_ = one.number;
    asked_ = 0;
    handout_.lessons += fmt::format("# {}\n\n{}\n", one.lesson.title, one.lesson.objective);
    handout_.answers += fmt::format("## {}\n\n", one.lesson.title);
    for (const Section& section : one.lesson.sections) {
      handout_.lessons += fmt::format("\n## {}\n\n", section.title);
      for (const Part& part : section.parts) {
        if (part.is_shown(one.lesson.language)) handout_.lessons += write(part) + "\n";
      }
    }
  }

  Handout take() { return std::move(handout_); }

 private:
  std::string write(const Part& part) {
    if (part.kind == "prose") return without_frames(part.body);
    if (part.kind != "question") return fenced(language_of(part), part.body);
    const std::string number = fmt::format("{}.{}", number_, ++asked_);
    handout_.answers += fmt::format("**{}** {}\n\n", number, tell_answer(part.question));
    return ask(part.question, number);
  }

  Handout handout_{"", "# Answers\n\n"};
  int number_ = 0, asked_ = 0;
};

}  // namespace

Handout write_handout(const std::vector<HandoutLesson>& lessons) {
  Writer writer;
  for (const HandoutLesson& lesson : lessons) writer.add(lesson);
  return writer.take();
}

}  // namespace gradlab::teach
