#include "gradlab/exercise/serve.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <exception>
#include <iostream>

namespace gradlab::exercise {

namespace {

using Json = nlohmann::json;

double read_number(const Json& json) {
  if (!json.is_string()) return json.get<double>();
  if (json == "Infinity") return arma::datum::inf;
  return json == "-Infinity" ? -arma::datum::inf : arma::datum::nan;
}

Value read_value(const Json& json) {
  if (json.is_object()) return read_value(json.at("affine"));
  if (!json.is_array()) return {false, read_number(json), {}};
  Value value{true, arma::datum::nan, {}};
  for (const Json& entry : json) value.entries.push_back(read_value(entry));
  return value;
}

Json write_number(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return number;
}

Json write_value(const Value& value) {
  if (!value.is_list) return write_number(value.number);
  Json list = Json::array();
  for (const Value& entry : value.entries) list.push_back(write_value(entry));
  return list;
}

void require_number(const Value& value) {
  if (value.is_list) throw std::invalid_argument("a parameter is one number, but was to be a matrix or a vector");
}

template <class Row>
Value list_of(const Row& row) {
  Value list{true, arma::datum::nan, {}};
  for (const double entry : row) list.entries.push_back({false, entry, {}});
  return list;
}

Json answer(const std::map<std::string, Function>& functions, const Json& request) {
  Values arguments;
  for (const Json& argument : request.at("arguments")) arguments.push_back(read_value(argument));
  Json results = Json::array();
  for (const Value& result : functions.at(request.at("function").get<std::string>())(arguments)) {
    results.push_back(write_value(result));
  }
  return {{"results", results}};
}

Json answer_or_error(const std::map<std::string, Function>& functions, const std::string& line) {
  try {
    return answer(functions, Json::parse(line));
  } catch (const NotWritten& error) {
    return {{"error", error.what()}, {"unwritten", true}};
  } catch (const std::exception& error) {
    return {{"error", error.what()}, {"raised", true}};
  } catch (...) {
    return {{"error", "something that is no std::exception was thrown"}, {"raised", true}};
  }
}

// The protocol's two ends; the learner's code finds an empty input, and its prints go to standard error.
std::pair<std::FILE*, std::FILE*> take_channels() {
  std::FILE* requests = fdopen(dup(STDIN_FILENO), "r");
  std::FILE* answers = fdopen(dup(STDOUT_FILENO), "w");
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  return {requests, answers};
}

}  // namespace

void take(const Value& value, double& into) {
  require_number(value);
  into = value.number;
}

void take(const Value& value, int& into) {
  require_number(value);
  into = static_cast<int>(value.number);
}

void take(const Value& value, arma::uword& into) {
  require_number(value);
  into = static_cast<arma::uword>(value.number);
}

void take(const Value& value, arma::vec& into) {
  into.set_size(value.entries.size());
  for (arma::uword i = 0; i < into.n_elem; ++i) take(value.entries[i], into(i));
}

void take(const Value& value, arma::uvec& into) {
  into.set_size(value.entries.size());
  for (arma::uword i = 0; i < into.n_elem; ++i) take(value.entries[i], into(i));
}

void take(const Value& value, arma::mat& into) {
  const std::size_t rows = value.entries.size();
  into.set_size(rows, rows == 0 ? 0 : value.entries.front().entries.size());
  for (arma::uword i = 0; i < into.n_rows; ++i) {
    if (value.entries[i].entries.size() != into.n_cols) throw std::invalid_argument("the rows are not equally long");
    for (arma::uword j = 0; j < into.n_cols; ++j) take(value.entries[i].entries[j], into(i, j));
  }
}

void take(const Value& value, Gradient& into) {
  arma::mat parts;
  take(value, parts);
  into = [parts](const arma::vec& theta) -> arma::vec {
    return parts.head_cols(parts.n_cols - 1) * theta - parts.tail_cols(1);
  };
}

void give(double result, Values& into) { into.push_back({false, result, {}}); }

void give(const arma::vec& result, Values& into) { into.push_back(list_of(result)); }

void give(const arma::mat& result, Values& into) {
  Value rows{true, arma::datum::nan, {}};
  for (arma::uword i = 0; i < result.n_rows; ++i) rows.entries.push_back(list_of(arma::rowvec(result.row(i))));
  into.push_back(rows);
}

void require_count(std::size_t count, std::size_t wanted) {
  if (count == wanted) return;
  throw std::invalid_argument("the function has " + std::to_string(wanted) + " parameters, but should have " +
                              std::to_string(count));
}

int serve(const std::map<std::string, Function>& functions) {
  const auto [requests, answers] = take_channels();
  char* line = nullptr;
  std::size_t capacity = 0;
  while (getline(&line, &capacity, requests) >= 0) {
    const std::string text = answer_or_error(functions, line).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::fflush(stdout);
    std::cout.flush();
    std::fprintf(answers, "%s\n", text.c_str());
    std::fflush(answers);
  }
  std::free(line);
  return 0;
}

}  // namespace gradlab::exercise
