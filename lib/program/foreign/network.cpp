#include "program/foreign/network.hpp"

#include "gradlab/check/report.hpp"
#include "program/exit_status.hpp"
#include "program/foreign/outcome.hpp"
#include "program/replay.hpp"
#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using check::Verdict;

Json outcome_to_json(const Outcome& outcome, const CheckVerb& options) {
  const Json whole = to_json(outcome.checked, outcome.setup, options);
  Json part;
  for (const char* key : {"verdict", "network", "numeric", "troubles", "implementations", "stands_alone", "findings",
                          "blind_spots"}) {
    part[key] = whole[key];
  }
  return part;
}

// ---- The report ----

std::string count_agreeing(const check::Counts& counts) {
  return fmt::format("{} of {}", with_thousands(counts.agreeing), with_thousands(counts.checked));
}

std::string table_of(const std::vector<Outcome>& outcomes, bool color) {
  std::string text = paint(fmt::format("  {:<30}{:<12}{:<20}{}\n", "network", "cost", "gradient agrees", "verdict"),
                           heading, color);
  for (const Outcome& outcome : outcomes) {
    const check::ImplementationResult& code = outcome.checked.result.implementations.front();
    text += fmt::format("  {:<30}{:<12}{:<20}{}\n", name_network(outcome.network.problem),
                        to_string(code.cost_verdict), outcome.has_gradient ? count_agreeing(code.counts) : "none given",
                        to_string(outcome.checked.result.verdict));
  }
  return text;
}

// What the three witnesses say together: the code's cost, its gradient, and our network.
std::string conclude(const Outcome& outcome) {
  const check::ImplementationResult& code = outcome.checked.result.implementations.front();
  const bool fits_own_cost = code.counts.checked > 0 && code.counts.agreeing == code.counts.checked;
  const double noise = outcome.checked.result.noise / std::abs(code.cost);
  if (!outcome.has_gradient) {
    return outcome.cost_right ? "It returns no gradient. The cost is that of our network."
                              : "It returns no gradient, and the cost is not that of our network.";
  }
  if (outcome.checked.result.verdict == Verdict::undecided) {
    return noise < 1e-12 ? "Not every entry could be judged; see above."
                         : fmt::format("The cost trembles by {:.0e} of itself: too much to judge every entry of the\n"
                                       "gradient. Is it computed in single precision (float32)?",
                                       noise);
  }
  if (outcome.checked.result.verdict == Verdict::agree) {
    return "The cost and the gradient are those of our network, and the gradient belongs\nto the cost.";
  }
  if (outcome.cost_right && outcome.gradient_right) {
    return "Cost and gradient are right at theta, but near it the cost is another one.";
  }
  if (outcome.cost_right) return "The cost is right, the gradient is not.";
  if (outcome.gradient_right) return "The gradient is right, the cost is not: it is the cost that is to be repaired.";
  if (fits_own_cost) return "The cost is not that of our network; the gradient belongs to that wrong cost.";
  return "Neither the cost nor the gradient is that of our network.";
}

std::string indent(const std::string& text) {
  std::string indented = "  ";
  for (const char c : text) indented += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return indented;
}

void print_report(const Code& code, const languages::CallingConvention& fit, const std::vector<Outcome>& outcomes,
                  const CheckVerb& options) {
  const bool color = shows_color(stdout);
  const Outcome& telling = most_telling(outcomes);
  fmt::print("{}\n\n{}\n{}\n", paint("gradlab check: is the gradient of this code right?", heading, color),
             describe(code, fit, color), table_of(outcomes, color));
  fmt::print("  {}\n\n{}\n{}\n\n{}{}{}", paint(name_network(telling.network.problem), heading, color),
             check::describe(telling.checked.result, {color}), indent(conclude(telling)),
             describe(merge_diagnoses(outcomes), telling.setup.objective.blocks, color),
             describe(merge_blind_spots(outcomes), color), line_of("replay", replay_line(options.setup.seed), color));
}

Json report_to_json(const Code& code, const languages::CallingConvention& fit, const std::vector<Outcome>& outcomes,
                    const CheckVerb& options) {
  const Outcome& telling = most_telling(outcomes);
  Json report = to_json(telling.checked, telling.setup, options);
  report["findings"] = to_json(merge_diagnoses(outcomes));
  report["blind_spots"] = to_json(merge_blind_spots(outcomes));
  report["code"] = to_json(code, fit);
  report["configurations"] = Json::array();
  for (const Outcome& outcome : outcomes) report["configurations"].push_back(outcome_to_json(outcome, options));
  return report;
}

// ---- Checking ----

// What may be behind an exception: a name that a skipped statement would have made, or a call that the function does
// not expect.
std::string advice_for(const Code& code, const languages::CodeError& error) {
  if (!error.raised) return "";
  const std::string words = error.what();
  if (words.find("NameError") != words.npos || words.find("undefined") != words.npos) {
    if (code.description.skipped.empty()) return "";
    const languages::Skipped& first = code.description.skipped.front();
    return fmt::format("line {} could not be run: {}", first.line, first.error);
  }
  return "it was called with theta, n, h, K, X, y, lambda of a small network; --arguments gives another order, --data "
         "and --hidden other sizes";
}

languages::CallingConvention find_way_to_call(const Code& code, const nn::Problem& probe, const CheckVerb& options) {
  const bool is_octave = options.foreign.chosen.contains("--octave");
  try {
    const nn::Order usual = is_octave ? nn::Order::by_columns : nn::Order::by_rows;
    const languages::CallingConvention fit = find_fit(*code.child, code.description, probe, usual);
    if (!fit.complaint.empty()) throw languages::CodeError(code.choice_of(fit).name + ": " + fit.complaint);
    return fit;
  } catch (const languages::CodeError& error) {
    refuse(code, error, advice_for(code, error));
  }
}

std::vector<Outcome> check_on_each(const Code& code, const languages::CallingConvention& fit,
                                   const std::vector<NetworkProblem>& networks, const CheckVerb& options) {
  std::vector<Outcome> outcomes;
  try {
    for (const NetworkProblem& network : networks) {
      outcomes.push_back(check_on(code, fit, network, options));
    }
  } catch (const languages::CodeError& error) {
    refuse(code, error, "with " + name_network(networks[outcomes.size()].problem));
  }
  return outcomes;
}

}  // namespace

int check_network(const Code& code, const CheckVerb& options) {
  std::vector<NetworkProblem> networks = choose_networks(options);
  const languages::CallingConvention fit = find_way_to_call(code, choose_probe(networks, options).problem, options);
  if (!code.choice_of(fit).takes_lambda) drop_lambda(networks, options);
  const std::vector<Outcome> outcomes = check_on_each(code, fit, networks, options);
  if (options.json) {
    print_json(report_to_json(code, fit, outcomes, options));
  } else {
    print_report(code, fit, outcomes, options);
  }
  return exit_status(most_telling(outcomes).checked.result.verdict);
}

}  // namespace gradlab::program
