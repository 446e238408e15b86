#include "teach/lessons/question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <regex>
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

std::vector<double> read_numbers(const std::string& typed, std::size_t expected) {
  static const std::regex fraction(R"(([-+]?[\d.]+)/([\d.]+))");
  std::smatch match;
  std::vector<double> numbers;
  for (const std::string& number : numbers_in(typed)) numbers.push_back(std::strtod(number.c_str(), nullptr));
  if (expected == 1 && numbers.size() == 2 && std::regex_search(typed, match, fraction)) {
    return {numbers[0] / numbers[1]};
  }
  return numbers;
}

Reply judge_numbers(const Question& question, std::string typed) {
  if (question.numbers.size() > 1) std::replace(typed.begin(), typed.end(), ',', ' ');  // "25,401" is two numbers
  const std::vector<double> numbers = read_numbers(typed, question.numbers.size());
  if (numbers.size() != question.numbers.size()) {
    const std::size_t count = question.numbers.size();
    return {false, false, count == 1 ? "Type one number." : fmt::format("Type {} numbers.", count)};
  }
  const double allowed = question.tolerance * (1 + 1e-9);  // both ends of the range count as right
  const bool right = std::equal(numbers.begin(), numbers.end(), question.numbers.begin(),
                                [&](double one, double other) { return std::abs(one - other) <= allowed; });
  return {true, right, question.explanations.at(right ? "right" : "wrong")};
}

}  // namespace

Reply judge_answer(const Question& question, std::string_view typed) {
  return question.letter.empty() ? judge_numbers(question, std::string(typed)) : judge_choice(question, typed);
}

std::string tell_answer(const Question& question) {
  const std::string& letter = question.letter;
  if (!letter.empty()) return fmt::format("**{}.** {}", letter, question.explanations.at(letter));
  std::string numbers;
  for (const double number : question.numbers) numbers += fmt::format("{}{:.10g}", numbers.empty() ? "" : ", ", number);
  return fmt::format("**{}.** {}", numbers, question.explanations.at("right"));
}

}  // namespace gradlab::teach
