#include "gradlab/languages/names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace gradlab::languages {

namespace {

enum Dialect { in_source, in_coursera, in_nielsen, in_d2l, dialect_count };

constexpr std::array<const char*, dialect_count> dialect_names = {"source", "coursera", "nielsen", "d2l"};

// A quantity in each dialect.
using DialectRow = std::array<const char*, dialect_count>;

constexpr std::array<DialectRow, 18> name_table = {{
    {"X", "X", "x", "X"},
    {"xi", "a1", "a^1", "x"},
    {"y10", "Y", "y", "y"},
    {"y", "Y", "y", "y"},
    {"Theta1", "Theta1", "w^2", "W1"},
    {"Theta2", "Theta2", "w^3", "W2"},
    {"Lambda", "lambda", "lambda", "lambda"},
    {"z1", "z2", "z^2", "z"},
    {"a1", "a2", "a^2", "h"},
    {"a1i", "a2", "a^2", "h"},
    {"z2", "z3", "z^3", "o"},
    {"a2", "a3", "a^3", "y_hat"},
    {"a2i", "a3", "a^3", "y_hat"},
    {"d2", "delta3", "delta^3", "dJ_do"},
    {"d1", "delta2", "delta^2", "dJ_dz"},
    {"grad1", "Theta1_grad", "nabla_w^2", "dJ_dW1"},
    {"grad2", "Theta2_grad", "nabla_w^3", "dJ_dW2"},
    {"sigmoidGradient", "sigmoidGradient", "sigmoid_prime", "sigmoid_grad"},
}};

// Words that nobody uses by chance.
const std::array<std::set<std::string>, dialect_count>& telling_words() {
  static const std::array<std::set<std::string>, dialect_count> words = {{
      {"y10", "a1i", "d1", "d2", "z1", "grad1", "grad2"},
      {"delta2", "delta3", "z3", "a3", "Theta1_grad", "Theta2_grad", "d3", "Delta1", "Delta2"},
      {"nabla_w", "nabla_b", "delta_nabla_w", "activations", "zs", "sigmoid_prime"},
      {"y_hat", "W1", "W2", "b1", "b2"},
  }};
  return words;
}

std::size_t index_of_dialect(const std::string& dialect) {
  const auto found = std::find(dialect_names.begin(), dialect_names.end(), dialect);
  if (found == dialect_names.end()) {
    throw std::invalid_argument(
        fmt::format("--names should be one of {}, but is {}", fmt::join(dialect_names, ", "), dialect));
  }
  return static_cast<std::size_t>(found - dialect_names.begin());
}

bool is_of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Calls `take` with each word, and with what stands between words.
template <class Take>
void for_each_word(const std::string& text, const Take& take) {
  for (std::size_t begin = 0, end; begin < text.size(); begin = end) {
    const bool is_word = is_of_word(text[begin]);
    for (end = begin; end < text.size() && is_of_word(text[end]) == is_word; ++end) {
    }
    take(text.substr(begin, end - begin), is_word);
  }
}

// The learner gives the name to another quantity. With ones or without it is the same.
bool is_taken(const std::string& name, const DialectRow& wanted, const Names& own) {
  return std::any_of(own.begin(), own.end(), [&](const auto& one) {
    const auto row = std::find_if(name_table.begin(), name_table.end(),
                                  [&](const DialectRow& known) { return known[in_source] == one.first; });
    const bool is_same = row != name_table.end() && std::string_view((*row)[in_coursera]) == wanted[in_coursera];
    return one.second == name && !is_same;
  });
}

// What "Theta" says of both matrices: "W" for W1 and W2; the first one's name where they share none.
std::string name_of_both(const std::string& first, const std::string& second) {
  const auto stem_of = [](const std::string& name) { return name.substr(0, name.find_last_not_of("0123456789^") + 1); };
  const std::string stem = stem_of(first);
  return stem.empty() || stem != stem_of(second) ? first : stem;
}

Names with_both(Names names) {
  names["Theta"] = name_of_both(names["Theta1"], names["Theta2"]);
  return names;
}

}  // namespace

std::vector<std::string> dialects() { return {dialect_names.begin(), dialect_names.end()}; }

Names names_in(const std::string& dialect) {
  const std::size_t column = index_of_dialect(dialect);
  Names names;
  for (const DialectRow& row : name_table) names[row[in_source]] = row[column];
  return with_both(std::move(names));
}

std::string recognize_dialect(const std::string& code) {
  std::set<std::string> words;
  for_each_word(code, [&](const std::string& word, bool) { words.insert(word); });
  std::size_t best = in_source, most = 0;
  for (std::size_t i = 0; i < dialect_count; ++i) {
    const auto count = static_cast<std::size_t>(std::count_if(
        telling_words()[i].begin(), telling_words()[i].end(), [&](const auto& word) { return words.contains(word); }));
    if (count > most) std::tie(best, most) = std::pair(i, count);
  }
  return dialect_names[best];
}

Names complete(const Names& own, const std::string& dialect) {
  const std::size_t chosen = index_of_dialect(dialect);
  Names names = own;
  for (const DialectRow& row : name_table) {
    if (own.contains(row[in_source])) continue;
    std::string name = row[chosen];
    for (const std::size_t other : {in_coursera, in_source, in_nielsen, in_d2l}) {
      if (is_taken(name, row, own)) name = row[other];
    }
    names[row[in_source]] = name;
  }
  return with_both(std::move(names));
}

std::string rename(const std::string& text, const Names& names) {
  std::string renamed;
  for_each_word(text, [&](const std::string& word, bool) {
    const auto found = names.find(word);
    renamed += found == names.end() ? word : found->second;
  });
  return renamed;
}

}  // namespace gradlab::languages
