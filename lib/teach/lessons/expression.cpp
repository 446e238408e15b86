#include "teach/lessons/expression.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>

namespace gradlab::teach {

namespace {

constexpr std::size_t longest_text = 200;
constexpr int deepest = 40;  // brackets and signs within each other

const std::map<std::string, double, std::less<>> constants = {
    {"pi", M_PI}, {"e", M_E},    {"zero", 0}, {"one", 1},   {"two", 2},    {"three", 3}, {"four", 4},       {"five", 5},
    {"six", 6},   {"seven", 7},  {"eight", 8}, {"nine", 9}, {"ten", 10},   {"half", .5}, {"third", 1.0 / 3},
    {"thirds", 1.0 / 3}, {"quarter", .25}, {"quarters", .25}};

const std::map<std::string, double (*)(double), std::less<>> functions = {
    {"ln", [](double x) { return std::log(x); }},      {"log", [](double x) { return std::log(x); }},
    {"log2", [](double x) { return std::log2(x); }},   {"log10", [](double x) { return std::log10(x); }},
    {"exp", [](double x) { return std::exp(x); }},     {"sqrt", [](double x) { return std::sqrt(x); }},
    {"abs", [](double x) { return std::abs(x); }},     {"sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }}};

// Signs that keyboards and pages have for the same thing, and words for signs.
const std::array<std::pair<const char*, const char*>, 20> spellings = {
    {{"\u2212", "-"}, {"\u2013", "-"}, {"\u2014", "-"}, {"\u00d7", "*"}, {"\u00b7", "*"}, {"\u22c5", "*"},
     {"\u00f7", "/"}, {"\u221a", " sqrt "}, {"\u03c0", " pi "}, {"\u00b2", "^2"}, {"\u00b3", "^3"}, {"\u00bd", "(1/2)"},
     {"\u00bc", "(1/4)"}, {"\u2248", "="}, {"\u00a0", " "}, {"**", "^"}, {" minus ", " -"}, {" times ", " * "},
     {" over ", " / "}, {" percent", "%"}}};

std::string respell(std::string_view typed) {
  std::string text = " " + std::string(typed) + " ";
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto& [sign, spelling] : spellings) {
    const std::string_view from = sign, to = spelling;
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

struct Token {
  enum { number, constant, function, word, sign, end } kind = end;
  double value = 0;
  std::string name;  // of a word or function; a sign
  bool after_blank = true;
};

// "np.log" is log, and "ln2" is ln 2; "h1" is a word.
void add_name(std::string name, bool after_blank, std::vector<Token>& tokens) {
  name.erase(0, name.rfind('.') + 1);
  const std::size_t digits = std::min(name.find_last_not_of("0123456789") + 1, name.size());
  if (const auto found = constants.find(name); found != constants.end()) {
    tokens.push_back({Token::constant, found->second, name, after_blank});
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
      const bool is_blank = std::string_view(" \t.,;:!?~$`\"").find(*at) != std::string_view::npos;
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

class Evaluator {
 public:
  explicit Evaluator(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  // The values between two signs of equality. Where a part has no number, it is the name of something: dE/dw5.
  std::vector<double> values() {
    std::vector<double> all;
    for (;; ++next_) {
      const std::size_t begin = next_;
      std::vector<double> part = part_values();
      const bool failed = !is("=") && peek().kind != Token::end;
      while (!is("=") && peek().kind != Token::end) ++next_;
      const bool has_number = std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                                          tokens_.begin() + static_cast<std::ptrdiff_t>(next_),
                                          [](const Token& t) { return t.kind <= Token::function; });
      if (failed && has_number) return {};
      if (!failed) all.insert(all.end(), part.begin(), part.end());
      if (peek().kind == Token::end) return all;
    }
  }

 private:
  const Token& peek() const { return tokens_[next_]; }
  bool is(std::string_view sign) const { return peek().kind == Token::sign && peek().name == sign; }
  bool take(std::string_view sign) { return is(sign) && ++next_; }

  std::vector<double> part_values() {
    std::vector<double> values;
    while (!is("=") && peek().kind != Token::end) {
      if (peek().kind == Token::word) {
        if (!skip_word()) break;
        continue;
      }
      const std::size_t begin = next_;
      const std::optional<double> value = sum(0);
      if (!value || !std::isfinite(*value)) {
        next_ = begin;
        break;
      }
      values.push_back(*value);
      if (is("*") && tokens_[next_ + 1].kind >= Token::word) ++next_;  // "0.6 * theta", "0.6 times"
    }
    return values;
  }

  // A word, with what it is applied to: J(0). A single letter before a number might be a factor: "K ln 2".
  bool skip_word() {
    const Token word = tokens_[next_++];
    if (is("(") && !peek().after_blank) skip_brackets();
    if (word.name.size() == 1 && word.name != "a" && word.name != "i" && peek().kind <= Token::function) return false;
    return !take("*") || peek().kind <= Token::function;
  }

  void skip_brackets() {
    int open = 0;
    do open += is("(") - is(")");
    while (peek().kind != Token::end && (++next_, open > 0));
  }

  std::optional<double> sum(int depth) {
    std::optional<double> value = product(depth);
    while (value && (is("+") || is("-"))) {
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
      const bool divides = is("/");
      const bool touches = peek().kind == Token::constant || peek().kind == Token::function ||
                           (is("(") && !peek().after_blank);
      if (is("*") && (tokens_[next_ + 1].kind == Token::word || tokens_[next_ + 1].kind == Token::end)) return value;
      if (!touches && !take("*") && !take("/")) return value;
      const std::optional<double> other = factor(depth);
      value = other ? std::optional(divides ? *value / *other : *value * *other) : std::nullopt;
    }
    return value;
  }

  std::optional<double> factor(int depth) {
    if (depth > deepest) return std::nullopt;
    const bool minus = is("-");
    if (minus || is("+")) {
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
    const bool has_brackets = is("(");
    std::optional<double> value = has_brackets ? primary(depth) : factor(depth);
    if (value && !has_brackets && is("/") && !peek().after_blank && tokens_[next_ + 1].kind == Token::number) {
      ++next_;
      value = *value / tokens_[next_++].value;
    }
    return value ? std::optional(functions.find(name)->second(*value)) : std::nullopt;
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<double> evaluate(std::string_view text) {
  if (text.size() > longest_text) return {};
  return Evaluator(tokenize(respell(text))).values();
}

std::vector<std::vector<double>> read_typed_numbers(std::string_view text, std::size_t count) {
  static const std::regex comma(R"((\d),(\d))"), decimal(R"((\d),(\d)|,(\d))"), thousands(R"((\d),(\d{3})(?!\d))"),
      product(R"((\d|\))\s*x\s*(?=\d|\())"), list(R"([,;*()x]|\bby\b)");
  if (text.size() > longest_text) return {};
  const std::string typed = respell(text);
  const auto whole = std::regex_replace(typed, thousands, "$1$2");
  std::vector<std::vector<double>> readings;
  const auto read = [&](const std::string& one) {
    const std::vector<double> numbers = evaluate(one);
    if (count == 1 ? !numbers.empty() : numbers.size() == count) readings.push_back(numbers);
  };
  if (count == 1) {
    read(std::regex_replace(std::regex_replace(typed, comma, "$1.$2"), product, "$1*"));
    if (whole != typed) read(std::regex_replace(whole, product, "$1*"));
  } else {
    read(std::regex_replace(typed, list, " ; "));
    if (whole != typed) read(std::regex_replace(whole, list, " ; "));
  }
  return readings;
}

}  // namespace gradlab::teach
