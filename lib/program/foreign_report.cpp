#include "program/foreign_report.hpp"

#include "gradlab/check/report.hpp"
#include "gradlab/languages/spelling.hpp"
#include "program/check_json.hpp"
#include "program/diagnose.hpp"
#include "program/lines_report.hpp"
#include "program/statement_lines.hpp"
#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

namespace gradlab::program {

using check::Verdict;
using languages::CheckedCode, languages::CheckedPoint, languages::Choice, languages::Code;

namespace {

namespace nn = neural_network;
using languages::FoundConvention;

// ---- The code ----

// The words behind the label, on as many lines as they need.
std::string fill(const std::string& label, const std::string& words, bool color) {
  const std::string head = fmt::format("  {:<12}", label);
  return paint(head, heading, color) + fill_lines(head, words).substr(head.size());
}

std::string describe_printed(const process::Output& output, bool color) {
  constexpr std::size_t shown = 5;
  const std::vector<std::string>& first = output.first_lines();
  if (first.empty()) return "";
  std::string text = output.lines() == 1 ? "1 line" : fmt::format("{} lines", with_thousands(output.lines()));
  for (std::size_t i = 0; i < std::min(first.size(), shown); ++i) text += "\n| " + printable(languages::warning_without_path(first[i]), 62);
  if (output.lines() > shown) text += "\n| ...";
  return line_of("printed", text, color);
}

std::string describe_skipped(const languages::Description& description, bool color) {
  std::string text;
  constexpr std::size_t shown = 5;
  for (std::size_t i = 0; i < std::min(description.skipped.size(), shown); ++i) {
    const languages::Skipped& one = description.skipped[i];
    text += fmt::format("{}line {}: {}", i == 0 ? "" : "\n", one.line, printable(one.error, 55));
  }
  if (description.skipped.size() > shown) text += fmt::format("\nand {} more", description.skipped.size() - shown);
  return text.empty() ? "" : line_of("skipped", text, color);
}

constexpr const char* classic_arguments = "theta,n,h,K,X,y,lambda";

// The words of --arguments that call it in this way.
std::string name_arguments(const Choice& choice, const languages::CallingConvention& convention) {
  const bool is_row = convention.label_shape == "row";
  const char* examples[] = {"X", "X1", "XT", "X1T"};
  const char* labels = convention.labels == languages::LabelStyle::one_hot     ? (is_row ? "YT" : "Y")
                       : convention.labels == languages::LabelStyle::from_zero ? "y0"
                                                                               : "y";
  std::istringstream words(choice.arguments);
  std::vector<std::string> named;
  for (std::string word; std::getline(words, word, ',');) {
    named.push_back(word == "X"   ? examples[static_cast<std::size_t>(convention.examples)]
                    : word == "y" ? labels
                                  : word);
  }
  return fmt::format("{}", fmt::join(named, ","));
}

std::string describe_calling(const FoundConvention& found, const Choice& choice) {
  const std::string returns = found.returns.empty() ? "" : "; it returns " + found.returns;
  if (!choice.takes_network) return "with theta alone" + returns;
  const languages::CallingConvention& convention = found.convention;
  std::string text = fmt::format("labels {}", to_string(convention.labels));
  if (convention.labels != languages::LabelStyle::one_hot) {
    text += convention.label_shape == "column" ? " as (m,1)"
            : convention.label_shape == "row"  ? " as (1,m)"
                                               : " as (m,)";
  } else if (convention.label_shape == "row") {
    text += " with an example a column";
  }
  if (convention.examples != languages::ExampleForm::rows) text += ", " + std::string(to_string(convention.examples));
  const std::string arguments = name_arguments(choice, convention);
  if (!arguments.empty() && arguments != classic_arguments) text += fmt::format(", --arguments {}", arguments);
  const bool has_shape = !convention.theta_shape.empty() && convention.theta_shape != "flat";
  if (has_shape && convention.theta_shape != "column") return text + ", weights as " + convention.theta_shape + returns;
  text += fmt::format(", theta unrolled by {}", convention.order == nn::Order::by_rows ? "rows" : "columns");
  if (convention.theta_shape == "column") text += " as (N,1)";
  if (convention.container == "matrix") text += ", X and y as np.matrix";
  return text + returns;
}

std::string describe_code(const Code& code, const CheckedCode& checked, bool color) {
  const Choice& choice = choice_of(code, checked);
  const std::string& name = code.name();
  const std::string& function = choice.signature.empty() ? choice.name : choice.signature;
  const std::string title = name == function ? name : fmt::format("{}: {}", name, function);
  std::string text = fill("code", printable(title, 200), color);
  if (!code.description.language.empty()) text += line_of("runs in", code.description.language, color);
  text += fill("called", describe_calling(checked.convention, choice), color);
  for (const std::string& remark : checked.convention.remarks) text += fill("note", remark, color);
  text += describe_skipped(code.description, color) + describe_printed(code.conversation->output(), color);
  for (const languages::WrongPart& part : checked.wrong_parts) text += fill("wrong part", part.explanation, color);
  return text;
}

// ---- The networks ----

std::string count_agreeing(const check::Counts& counts) {
  return fmt::format("{} of {}", with_thousands(counts.agreeing), with_thousands(counts.checked));
}

std::string table_of(const std::vector<CheckedPoint>& points, bool color) {
  std::string text = paint(fmt::format("  {:<30}{:<12}{:<20}{}\n", "network", "cost", "gradient agrees", "verdict"),
                           heading, color);
  for (const CheckedPoint& at : points) {
    const check::ImplementationResult& code = at.checked.result.implementations.front();
    text += fmt::format("  {:<30}{:<12}{:<20}{}\n", languages::name_network(at.point.problem),
                        to_string(code.cost_verdict), at.has_gradient ? count_agreeing(code.counts) : "none given",
                        to_string(at.checked.result.verdict));
  }
  return text;
}

std::string describe_theta_check(const Code& code, const CheckedCode& checked, bool color) {
  const CheckedPoint& at = checked.telling();
  return fmt::format("{}{}\n{}\n{}", describe_code(code, checked, color), line_of("theta", at.point.weights, color),
                     check::describe(at.checked.result, color),
                     program::describe(checked.diagnoses, at.blocks, languages::names_in("source"),
                                       writing_of(code.description.language), color));
}

std::string describe_network_check(const Code& code, const CheckedCode& checked, const lines::FoundLines& lines,
                                   bool color) {
  const CheckedPoint& telling = checked.telling();
  return fmt::format("{}\n{}\n", describe_code(code, checked, color), table_of(checked.points, color)) +
         fmt::format("  {}\n\n{}\n{}\n{}{}{}",
                     paint(languages::name_network(telling.point.problem), heading, color),
                     check::describe(telling.checked.result, color), fill_lines("  ", conclude(checked, telling)),
                     program::describe(lines, color),
                     program::describe(checked.diagnoses, telling.blocks, lines.names,
                                       writing_of(code.description.language), color),
                     program::describe(checked.blind_spots, color));
}

}  // namespace

const Choice& choice_of(const Code& code, const CheckedCode& checked) {
  return code.description.choice_of(checked.convention.convention);
}

// Checked beside our network; else by its own cost, with theta or with weights of its own.
bool is_beside_network(const Code& code, const CheckedCode& checked) {
  return choice_of(code, checked).takes_network && checked.telling().checked.result.implementations.size() > 1;
}

constexpr double rounding_of_cost = 1e-12;  // as a share of the cost: less noise is rounding in double precision

// The code's cost, its gradient and our network are three witnesses; one sentence says what they say together.
std::string conclude(const CheckedCode& checked, const CheckedPoint& at) {
  const check::ImplementationResult& code = at.checked.result.implementations.front();
  const bool fits_own_cost = code.counts.checked > 0 && code.counts.agreeing == code.counts.checked;
  const double noise = at.checked.result.noise / std::abs(code.cost);
  if (!at.has_gradient) {
    return at.cost_right ? "It returns no gradient. The cost is that of our network."
                         : "It returns no gradient, and the cost is not that of our network.";
  }
  if (at.checked.result.verdict == Verdict::undecided) {
    if (fits_own_cost && !at.cost_right) return "Its gradient is that of its own cost, which is not our network's.";
    if (noise < rounding_of_cost) return "Not every entry could be judged; see above.";
    return fmt::format("The cost trembles by {:.0e} of itself: too much to judge every entry of the "
                       "gradient. Is it computed in single precision (float32)?",
                       noise);
  }
  if (at.checked.result.verdict == Verdict::agree) {
    const neural_network::Form& form = checked.convention.form;
    const char* whose = !form.has_source_layers()    ? "another network than ours"
                        : !form.has_source_factors() ? "our network by rules of its own"
                                                     : "our network";
    return fmt::format("The cost and the gradient are those of {}, and the gradient belongs to the cost.", whose);
  }
  if (at.cost_right && at.gradient_right) {
    return "Cost and gradient are right at theta, but near it the cost is another one.";
  }
  if (at.cost_right) return "The cost is right, the gradient is not.";
  if (at.gradient_right) return "The gradient is right, the cost is not: it is the cost that is to be repaired.";
  if (fits_own_cost) return "The cost is not that of our network; the gradient belongs to that wrong cost.";
  return "Neither the cost nor the gradient is that of our network.";
}

std::string explain(const Code& code, const CheckedCode& checked, const lines::FoundLines& lines, bool color) {
  return fmt::format("{}\n\n", paint("gradlab check: is the gradient of this code right?", heading, color)) +
         (is_beside_network(code, checked) ? describe_network_check(code, checked, lines, color)
                                           : describe_theta_check(code, checked, color));
}

}  // namespace gradlab::program
