#include "teach/lessons/typed_words.hpp"

#include <cctype>
#include <map>
#include <optional>
#include <regex>
#include <utility>
#include <vector>

namespace gradlab::teach {

namespace {

using Spellings = std::vector<std::pair<std::regex, const char*>>;

std::string respell(std::string text, const Spellings& spellings) {
  for (const auto& [pattern, spelling] : spellings) text = std::regex_replace(text, pattern, spelling);
  return text;
}

// ---- Numbers in words ----

const std::map<std::string, long, std::less<>> number_words = {
    {"zero", 0},     {"one", 1},      {"two", 2},      {"three", 3},    {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},    {"eight", 8},    {"nine", 9},     {"ten", 10},      {"eleven", 11},
    {"twelve", 12},  {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},    {"fifty", 50},
    {"sixty", 60},   {"seventy", 70}, {"eighty", 80},  {"ninety", 90},  {"hundred", 100}, {"thousand", 1000}};

// "seventy" and "six" are one number, "three" and "six" are two.
std::optional<long> join_numbers(long number, long next) {
  const long last = number % 1000;
  if (next == 1000 && 0 < number && number < 1000) return number * 1000;
  if (next == 100 && 0 < last && last < 10) return number + last * 99;
  const bool adds_one = 0 < next && next < 10 && last >= 20 && last % 10 == 0;
  const bool adds_below_hundred = 0 < next && next < 100 && number >= 100 && last % 100 == 0;
  return adds_one || adds_below_hundred ? std::optional(number + next) : std::nullopt;
}

std::string in_digits(const std::string& text) {
  static const std::regex piece("[a-z]+|[^a-z]+");
  std::string digits, gap;
  std::optional<long> number;  // what the words before the gap mean
  const auto end_number = [&] {
    if (number) digits += std::to_string(*number);
    number.reset();
    digits += std::exchange(gap, "");
  };
  for (std::sregex_iterator at(text.begin(), text.end(), piece), end; at != end; ++at) {
    const std::string part = at->str();
    const auto found = number_words.find(part);
    if (found == number_words.end()) {
      const bool may_be_within = number && gap.empty() && (part == " " || part == "-");
      if (!may_be_within) end_number();
      (may_be_within ? gap : digits) += part;
      continue;
    }
    const std::optional<long> joined =
        number && !gap.empty() ? join_numbers(*number, found->second) : std::nullopt;
    if (!joined) end_number();
    number = joined.value_or(found->second);
    gap.clear();
  }
  end_number();
  return digits;
}

// ---- Signs and other words ----

const Spellings& sign_spellings() {
  static const Spellings rows = {
      {std::regex("\u2212|\u2013|\u2014"), "-"}, {std::regex("\u2192|->|=>"), " ; "}, {std::regex("\u00a0"), " "},
      {std::regex("\u00d7|\u00b7|\u22c5|\u2217"), "*"}, {std::regex("\u00f7"), "/"},
      {std::regex("\u2248|\u2265|:=|>=?|~"), "="}, {std::regex("\\*\\*"), "^"},
      {std::regex("\u221a"), " sqrt "}, {std::regex("\u03c0"), " pi "}, {std::regex("\u00b2| squared\\b"), "^2"},
      {std::regex("\u00b3| cubed\\b"), "^3"}, {std::regex("\u00bd"), "(1/2)"}, {std::regex("\u00bc"), "(1/4)"},
      {std::regex(R"(\b(hundred|thousand) and )"), "$1 "}};
  return rows;
}

const Spellings& word_spellings() {
  static const Spellings rows = {
      {std::regex(R"(\b(?:at|for|with|when|where|if) [a-z]\w* *(?:=|\bis\b) *[-+.\d]+)"), ""},
      {std::regex(R"((\d) point (\d+)(?: (\d)\b)?(?: (\d)\b)?)"), "$1.$2$3$4"},
      {std::regex(R"(\ba (?=half|third|quarter|fourth|fifth|tenth))"), "1 "},
      {std::regex(R"((\d+) (?:half|halves)\b)"), "($1/2)"},
      {std::regex(R"((\d+)[- ]thirds?\b)"), "($1/3)"},
      {std::regex(R"((\d+)[- ](?:quarter|fourth)s?\b)"), "($1/4)"},
      {std::regex(R"((\d+)[- ]fifths?\b)"), "($1/5)"},
      {std::regex(R"((\d+)[- ]tenths?\b)"), "($1/10)"},
      {std::regex(R"(\bhalf\b)"), "(1/2)"},
      {std::regex(R"(\bquarter\b)"), "(1/4)"},
      {std::regex(R"(\b(?:minus|negative)\b)"), "-"},
      {std::regex(R"(\bplus\b)"), "+"},
      {std::regex(R"(\b(?:times|multiplied by|of)\b)"), "*"},
      {std::regex(R"(\b(?:over|divided by)\b)"), "/"},
      {std::regex(R"(\b(?:twice|double)\b)"), "2*"},
      {std::regex(R"( ?\bper ?cent\b)"), "%"},
      {std::regex(R"(\b(?:is|are|equals|gives)\b)"), "="},
      {std::regex(R"(\b(?:logarithm|log) *\*)"), "log"},
      {std::regex(R"(\bln *\*)"), "ln"}};
  return rows;
}

}  // namespace

std::string in_signs(std::string_view typed) {
  std::string text = " " + std::string(typed) + " ";
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return respell(in_digits(respell(text, sign_spellings())), word_spellings());
}

}  // namespace gradlab::teach
