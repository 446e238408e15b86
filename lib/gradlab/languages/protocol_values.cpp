#include "gradlab/languages/protocol_values.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace gradlab::languages {

using terminal::printable;

double to_number(const Json& value, std::string_view what) {
  if (value.is_number()) return value.get<double>();
  std::string word = value.is_string() ? value.get<std::string>() : value.is_null() ? "nan" : "";
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "nan" || word == "-nan") return arma::datum::nan;
  if (word == "infinity" || word == "inf" || word == "+inf") return arma::datum::inf;
  if (word == "-infinity" || word == "-inf") return -arma::datum::inf;
  throw CodeError(fmt::format("{} should be a number, but is {}", what, printable(value.dump(), 60)));
}

arma::vec to_vector(const Json& value, std::string_view what) {
  if (!value.is_array()) {
    throw CodeError(fmt::format("{} should be a list of numbers, but is {}", what, printable(value.dump(), 60)));
  }
  arma::vec numbers(value.size());
  for (arma::uword i = 0; i < numbers.n_elem; ++i) numbers(i) = to_number(value[i], fmt::format("{}({})", what, i));
  return numbers;
}

arma::mat to_matrix(const Json& value, const std::string& what) {
  if (!value.is_array() || value.empty() || !value[0].is_array()) {
    throw CodeError(fmt::format("{} should be a list of rows, but is {}", what, printable(value.dump(), 60)));
  }
  arma::mat matrix(value.size(), value[0].size());
  for (arma::uword i = 0; i < matrix.n_rows; ++i) {
    const arma::vec row = to_vector(value[i], fmt::format("row {} of {}", i, what));
    if (row.n_elem != matrix.n_cols) {
      throw CodeError(
          fmt::format("row {} of {} has {} entries, the rows before {}", i, what, row.n_elem, matrix.n_cols));
    }
    if (!row.is_empty()) matrix.row(i) = row.t();  // Armadillo reads the first entry of any row
  }
  return matrix;
}

std::vector<std::string> to_words(const Json& value, std::string_view what) {
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); })) {
    throw CodeError(fmt::format("{} should be a list of words, but is {}", what, printable(value.dump(), 60)));
  }
  return value.get<std::vector<std::string>>();
}

Json to_json(const arma::vec& numbers) { return Json(std::vector<double>(numbers.begin(), numbers.end())); }

Json to_json(const arma::mat& matrix) {
  Json rows = Json::array();
  for (arma::uword i = 0; i < matrix.n_rows; ++i) rows.push_back(to_json(arma::vec(matrix.row(i).t())));
  return rows;
}

Json to_json(const CallValue& value) {
  const bool is_whole = arma::all(arma::vectorise(value.entries == arma::round(value.entries)));
  const std::vector<long long> whole = arma::conv_to<std::vector<long long>>::from(arma::vectorise(value.entries));
  if (value.dimensions == 0) return is_whole ? Json(whole[0]) : Json(value.entries(0));
  if (value.dimensions == 1 && is_whole) return whole;
  return value.dimensions == 1 ? to_json(arma::vec(arma::vectorise(value.entries))) : to_json(value.entries);
}

CallValue to_call_value(const Json& value) {
  if (!value.is_array()) return {arma::mat(1, 1).fill(to_number(value, "the result")), 0};
  if (value.empty() || !value[0].is_array()) return {to_vector(value, "the result"), 1};
  return {to_matrix(value, "the result"), 2};
}

}  // namespace gradlab::languages
