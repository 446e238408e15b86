#include "terminal/maths.hpp"

#include <fmt/format.h>

#include <cctype>
#include <map>

namespace gradlab::terminal {

namespace {

struct Symbol {
  std::string unicode, ascii;
};

// Figure spaces: no line is broken at them, and they do not fall away at its end.
constexpr const char* wide = "\u2007 \u2007";

const std::map<std::string, Symbol, std::less<>>& symbols() {
  static const std::map<std::string, Symbol, std::less<>> table = {
      {"alpha", {"α", "alpha"}},       {"beta", {"β", "beta"}},         {"gamma", {"γ", "gamma"}},
      {"delta", {"δ", "delta"}},       {"Delta", {"Δ", "Delta"}},       {"epsilon", {"ε", "epsilon"}},
      {"varepsilon", {"ε", "epsilon"}}, {"theta", {"θ", "theta"}},      {"Theta", {"Θ", "Theta"}},
      {"lambda", {"λ", "lambda"}},     {"sigma", {"σ", "sigma"}},       {"eta", {"η", "eta"}},
      {"pi", {"π", "pi"}},             {"sum", {"Σ", "sum"}},           {"partial", {"∂", "d"}},
      {"nabla", {"∇", "grad"}},        {"cdot", {"·", "*"}},            {"times", {"×", "x"}},
      {"odot", {"⊙", ".*"}},           {"le", {"≤", "<="}},             {"leq", {"≤", "<="}},
      {"ge", {"≥", ">="}},             {"geq", {"≥", ">="}},            {"ne", {"≠", "!="}},
      {"approx", {"≈", "~"}},          {"to", {"→", "->"}},             {"rightarrow", {"→", "->"}},
      {"pm", {"±", "+-"}},             {"infty", {"∞", "inf"}},         {"ldots", {"…", "..."}},
      {"dots", {"…", "..."}},          {"cdots", {"⋯", "..."}},         {"in", {"∈", "in"}},
      {"min", {"min", "min"}},         {"max", {"max", "max"}},         {"log", {"log", "log"}},
      {"ln", {"ln", "ln"}},            {"exp", {"exp", "exp"}},         {"sin", {"sin", "sin"}},
      {"top", {"T", "T"}},             {"quad", {wide, wide}},          {"left", {"", ""}},
      {"right", {"", ""}},             {"lVert", {"‖", "|"}},           {"rVert", {"‖", "|"}},
      {"prime", {"'", "'"}},           {"mid", {"|", "|"}},             {"mapsto", {"↦", "->"}},
  };
  return table;
}

const std::map<char, std::string>& superscripts() {
  static const std::map<char, std::string> table = {
      {'0', "⁰"}, {'1', "¹"}, {'2', "²"}, {'3', "³"}, {'4', "⁴"}, {'5', "⁵"}, {'6', "⁶"}, {'7', "⁷"},
      {'8', "⁸"}, {'9', "⁹"}, {'+', "⁺"}, {'-', "⁻"}, {'(', "⁽"}, {')', "⁾"}, {'i', "ⁱ"}, {'n', "ⁿ"}, {'T', "ᵀ"}};
  return table;
}

const std::map<char, std::string>& subscripts() {
  static const std::map<char, std::string> table = {{'0', "₀"}, {'1', "₁"}, {'2', "₂"}, {'3', "₃"}, {'4', "₄"},
                                                    {'5', "₅"}, {'6', "₆"}, {'7', "₇"}, {'8', "₈"}, {'9', "₉"},
                                                    {'i', "ᵢ"}, {'j', "ⱼ"}, {'k', "ₖ"}};
  return table;
}

// Each character of `text` replaced from the table; "" where the table lacks one.
std::string translate(const std::string& text, const std::map<char, std::string>& table) {
  std::string result;
  for (const char c : text) {
    const auto found = table.find(c);
    if (found == table.end()) return "";
    result += found->second;
  }
  return result;
}

class Reader {
 public:
  Reader(std::string_view latex, bool unicode) : rest_(latex), unicode_(unicode) {}

  std::string read_until(char end) {
    std::string text;
    while (!rest_.empty() && rest_.front() != end) text += read_atom();
    if (!rest_.empty()) rest_.remove_prefix(1);
    return text;
  }

 private:
  std::string read_atom() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '\\') return read_command();
    if (c == '{') return read_until('}');
    if (c == '^') return raise(read_argument(), "^", superscripts());
    if (c == '_') return raise(read_argument(), "_", subscripts());
    if (c == '\n') return " ";
    return std::string(1, c);
  }

  std::string read_argument() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return rest_.empty() ? "" : read_atom();
  }

  std::string read_command() {
    std::size_t length = 0;
    while (length < rest_.size() && std::isalpha(static_cast<unsigned char>(rest_[length]))) ++length;
    if (length == 0) return read_escape();
    const std::string name(rest_.substr(0, length));
    rest_.remove_prefix(length);
    if (name == "frac" || name == "tfrac" || name == "dfrac") {
      const std::string upper = read_argument();
      return enclose(upper) + "/" + enclose(read_argument());
    }
    if (name == "sqrt") return fmt::format("{}({})", unicode_ ? "√" : "sqrt", read_argument());
    if (name == "text" || name == "mathrm" || name == "mathbf" || name == "operatorname") return read_argument();
    const auto found = symbols().find(name);
    if (found == symbols().end()) return name;
    return unicode_ ? found->second.unicode : found->second.ascii;
  }

  // Reads a sign after a backslash: a space of some width, or the sign itself.
  std::string read_escape() {
    if (rest_.empty()) return "\\";
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '!') return "";
    return c == ',' || c == ';' || c == ':' || c == ' ' || c == '\\' ? " " : std::string(1, c);
  }

  std::string raise(const std::string& text, const std::string& sign, const std::map<char, std::string>& table) const {
    const std::string translated = unicode_ ? translate(text, table) : "";
    if (!translated.empty()) return translated;
    return sign + (text.size() > 1 && is_compound(text) ? "(" + text + ")" : text);
  }

  static bool is_compound(const std::string& text) {
    if (text.front() == '(' && text.back() == ')') return false;
    return text.find_first_of("+-*/,") != std::string::npos;
  }
  // A part of a fraction: "2m" becomes "(2m)".
  static std::string enclose(const std::string& text) {
    const bool is_product = text.size() > 1 && std::isdigit(static_cast<unsigned char>(text.front())) &&
                            std::isalpha(static_cast<unsigned char>(text.back()));
    return is_compound(text) || is_product ? "(" + text + ")" : text;
  }

  std::string_view rest_;
  bool unicode_;
};

}  // namespace

std::string show_maths(std::string_view latex, bool unicode) { return Reader(latex, unicode).read_until('\0'); }

}  // namespace gradlab::terminal
