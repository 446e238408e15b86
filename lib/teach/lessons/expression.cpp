#include "teach/lessons/expression.hpp"

#include "teach/lessons/typed_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>

namespace gradlab::teach {

namespace {

using Values = std::vector<double>;

constexpr std::size_t longest_text = 200;
constexpr int deepest = 40;  // brackets and signs within each other

const std::map<std::string, double (*)(double), std::less<>> functions = {
    {"ln", [](double x) { return std::log(x); }},      {"log", [](double x) { return std::log(x); }},
    {"log2", [](double x) { return std::log2(x); }},   {"log10", [](double x) { return std::log10(x); }},
    {"exp", [](double x) { return std::exp(x); }},     {"sqrt", [](double x) { return std::sqrt(x); }},
    {"abs", [](double x) { return std::abs(x); }},     {"sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }}};

// With one of these words a number is no answer: "less than 0.7".
const std::set<std::string, std::less<>> doubtful = {"not", "less", "more", "than", "below", "above", "under", "never",
                                                     "between"};

struct Token {
  enum { number, constant, function, word, sign, end } kind = end;
  double value = 0;
  std::string name;  // of a word or function; a sign
  bool after_blank = true;

  bool is(std::string_view text) const { return kind == sign && name == text; }
  bool begins_value() const { return kind <= function || is("(") || is("-"); }
  bool ends_value() const { return kind <= constant || is(")") || is("%"); }
};

// "np.log" is log, and "ln2" is ln 2; "h1" is a word.
void add_name(std::string name, bool after_blank, std::vector<Token>& tokens) {
  name.erase(0, name.rfind('.') + 1);
  const std::size_t digits = std::min(name.find_last_not_of("0123456789") + 1, name.size());
  if (name == "pi" || name == "e") {
    tokens.push_back({Token::constant, name == "e" ? M_E : M_PI, name, after_blank});
  } else if (functions.contains(name)) {
    tokens.push_back({Token::function, 0, name, after_blank});
  } else if (functions.contains(name.substr(0, digits))) {
    tokens.push_back({Token::function, 0, name.substr(0, digits), after_blank});
    tokens.push_back({Token::number, std::strtod(name.c_str() + digits, nullptr), "", false});
  } else {
    tokens.push_back({Token::word, 0, name, after_blank});
  }
}

std::vector<Token> tokenize(const std::string& text) {
  static const std::regex number(R"((\d+\.?\d*|\.\d+)(e[-+]?\d+)?)"), name(R"([a-z_][a-z_0-9]*(\.[a-z][a-z_0-9]*)*)");
  constexpr auto first_only = std::regex_constants::match_continuous;
  std::vector<Token> tokens;
  bool after_blank = true;
  std::smatch match;
  for (auto at = text.begin(); at != text.end();) {
    if (std::regex_search(at, text.end(), match, number, first_only)) {
      tokens.push_back({Token::number, std::strtod(match.str().c_str(), nullptr), "", after_blank});
    } else if (std::regex_search(at, text.end(), match, name, first_only)) {
      add_name(match.str(), after_blank, tokens);
    } else {
      const bool is_blank = std::string_view(" \t.,;:!?$`\"").find(*at) != std::string_view::npos;
      if (!is_blank) tokens.push_back({Token::sign, 0, std::string(1, *at), after_blank});
      after_blank = is_blank;
      ++at;
      continue;
    }
    after_blank = false;
    at = match[0].second;
  }
  tokens.emplace_back();
  return tokens;
}

// Behind a word in front of brackets, as in J(0), the brackets belong to the word.
std::size_t end_of_word(const std::vector<Token>& tokens, std::size_t at) {
  if (!tokens[++at].is("(") || tokens[at].after_blank) return at;
  int open = 0;
  do open += tokens[at].is("(") - tokens[at].is(")");
  while (tokens[at].kind != Token::end && (++at, open > 0));
  return at;
}

// Nothing where a word says something about the number: "K ln 2", "not 5". Signs of multiplication go with their words.
std::optional<std::vector<Token>> without_words(const std::vector<Token>& tokens) {
  std::vector<Token> kept, clean;
  for (std::size_t at = 0; at < tokens.size();) {
    const Token& token = tokens[at];
    if (token.kind != Token::word) {
      kept.push_back(token);
      ++at;
      continue;
    }
    at = end_of_word(tokens, at);
    const bool is_factor = token.name.size() == 1 && token.name != "a" && token.name != "i";
    const bool is_counted = tokens[at].kind <= Token::function || tokens[at].is("+") || tokens[at].is("-") || tokens[at].is("/");
    if (doubtful.contains(token.name) || (is_factor && is_counted)) return std::nullopt;
  }
  for (std::size_t at = 0; at < kept.size(); ++at) {
    const bool is_between = kept[at].kind == Token::sign && at > 0 && kept[at - 1].ends_value() && kept[at + 1].begins_value();
    if (!kept[at].is("*") || is_between) clean.push_back(kept[at]);
  }
  return clean;
}

class Evaluator {
 public:
  explicit Evaluator(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  // Nothing where a part is no expression.
  std::optional<Values> values() {
    Values all;
    while (peek().kind != Token::end) {
      const std::optional<double> value = sum(0);
      if (!value || !std::isfinite(*value)) return std::nullopt;
      all.push_back(*value);
    }
    return all;
  }

 private:
  const Token& peek() const { return tokens_[next_]; }
  bool take(std::string_view sign) { return peek().is(sign) && ++next_; }

  std::optional<double> sum(int depth) {
    std::optional<double> value = product(depth);
    while (value && (peek().is("+") || peek().is("-"))) {
      const double sign = take("+") ? 1 : (++next_, -1);
      const std::optional<double> other = product(depth);
      value = other ? std::optional(*value + sign * *other) : std::nullopt;
    }
    return value;
  }

  // "10 ln 2" is a product, "10(2)" too; "0.7 (2)" are two numbers.
  std::optional<double> product(int depth) {
    std::optional<double> value = factor(depth);
    while (value) {
      const bool divides = peek().is("/");
      const bool touches = peek().kind == Token::constant || peek().kind == Token::function ||
                           (peek().is("(") && !peek().after_blank);
      if (!touches && !take("*") && !take("/")) return value;
      const std::optional<double> other = factor(depth);
      value = other ? std::optional(divides ? *value / *other : *value * *other) : std::nullopt;
    }
    return value;
  }

  std::optional<double> factor(int depth) {
    if (depth > deepest) return std::nullopt;
    const bool minus = peek().is("-");
    if (minus || peek().is("+")) {
      ++next_;
      const std::optional<double> value = factor(depth + 1);
      return value && minus ? std::optional(-*value) : value;
    }
    std::optional<double> value = primary(depth);
    if (value && take("%")) value = *value / 100;
    if (!value || !take("^")) return value;
    const std::optional<double> power = factor(depth + 1);
    return power ? std::optional(std::pow(*value, *power)) : std::nullopt;
  }

  std::optional<double> primary(int depth) {
    const Token token = peek();
    if (token.kind == Token::number || token.kind == Token::constant) return ++next_, token.value;
    if (token.kind == Token::function) return ++next_, apply(token.name, depth + 1);
    if (!take("(")) return std::nullopt;
    const std::optional<double> value = sum(depth + 1);
    return value && take(")") ? value : std::nullopt;
  }

  // "ln 2 * 3" is (ln 2) * 3, but "ln 1/2", without a blank, is ln(1/2).
  std::optional<double> apply(const std::string& name, int depth) {
    const bool has_brackets = peek().is("(");
    std::optional<double> value = has_brackets ? primary(depth) : factor(depth);
    if (value && !has_brackets && peek().is("/") && !peek().after_blank && tokens_[next_ + 1].kind == Token::number) {
      ++next_;
      value = *value / tokens_[next_++].value;
    }
    return value ? std::optional(functions.find(name)->second(*value)) : std::nullopt;
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

// The values of each side of a sign of equality. A side that is not understood may be a name: "h/(2h) = 1/2".
std::vector<Values> read_sides(const std::string& text) {
  std::vector<Values> sides;
  std::istringstream stream(text);
  for (std::string side; std::getline(stream, side, '=');) {
    const auto tokens = without_words(tokenize(side));
    const auto values = tokens ? Evaluator(*tokens).values() : std::nullopt;
    if (values && !values->empty()) sides.push_back(*values);
  }
  return sides;
}

Values joined(const std::vector<Values>& sides) {
  Values all;
  for (const Values& side : sides) all.insert(all.end(), side.begin(), side.end());
  return all;
}

// "401 columns and 25 rows" is 25 x 401.
std::string with_rows_first(const std::string& text) {
  static const std::regex columns_first(R"((\d+) *col\w*\W+(?:and\W+)?(\d+) *row\w*)"),
      named_first(R"(col\w*\W+(\d+)\W+(?:and\W+)?row\w*\W+(\d+))");
  return std::regex_replace(std::regex_replace(text, columns_first, "$2 ; $1"), named_first, "$2 ; $1");
}

}  // namespace

std::vector<double> evaluate(std::string_view text) {
  return text.size() > longest_text ? Values() : joined(read_sides(in_signs(text)));
}

std::vector<std::vector<double>> read_typed_numbers(std::string_view text, std::size_t count) {
  static const std::regex comma(R"((\d),(\d))"), thousands(R"((\d),(\d{3})(?!\d))"),
      product(R"((\d|\))\s*x\s*(?=\d|\(|ln|log|sqrt))"), apart(R"((\d|\))\s+\()"), list(R"([,;*()\[\]x/]|\bby\b)");
  if (text.size() > longest_text) return {};
  const std::string typed = count == 1 ? in_signs(text) : with_rows_first(in_signs(text));
  std::vector<Values> readings;
  for (const std::string& one : {std::regex_replace(typed, comma, count == 1 ? "$1.$2" : "$1;$2"),
                                 std::regex_replace(typed, thousands, "$1$2")}) {
    if (count == 1) {
      const std::string factors = std::regex_replace(one, product, "$1*");
      for (const std::string& again : {factors, std::regex_replace(factors, apart, "$1*(")}) {
        if (const Values numbers = joined(read_sides(again)); !numbers.empty()) readings.push_back(numbers);
      }
      continue;
    }
    std::vector<Values> sides = read_sides(std::regex_replace(one, list, " ; "));
    sides.push_back(joined(sides));
    const auto found = std::find_if(sides.begin(), sides.end(), [&](const Values& side) { return side.size() == count; });
    if (found != sides.end() && (readings.empty() || readings.front() != *found)) readings.push_back(*found);
  }
  return readings;
}

}  // namespace gradlab::teach
