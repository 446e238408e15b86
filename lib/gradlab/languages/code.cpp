#include "gradlab/languages/code.hpp"

#include "gradlab/check/time_limit.hpp"
#include "terminal/text.hpp"

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

namespace {

// A function that cannot be parsed is none of the choices.
std::string name_parse_error(const Description& description) {
  for (const Skipped& skipped : description.skipped) {
    if (skipped.error.find("parse error") == skipped.error.npos) continue;
    return fmt::format("; line {} cannot be parsed: {}", skipped.line, terminal::printable(skipped.error, 120));
  }
  return "";
}

}  // namespace

namespace {

// Nothing where the code fails at it: the code is refused for another reason.
AdapterLines write_adapter(const Code& code) {
  try {
    return code.conversation->write_adapter();
  } catch (const CodeError&) {
    return {};
  } catch (const process::Gone&) {
    return {};
  }
}

std::string in_words(const Code& code, const AdapterLines& adapter) {
  if (adapter.lines.empty()) {
    return "no adapter was found for it; write a function f(theta) that sets its weights and returns J and the "
           "gradient, and a list theta0, and check FILE:f";
  }
  const char* where = code.name().ends_with(".ipynb") ? "as its last cell" : "beside it";
  return fmt::format("write an adapter {}, and check FILE:f\n\n{}\n", where, adapter.lines);
}

}  // namespace

std::string advise_adapter(const Code& code, const std::string& otherwise) {
  const AdapterLines adapter = write_adapter(code);
  if (adapter.lines.empty()) return otherwise;
  return fmt::format("for {} {}", adapter.subject, in_words(code, adapter));
}

Code start_code(std::string name, const process::Command& command, double timeout) {
  Code code;
  code.conversation = std::make_shared<Conversation>(std::move(name), command, timeout);
  try {
    code.description = code.conversation->describe();
  } catch (const CodeError& error) {
    refuse(code, error);
  }
  if (!code.description.choices.empty() || describe_by_usage(code)) return code;
  const Description& described = code.description;
  const AdapterLines adapter = write_adapter(code);
  if (!adapter.subject.empty()) {
    throw std::invalid_argument(fmt::format("{}: it defines no function that can be called, but {}: {}", code.name(),
                                            adapter.subject, in_words(code, adapter)));
  }
  if (!described.refused.empty()) {
    throw std::invalid_argument(fmt::format("{}: {}", code.name(), described.refused));
  }
  const std::string parse_error = name_parse_error(described);
  const bool is_octave = described.language.starts_with("Octave");
  if (described.functions.empty() && parse_error.empty()) {
    throw std::invalid_argument(fmt::format("{}: it defines no function, and what stands outside of functions cannot be "
                                            "checked; put the cost and the gradient into one: {}",
                                            code.name(), is_octave ? "function [J, grad] = cost(theta, X, y)"
                                                                   : "def cost(theta, X, y): ... return J, grad"));
  }
  const std::string line = fmt::format(": --{} {}:{}", is_octave ? "octave" : "python", code.name(), described.advice);
  throw std::invalid_argument(fmt::format("{}: no function takes the classic 7 arguments, and none takes theta alone; "
                                          "{}{}; say which, and what it takes{}",
                                          code.name(), list_functions(code), parse_error,
                                          described.advice.empty() ? ", by FILE:NAME and --arguments" : line));
}

bool describe_by_usage(Code& code) {
  if (!code.description.tells_usage) return false;
  try {
    Description description = code.conversation->describe(true);
    if (description.choices.empty()) return false;
    code.description = std::move(description);
    return true;
  } catch (const CodeError&) {
    return false;
  }
}

void refuse(const Code& code, const CodeError& error, const std::string& advice) {
  const std::string words = code.description.refused.empty() ? error.what() : code.description.refused;
  const bool is_named = words.starts_with(code.name());
  throw std::invalid_argument(fmt::format("{}{}{}{}", is_named ? "" : code.name() + ": ", words,
                                          advice.empty() ? "" : "; ", advice));
}

std::string list_functions(const Code& code) {
  const std::vector<std::string>& functions = code.description.functions;
  if (functions.empty()) return "it defines no function";
  return fmt::format("it defines: {}", fmt::join(functions, ", "));
}

namespace {

// What goes on between the checker, to which an exception is a trouble of the function, and code that may die or hang.
class Watch {
 public:
  Watch(Conversation& conversation, const arma::vec& theta) : conversation_(conversation), theta_(theta) {}

  template <class Call>
  auto at_any(const Call& call) {
    return [this, call](const arma::vec& point) {
      return pass_on([&] {
        try {
          return call(point);
        } catch (const process::Gone& gone) {
          if (!gone.is_late || arma::approx_equal(point, theta_, "absdiff", 0)) throw;
          start_anew(gone);
          throw check::DoesNotReturn(describe());
        }
      });
    };
  }

  DifferenceFunction near_theta(const DifferenceFunction& call) {
    return [this, call](arma::uword k, double step) {
      return pass_on([&] {
        try {
          return call(k, step);
        } catch (const process::Gone& gone) {
          if (!gone.is_late) throw;
          start_anew(gone);
          return Difference{};
        }
      });
    };
  }

  void finish(check::CheckResult& result) const {
    if (failure_) std::rethrow_exception(failure_);
    const auto is_told = [](const check::Trouble& trouble) { return trouble.kind == "does_not_return"; };
    if (restarts_ == 0 || std::any_of(result.troubles.begin(), result.troubles.end(), is_told)) return;
    result.troubles.push_back({"does_not_return", "the cost, not at theta but near it: " + describe(),
                               check::Severity::note});
  }

 private:
  // The checker would take the end of the code for a trouble of the function: it is kept, and thrown afterwards.
  template <class Call>
  auto pass_on(const Call& call) -> decltype(call()) {
    if (failure_) std::rethrow_exception(failure_);
    try {
      return call();
    } catch (const CodeError& error) {
      if (!error.raised) failure_ = std::current_exception();
      throw;
    } catch (const process::Gone&) {
      failure_ = std::current_exception();
      throw;
    }
  }

  void start_anew(const process::Gone& late) {
    if (++restarts_ < check::most_left_behind) return conversation_.restart();
    throw process::Gone(fmt::format("{}; {} times away from theta, so that it is not asked any more", late.what(),
                                    restarts_));
  }

  std::string describe() const {
    return fmt::format("no answer within {:g} s; it was started anew", conversation_.timeout());
  }

  Conversation& conversation_;
  const arma::vec& theta_;
  std::exception_ptr failure_;
  int restarts_ = 0;
};

}  // namespace

check::CheckResult check_function(Conversation& conversation, Objective objective, check::Implementation function,
                                  const arma::vec& theta, const check::CheckOptions& options) {
  Watch watch(conversation, theta);
  objective.cost = watch.at_any(objective.cost);
  objective.differences = watch.at_any([&watch, around = objective.differences](const arma::vec& point) {
    return watch.near_theta(around(point));
  });
  function.evaluate = watch.at_any(function.evaluate);
  check::CheckResult result = check::check_gradients(objective, {function}, theta, options);
  watch.finish(result);
  return result;
}

check::CheckOptions with_sample(check::CheckOptions options, std::vector<std::string>& remarks, arma::uword entries,
                                arma::uword sample) {
  if (options.parameters != 0 || entries < large_theta) return options;
  options.parameters = sample;
  remarks.push_back(fmt::format("a sample of {} parameters was checked; --parameters all checks each", sample));
  return options;
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
