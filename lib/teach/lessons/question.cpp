#include "teach/lessons/question.hpp"

#include "teach/lessons/expression.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <vector>

namespace gradlab::teach {

namespace {

std::string trim(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (!std::isspace(static_cast<unsigned char>(c))) kept += static_cast<char>(std::tolower(c));
  }
  return kept;
}

Reply judge_choice(const Question& question, std::string_view line) {
  const std::string typed = trim(line);
  const std::string letter = typed.substr(0, 1);
  const bool is_alone = typed.size() == 1 || typed == letter + ")" || typed == letter + ".";
  const auto found = question.explanations.find(letter);
  if (!is_alone || found == question.explanations.end()) {
    return {false, false, fmt::format("Type one letter, from a to {}.", question.choices.back().first)};
  }
  return {true, letter == question.letter, found->second};
}

bool is_plain(std::string_view typed) { return typed.find_first_not_of("0123456789.+- ") == typed.npos; }

// "That is 0.693147.": how an expression was understood.
std::string echo(const std::vector<double>& numbers, std::string_view typed) {
  if (numbers.size() != 1 || is_plain(typed)) return "";
  return fmt::format("That is {:.6g}. ", numbers.front());
}

Reply ask_for_numbers(std::size_t count) {
  if (count > 1) return {false, false, fmt::format("Type {} numbers; this is no try.", count)};
  return {false, false, "Type one number, or an expression such as `2/3`, `3 ln 5` or `sqrt(7)`; this is no try."};
}

// Several numbers for one, as in "ln 2 = 0.693", count only where all of them are right.
Reply judge_numbers(const Question& question, std::string_view typed) {
  const std::size_t count = question.numbers.size();
  const double allowed = question.tolerance + 1e-9 * (1 + std::abs(question.numbers.front()));
  const auto is_near = [&](double one, double other) { return std::abs(one - other) <= allowed; };
  const std::vector<std::vector<double>> readings = read_typed_numbers(typed, count);
  const auto is_right = [&](const std::vector<double>& numbers) {
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      if (!is_near(numbers[k], question.numbers[count == 1 ? 0 : k])) return false;
    }
    return true;
  };
  for (const std::vector<double>& numbers : readings) {
    if (is_right(numbers)) return {true, true, echo(numbers, typed) + question.explanations.at("right")};
  }
  if (readings.empty() || readings.front().size() != count) return ask_for_numbers(count);
  return {true, false, echo(readings.front(), typed) + question.explanations.at("wrong")};
}

}  // namespace

Reply judge_answer(const Question& question, std::string_view typed) {
  if (question.is_open) return {true, true, question.explanations.at("right")};
  return question.letter.empty() ? judge_numbers(question, typed) : judge_choice(question, typed);
}

std::string tell_answer(const Question& question) {
  const std::string& letter = question.letter;
  if (question.is_open) return question.explanations.at("right");
  if (!letter.empty()) return fmt::format("**{}.** {}", letter, question.explanations.at(letter));
  std::string numbers;
  for (const double number : question.numbers) numbers += fmt::format("{}{:.10g}", numbers.empty() ? "" : ", ", number);
  return fmt::format("**{}.** {}", numbers, question.explanations.at("right"));
}

}  // namespace gradlab::teach
