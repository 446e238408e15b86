#include "gradlab/languages/shape_advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <regex>

namespace gradlab::languages {

namespace {

using Shape = std::array<int, 2>;

struct TwoShapes {
  Shape one, other;
};

bool has_any(const std::string& error, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return error.find(word) != std::string::npos; });
}

// "(5,4) (6,4)" of NumPy; "5x4 and 6x4" of Octave and Armadillo.
std::optional<TwoShapes> find_shapes(const std::string& error) {
  static const std::regex numpy(R"(\((\d+),(\d+)\)\s+\((\d+),(\d+)\))"), others(R"((\d+)x(\d+).*?(\d+)x(\d+))");
  std::smatch match;
  if (!std::regex_search(error, match, numpy) && !std::regex_search(error, match, others)) return std::nullopt;
  const auto number = [&](std::size_t i) { return std::stoi(match[i]); };
  return TwoShapes{{number(1), number(2)}, {number(3), number(4)}};
}

bool is_product(const std::string& error) {
  return has_any(error, {"matmul", "not aligned", "multiplication", "operator *:"});
}

bool is_sum(const std::string& error) {
  return !is_product(error) && has_any(error, {"broadcast", "incompatible matrix dimensions", "operator +:",
                                               "operator -:", "product: nonconformant"});
}

}  // namespace

std::string advise_on_shapes(const std::string& error) {
  if (is_product(error)) {
    return "Write the shapes beside the line: the inner two of a product must be equal; .t() or .T turns a matrix.";
  }
  if (!is_sum(error)) return "";
  const std::string bias = advise_on_bias(error);
  return "A sum, a difference and an elementwise product take two arrays of one shape" +
         (bias.empty() ? "." : "; here " + bias);
}

namespace {

// "has size 5 and ... has size 3" of NumPy; else the side on which two shapes differ.
std::optional<Shape> find_clash(const std::string& error) {
  static const std::regex sizes(R"(has size (\d+) and .*has size (\d+))");
  std::smatch match;
  if (std::regex_search(error, match, sizes)) return Shape{std::stoi(match[1]), std::stoi(match[2])};
  const auto shapes = find_shapes(error);
  if (!shapes) return std::nullopt;
  const std::size_t side = shapes->one[0] == shapes->other[0] ? 1 : 0;
  return Shape{shapes->one[side], shapes->other[side]};
}

}  // namespace

std::string advise_on_equal_layers(const std::string& error, const neural_network::LayerSizes& sizes) {
  const auto clash = find_clash(error);
  if (!clash) return "";
  const int hidden = static_cast<int>(sizes.hidden_layer_size), labels = static_cast<int>(sizes.num_labels);
  if (*clash != Shape{hidden, labels} && *clash != Shape{labels, hidden}) return "";
  return fmt::format("it was called with h = {} and K = {}, and may need h = K: --hidden {} --labels {}", hidden,
                     labels, labels, labels);
}

std::string advise_on_bias(const std::string& error) {
  const auto shapes = find_shapes(error);
  if (!is_sum(error) || !shapes) return "";
  for (const std::size_t side : {0u, 1u}) {
    const int one = shapes->one[side], other = shapes->other[side];
    const bool rest_fits = shapes->one[1 - side] == shapes->other[1 - side];
    if (!rest_fits || std::abs(one - other) != 1) continue;
    return fmt::format("one has {} {}, the other {}: which of the {} belongs to no unit, as the bias does?", one,
                       side == 0 ? "rows" : "columns", other, std::max(one, other));
  }
  return "";
}

}  // namespace gradlab::languages
