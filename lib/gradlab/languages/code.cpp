#include "gradlab/languages/code.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

namespace gradlab::languages {

bool Code::takes_network() const {
  return std::any_of(description.choices.begin(), description.choices.end(),
                     [](const Choice& choice) { return choice.takes_network; });
}

Code start_code(std::string name, const process::Command& command, double timeout) {
  Code code;
  code.conversation = std::make_shared<Conversation>(std::move(name), command, timeout);
  try {
    code.description = code.conversation->describe();
  } catch (const CodeError& error) {
    refuse(code, error);
  }
  if (!code.description.choices.empty()) return code;
  const Description& described = code.description;
  if (!described.class_name.empty()) {
    throw std::invalid_argument(fmt::format("{}: it defines no function that can be called, but {}: write an adapter "
                                            "beside it, and check FILE:f\n\n{}\n",
                                            code.name(), described.class_name, described.class_lines));
  }
  throw std::invalid_argument(fmt::format("{}: no function takes the classic 7 arguments, and none takes theta alone; "
                                          "{}; say which, and what it takes: FILE:{}",
                                          code.name(), list_functions(code),
                                          described.advice.empty() ? "NAME --arguments theta,X,y,lambda"
                                                                   : described.advice));
}

void refuse(const Code& code, const CodeError& error, const std::string& advice) {
  const std::string words = error.what();
  const bool is_named = words.starts_with(code.name());
  throw std::invalid_argument(fmt::format("{}{}{}{}", is_named ? "" : code.name() + ": ", words,
                                          advice.empty() ? "" : "; ", advice));
}

std::string list_functions(const Code& code) {
  const std::vector<std::string>& functions = code.description.functions;
  if (functions.empty()) return "it defines no function";
  return fmt::format("it defines: {}", fmt::join(functions, ", "));
}

check::CheckResult check_function(Objective objective, check::Implementation function, const arma::vec& theta,
                                  const check::CheckOptions& options) {
  std::exception_ptr failure;
  const auto watch = [&failure](const auto& call) {
    return [&failure, call](const auto&... arguments) {
      if (failure) std::rethrow_exception(failure);
      try {
        return call(arguments...);
      } catch (const CodeError& error) {
        if (!error.raised) failure = std::current_exception();
        throw;
      } catch (const process::Gone&) {
        failure = std::current_exception();
        throw;
      }
    };
  };
  objective.cost = watch(objective.cost);
  objective.differences = [watch, around = watch(objective.differences)](const arma::vec& point) {
    return DifferenceFunction(watch(around(point)));
  };
  function.evaluate = watch(function.evaluate);
  const check::CheckResult result = check::check_gradients(objective, {function}, theta, options);
  if (failure) std::rethrow_exception(failure);
  return result;
}

void add_changed_arguments(const Choice& choice, const std::vector<std::string>& changed, check::CheckResult& result) {
  for (const std::string& argument : changed) {
    result.troubles.push_back({"changes_argument",
                               fmt::format("{}: {} is another one after the call;\n    here each call gets a copy, but "
                                           "a second call of yours does not",
                                           choice.name, argument),
                               check::Severity::note});
  }
}

}  // namespace gradlab::languages
