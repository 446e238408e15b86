#include "teach/lessons/question.hpp"

#include "teach/lessons/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <regex>
#include <vector>

namespace gradlab::teach {

namespace {

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

// Each word with a blank before and behind it, without signs, and without an s at its end: "agrees" is "agree".
std::string plain_words(std::string_view text) {
  static const std::regex between(R"re(s?[\s.,;:!?()"*`]+)re"), closing(" one $");
  return std::regex_replace(std::regex_replace(" " + in_small_letters(text) + " ", between, " "), closing, " ");
}

std::string without_opening(std::string words) {
  static const std::regex opening("(?:i think|it is|it's|it|the answer|answer|choice|option|is|that) ");
  for (std::smatch match; std::regex_search(words, match, opening, std::regex_constants::match_continuous);) {
    words.erase(0, static_cast<std::size_t>(match.length()));
  }
  return words;
}

// The only choice for which the test holds; empty: none or several.
template <class Test>
std::string only_choice(const Question& question, const Test& holds) {
  std::string found;
  for (const auto& [letter, text] : question.choices) {
    if (!holds(plain_words(text))) continue;
    if (!found.empty()) return "";
    found = letter;
  }
  return found;
}

std::string named_letter(const std::string& words) {
  static const std::regex letter(R"(\W*(?:([a-z])\W*|([a-z]) ?[).:,;-].*|([b-z]) .*|(a) (?:because|since) .*))");
  std::smatch match;
  if (!std::regex_match(words, match, letter)) return "";
  return match.format("$1$2$3$4");
}

// The letter of "b", of "b) since ...", or of words that only one choice has: "it depends".
std::string chosen_letter(const Question& question, const std::string& typed) {
  const std::string letter = named_letter(without_opening(typed));
  if (question.explanations.contains(letter)) return letter;
  for (const std::string& said : {plain_words(typed), plain_words(without_opening(typed))}) {
    if (said == " ") continue;
    const std::string begun = only_choice(question, [&](const std::string& choice) { return choice.starts_with(said); });
    if (!begun.empty()) return begun;
    const std::string held = only_choice(question, [&](const std::string& choice) { return choice.find(said) != choice.npos; });
    if (!held.empty()) return held;
  }
  return "";
}

Reply judge_choice(const Question& question, std::string_view typed) {
  const std::string small = in_small_letters(typed);
  const std::string letter = chosen_letter(question, small.substr(std::min(small.find_first_not_of(' '), small.size())));
  if (letter.empty()) {
    return {false, false, fmt::format("Type one letter, from a to {}.", question.choices.back().first)};
  }
  return {true, letter == question.letter, question.explanations.at(letter)};
}

bool is_plain(std::string_view typed) { return typed.find_first_not_of("0123456789.+- ") == typed.npos; }

// "That is 0.693147.": how an expression was understood.
std::string echo(const std::vector<double>& numbers, std::string_view typed) {
  if (numbers.size() != 1 || is_plain(typed)) return "";
  return fmt::format("That is {:.6g}. ", numbers.front());
}

Reply ask_for_numbers(std::size_t count) {
  if (count > 1) return {false, false, fmt::format("Type {} numbers; this does not count as a try.", count)};
  return {false, false, "Type one number, or an expression such as `2/3`, `3 ln 5` or `sqrt(7)`; this does not count as a try."};
}

// Of the right size, but not as exact as the question asks: no wrong answer yet.
bool is_close(double typed, double right) { return std::abs(typed - right) <= 0.05 * std::abs(right); }

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
  if (count == 1 && question.tolerance > 0 && is_close(readings.front().front(), question.numbers.front())) {
    return {false, false, echo(readings.front(), typed) + fmt::format("Close, but not within {:g}; this does not count as a try.", question.tolerance)};
  }
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
