#include "program/foreign/code.hpp"

#include "gradlab/languages/adapters.hpp"
#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;

// ---- Starting ----

void refuse_other_options(const CheckVerb& options) {
  const ForeignOptions& foreign = options.foreign;
  const std::set<std::string>& chosen = foreign.chosen;
  if (chosen.contains("--exec") + chosen.contains("--python") + chosen.contains("--octave") > 1) {
    throw std::invalid_argument("of --exec, --python and --octave only one can be given");
  }
  if (!foreign.exec.empty() && !foreign.arguments.empty()) {
    throw std::invalid_argument("--arguments goes with --python and --octave; a command of --exec knows its own");
  }
  if (foreign.chosen.contains("--implementation")) {
    throw std::invalid_argument("--implementation is for code that is built in; leave it out beside code of your own");
  }
  if (options.setup.model != models().front().name) {
    throw std::invalid_argument("code of your own is the neural network or any f(theta); leave --model out");
  }
}

// What messages and reports call the code.
std::string name_of(const ForeignOptions& foreign) {
  if (foreign.chosen.contains("--exec")) return foreign.exec;
  const std::string path = languages::parse_code_file(foreign.python.empty() ? foreign.octave : foreign.python, "").path;
  return std::filesystem::path(path).filename().string();
}

process::Command command_of(const ForeignOptions& foreign) {
  if (foreign.chosen.contains("--exec")) return languages::command_of_words(foreign.exec);
  const bool is_python = foreign.chosen.contains("--python");
  const languages::CodeFile file =
      languages::parse_code_file(is_python ? foreign.python : foreign.octave, foreign.arguments);
  return is_python ? languages::python_command(file) : languages::octave_command(file);
}

// ---- In words ----

// The words behind the label, in as many lines as they take.
std::string fill(const std::string& label, const std::string& words, bool color) {
  const std::string head = fmt::format("  {:<12}", label);
  return paint(head, heading, color) + fill_lines(head, words).substr(head.size());
}

std::string cut(const std::string& text, std::size_t width) { return terminal::printable(text, width); }

std::string describe_printed(const process::Output& output, bool color) {
  constexpr std::size_t shown = 5;
  const std::vector<std::string>& first = output.first_lines();
  if (first.empty()) return "";
  std::string text = output.lines() == 1 ? "1 line" : fmt::format("{} lines", with_thousands(output.lines()));
  for (std::size_t i = 0; i < std::min(first.size(), shown); ++i) text += "\n| " + cut(first[i], 62);
  if (output.lines() > shown) text += "\n| ...";
  return line_of("printed", text, color);
}

std::string describe_skipped(const languages::Description& description, bool color) {
  std::string text;
  constexpr std::size_t shown = 5;
  for (std::size_t i = 0; i < std::min(description.skipped.size(), shown); ++i) {
    const languages::Skipped& one = description.skipped[i];
    text += fmt::format("{}line {}: {}", i == 0 ? "" : "\n", one.line, cut(one.error, 55));
  }
  if (description.skipped.size() > shown) text += fmt::format("\nand {} more", description.skipped.size() - shown);
  return text.empty() ? "" : line_of("skipped", text, color);
}

std::string describe_calling(const languages::CallingConvention& fit, const languages::Choice& choice) {
  const std::string returns = fit.returns.empty() ? "" : "; it returns " + fit.returns;
  if (!choice.takes_network) return "with theta alone" + returns;
  const languages::Convention& convention = fit.convention;
  std::string text = fmt::format("labels {}", to_string(convention.labels));
  if (convention.labels != languages::LabelStyle::one_hot) {
    text += convention.label_shape == "column" ? " as (m,1)" : " as (m,)";
  }
  text += fmt::format(", theta unrolled by {}", convention.order == nn::Order::by_rows ? "rows" : "columns");
  if (convention.theta_shape == "column") text += " as (N,1)";
  if (convention.container == "matrix") text += ", X and y as np.matrix";
  return text + returns;
}

}  // namespace

Code start_code(const CheckVerb& options) {
  refuse_other_options(options);
  Code code;
  code.child = std::make_shared<languages::Child>(name_of(options.foreign), command_of(options.foreign),
                                                options.foreign.timeout);
  try {
    code.description = code.child->describe();
  } catch (const languages::CodeError& error) {
    refuse(code, error);
  }
  return code;
}

void refuse(const Code& code, const languages::CodeError& error, const std::string& advice) {
  const std::string& name = code.child->name();
  const std::string words = error.what();
  const bool is_named = words.starts_with(name);
  throw std::invalid_argument(fmt::format("{}{}{}{}", is_named ? "" : name + ": ", words, advice.empty() ? "" : "; ",
                                          advice));
}

Checked check_code(ProblemSetup setup, NamedFunction function, const CheckVerb& options) {
  std::exception_ptr failure;
  const auto watch = [&failure](const auto& call) {
    return [&failure, call](const auto&... arguments) {
      try {
        return call(arguments...);
      } catch (const languages::CodeError& error) {
        if (!error.raised) failure = std::current_exception();
        throw;
      } catch (const process::Gone&) {
        failure = std::current_exception();
        throw;
      }
    };
  };
  setup.objective.cost = watch(setup.objective.cost);
  setup.objective.differences = [watch, around = watch(setup.objective.differences)](const arma::vec& theta) {
    return DifferenceFunction(watch(around(theta)));
  };
  function.run = watch(function.run);
  const Checked checked = check_functions(setup, {function}, options);
  if (failure) std::rethrow_exception(failure);
  return checked;
}

void add_changed_arguments(const Code& code, const languages::CallingConvention& fit, check::CheckResult& result) {
  for (const std::string& argument : fit.changed) {
    result.troubles.push_back({"changes_argument",
                               fmt::format("{}: {} is another one after the call;\n    here each call gets a copy, but "
                                           "a second call of yours does not",
                                           code.choice_of(fit).name, argument),
                               check::Severity::note});
  }
}

std::string list_functions(const Code& code) {
  std::string list;
  for (const std::string& function : code.description.functions) list += (list.empty() ? "" : ", ") + function;
  return list.empty() ? "it defines no function" : "it defines: " + list;
}

Json to_json(const Code& code, const languages::CallingConvention& fit) {
  const auto& [child, description] = code;
  const languages::Convention& convention = fit.convention;
  const languages::Choice& choice = code.choice_of(fit);
  const char* order = convention.order == nn::Order::by_rows ? "rows" : "columns";
  Json skipped = Json::array();
  for (const languages::Skipped& one : description.skipped) {
    skipped.push_back({{"line", one.line}, {"error", one.error}});
  }
  return {{"name", child->name()},
          {"function", choice.name},
          {"signature", or_null(choice.signature)},
          {"language", or_null(description.language)},
          {"takes", choice.takes_network ? "network" : "theta"},
          {"labels", choice.takes_network ? Json(to_string(convention.labels)) : Json(nullptr)},
          {"label_shape", choice.takes_network ? Json(convention.label_shape) : Json(nullptr)},
          {"order", choice.takes_network ? Json(order) : Json(nullptr)},
          {"container", convention.container.empty() ? Json(nullptr) : Json(convention.container)},
          {"returns", or_null(fit.returns)},
          {"remarks", fit.remarks},
          {"skipped", skipped},
          {"printed", {{"lines", child->output().lines()}, {"first", child->output().first_lines()}}}};
}

std::string describe(const Code& code, const languages::CallingConvention& fit, bool color) {
  const languages::Choice& choice = code.choice_of(fit);
  const std::string& name = code.child->name();
  const std::string& function = choice.signature.empty() ? choice.name : choice.signature;
  const std::string title = name == function ? name : fmt::format("{}: {}", name, function);
  std::string text = fill("code", cut(title, 200), color);
  if (!code.description.language.empty()) text += line_of("runs in", code.description.language, color);
  text += fill("called", describe_calling(fit, choice), color);
  for (const std::string& remark : fit.remarks) text += fill("note", remark, color);
  return text + describe_skipped(code.description, color) + describe_printed(code.child->output(), color);
}

}  // namespace gradlab::program
