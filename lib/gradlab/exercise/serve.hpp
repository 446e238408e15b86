// Makes a program of an exercise's functions: it reads calls as lines of JSON and answers with what they return, as
// lib/gradlab/languages/adapters/README.md documents it. Which calls to make, and whether the answers are right, is the
// command's business.
#pragma once

#include "gradlab/exercise.hpp"

#include <armadillo>

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace gradlab::exercise {

/// An argument or a result: a number, or a list of values.
struct Value {
  bool is_list = false;
  double number = arma::datum::nan;
  std::vector<Value> entries;
};
using Values = std::vector<Value>;
using Function = std::function<Values(const Values& arguments)>;

/// The function computes, so that an argument can be one: given as {"affine": [A, b]}, it is theta -> A*theta - b.
using Gradient = std::function<arma::vec(const arma::vec& theta)>;

void take(const Value& value, arma::mat& into);
void take(const Value& value, arma::vec& into);
void take(const Value& value, arma::uvec& into);
void take(const Value& value, double& into);
void take(const Value& value, int& into);
void take(const Value& value, arma::uword& into);
void take(const Value& value, Gradient& into);

void give(const arma::mat& result, Values& into);
void give(const arma::vec& result, Values& into);
void give(double result, Values& into);

template <class... Results>
void give(const std::tuple<Results...>& results, Values& into) {
  std::apply([&](const Results&... result) { (give(result, into), ...); }, results);
}

template <class One, class Other>
void give(const std::pair<One, Other>& results, Values& into) {
  give(results.first, into);
  give(results.second, into);
}

/// throws std::invalid_argument if there are not `wanted` arguments.
void require_count(std::size_t count, std::size_t wanted);

template <class Result, class... Arguments>
Function wrap(Result (*function)(Arguments...)) {
  return [function](const Values& values) {
    require_count(values.size(), sizeof...(Arguments));
    std::tuple<std::decay_t<Arguments>...> arguments;
    std::size_t i = 0;
    std::apply([&](auto&... argument) { (take(values[i++], argument), ...); }, arguments);
    Values results;
    give(std::apply(function, arguments), results);
    return results;
  };
}

/// Answers until the input ends. What the functions print goes to standard error.
int serve(const std::map<std::string, Function>& functions);

}  // namespace gradlab::exercise
