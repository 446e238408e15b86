#include "program/foreign.hpp"

#include "gradlab/check/diagnosis.hpp"
#include "gradlab/check/dissent.hpp"
#include "gradlab/check/judgement.hpp"
#include "gradlab/check/report.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/foreign/adapters.hpp"
#include "gradlab/foreign/network.hpp"
#include "gradlab/foreign/objective.hpp"
#include "gradlab/grouped.hpp"
#include "gradlab/models/neural_network/debug_network.hpp"
#include "gradlab/models/neural_network/suspects.hpp"
#include "gradlab/models/neural_network/vectorized.hpp"
#include "program/check.hpp"
#include "program/replay.hpp"
#include "program/status.hpp"
#include "program/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using check::CheckResult, check::Verdict;
using foreign::Child, foreign::CodeError, foreign::Description, foreign::Fit;

arma::mat scalar(double value) { return arma::mat(1, 1).fill(value); }

// ---- Starting the code ----

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
  if (options.subject.model != "neural_network") {
    throw std::invalid_argument("code of your own is checked as the neural network or as any f(theta); leave --model out");
  }
}

// What messages and reports call the code.
std::string name_of(const ForeignOptions& foreign) {
  if (foreign.chosen.contains("--exec")) return foreign.exec;
  const std::string path = foreign::parse_code_file(foreign.python.empty() ? foreign.octave : foreign.python, "").path;
  return std::filesystem::path(path).filename().string();
}

foreign::Command command_of(const ForeignOptions& foreign) {
  if (foreign.chosen.contains("--exec")) return foreign::command_of_words(foreign.exec);
  if (!foreign.python.empty()) return foreign::python_command(foreign::parse_code_file(foreign.python, foreign.arguments));
  return foreign::octave_command(foreign::parse_code_file(foreign.octave, foreign.arguments));
}

// The code's own words, with what they are about before them.
[[noreturn]] void refuse(const std::string& name, const CodeError& error, const std::string& advice = "") {
  const std::string words = error.what();
  const bool is_named = words.starts_with(name);
  throw std::invalid_argument(fmt::format("{}{}{}{}", is_named ? "" : name + ": ", words, advice.empty() ? "" : "; ",
                                          advice));
}

// ---- The networks to check on ----

struct Configuration {
  foreign::Network network;
  arma::vec theta;
  std::string data, weights;
};

std::string name_configuration(const foreign::Network& network) {
  const auto [n, h, K] = network.sizes;
  return fmt::format("{}-{}-{}, m = {}, lambda {:g}", n, h, K, network.X.n_rows, network.lambda);
}

Configuration debug_configuration(double lambda) {
  const nn::DebugNetwork debug = nn::debug_network();
  return {{nn::sizes_of(debug.weights), debug.X, debug.y, lambda}, nn::unroll(debug.weights),
          "the checking network's sines", "sines"};
}

// Inputs from the generator that draws weights: the same figures everywhere. Every label occurs.
Configuration random_configuration(const nn::LayerSizes& sizes, arma::uword examples, double lambda,
                                   std::uint64_t seed) {
  const auto [n, h, K] = sizes;
  foreign::Network network{sizes, nn::random_weights({n, examples, K}, seed + 1).Theta1.tail_cols(n),
                           arma::uvec(examples), lambda};
  for (arma::uword i = 0; i < examples; ++i) network.y(i) = 1 + (i * 7 + 3) % K;
  return {network, nn::unroll(nn::random_weights(sizes, seed)), "random", fmt::format("random, seed {}", seed)};
}

Configuration chosen_configuration(const SubjectOptions& options) {
  const NetworkProblem chosen = load_network(options);
  return {{chosen.sizes, chosen.X, chosen.y, options.lambda}, nn::unroll(chosen.weights), chosen.data_line,
          chosen.weights_line};
}

// Small by default, so that an answer comes at once: the checking network that learners know without and with
// regularization, and a random one, because the first has small weights and few examples.
std::vector<Configuration> choose_configurations(const CheckVerb& options) {
  const SubjectOptions& subject = options.subject;
  const std::set<std::string>& chosen = options.foreign.chosen;
  if (chosen.contains("--data")) return {chosen_configuration(subject)};
  for (const char* name : {"--weights", "--targets"}) {
    if (chosen.contains(name)) throw std::invalid_argument(fmt::format("{} needs --data beside it here", name));
  }
  const nn::LayerSizes sizes = {6, subject.hidden.value_or(4), subject.labels.value_or(4)};
  const Configuration random =
      random_configuration(sizes, subject.examples == 0 ? 9 : subject.examples, subject.lambda, subject.seed);
  if (chosen.contains("--hidden") || chosen.contains("--labels") || chosen.contains("--examples")) return {random};
  if (chosen.contains("--lambda")) return {debug_configuration(subject.lambda), random};
  return {debug_configuration(0), debug_configuration(3), random};
}

// Code that knows no lambda can only be right where lambda is 0.
void drop_lambda(std::vector<Configuration>& configurations, const CheckVerb& options) {
  if (options.foreign.chosen.contains("--lambda") && options.subject.lambda > 0) {
    throw std::invalid_argument("--lambda is given, but the function takes none; leave it out");
  }
  for (Configuration& configuration : configurations) configuration.network.lambda = 0;
  if (configurations.size() == 3) configurations.erase(configurations.begin() + 1);  // the same as the first by now
}

// The network on which the way of calling is found out: without penalty, with few examples, and where nothing else is
// asked for with all sizes different, so that a mix-up shows.
Configuration choose_probe(const std::vector<Configuration>& configurations, const CheckVerb& options) {
  if (configurations.size() > 1) return random_configuration({4, 5, 3}, 7, 0, options.subject.seed);
  constexpr arma::uword enough = 20;
  Configuration probe = configurations.front();
  probe.network.lambda = 0;
  if (probe.network.X.n_rows > enough) {
    probe.network.X = arma::mat(probe.network.X.head_rows(enough));
    probe.network.y = arma::uvec(probe.network.y.head(enough));
  }
  return probe;
}

// ---- Checking on one network ----

struct Outcome {
  Configuration configuration;
  Subject subject;
  Checked checked;
  bool cost_right = false;    // beside our network's
  bool has_gradient = false;
  bool gradient_right = false;  // beside our network's
};

Outputs to_outputs(const foreign::ForeignNetwork::Result& result, double lambda) {
  const double plain_cost = lambda == 0 ? result.cost : result.plain_cost;
  return {{"cost", scalar(plain_cost)},
          {"reg_J", scalar(result.cost)},
          {"grad1_reg", result.gradient->Theta1},
          {"grad2_reg", result.gradient->Theta2}};
}

NamedFunction our_network(const foreign::Network& network) {
  return {"vectorized", [network](const arma::vec& theta) {
            const auto [n, h, K] = network.sizes;
            const nn::CostAndGradients r =
                nn::vectorized::nn_cost_function(theta, n, h, K, network.X, network.y, network.lambda);
            return Outputs{{"cost", scalar(r.cost)}, {"reg_J", scalar(r.reg_J)}, {"grad1_reg", r.grad1_reg},
                           {"grad2_reg", r.grad2_reg}};
          }};
}

Subject make_subject(const Configuration& configuration, const foreign::ForeignNetwork& code) {
  const auto [n, h, K] = configuration.network.sizes;
  Subject subject;
  subject.objective = code.objective();
  subject.theta = configuration.theta;
  subject.inputs = n;
  subject.hidden = h;
  subject.labels = K;
  subject.examples = configuration.network.X.n_rows;
  subject.lambda = configuration.network.lambda;
  subject.architecture = fmt::format("{}-{}-{}, sigmoid, {} weights", n, h, K, grouped(subject.theta.n_elem));
  subject.data = configuration.data;
  subject.weights = configuration.weights;
  return subject;
}

// Two sums of the same positive terms in different order differ by 1e-13 or so of themselves; what the code's own
// rounding adds is measured.
bool is_same_cost(double one, double ours, double noise) {
  return std::abs(one - ours) <= 1e-10 * std::max(std::abs(one), std::abs(ours)) + 4 * noise;
}

bool is_same_gradient(const arma::vec& one, const arma::vec& ours) {
  return arma::all(arma::abs(one - ours) <= 1e-9 * arma::abs(ours).max());  // false where one is NaN
}

Verdict judge_cost(double cost, double ours, double noise) {
  if (!std::isfinite(cost)) return Verdict::disagree;
  return is_same_cost(cost, ours, noise) ? Verdict::agree : Verdict::disagree;
}

// Our network as a further witness: judged by the same estimates, which were refined for the code alone. Where a
// trouble kept the code from being judged at all, the costs still can be.
void add_our_network(Outcome& outcome) {
  Checked& checked = outcome.checked;
  CheckResult& result = checked.result;
  const Outputs outputs = our_network(outcome.configuration.network).run(outcome.subject.theta);
  const Evaluation evaluation = to_evaluation(outputs);
  check::ImplementationResult ours;
  ours.name = "vectorized";
  ours.cost = evaluation.cost;
  ours.gradient = evaluation.gradient;
  checked.plain_costs[ours.name] = find_output(outputs, "cost")(0);
  std::vector<check::Stretch> stretches = check::split_into_blocks(outcome.subject.objective.blocks, result.entries);
  set_floors(stretches, result.numerical, result.tolerance, result.noise);
  judge_implementation(stretches, result.entries, result.numerical, result.tolerance, result.cost, result.noise, ours);
  result.implementations.push_back(ours);
  result.dissents = find_dissents(outcome.subject.objective.blocks, result, result.tolerance);
}

// The code's cost without a gradient, in the place where the code stands.
void put_cost_alone(Outcome& outcome, const std::string& name, const foreign::ForeignNetwork::Result& first) {
  check::ImplementationResult cost_alone;
  cost_alone.name = name;
  cost_alone.cost = first.cost;
  cost_alone.gradient = arma::vec(outcome.subject.theta.n_elem).fill(arma::datum::nan);
  std::vector<check::ImplementationResult>& all = outcome.checked.result.implementations;
  all.insert(all.begin(), cost_alone);
  const double lambda = outcome.configuration.network.lambda;
  outcome.checked.plain_costs[name] = lambda == 0 ? first.cost : first.plain_cost;
}

// The code's own cost is judged by ours, for by itself it is always right.
void judge_costs(Outcome& outcome) {
  CheckResult& result = outcome.checked.result;
  check::ImplementationResult& code = result.implementations.front();
  check::ImplementationResult& ours = result.implementations.back();
  code.cost_verdict = ours.cost_verdict = judge_cost(code.cost, ours.cost, result.noise);
  outcome.cost_right = code.cost_verdict == Verdict::agree;
  for (check::ImplementationResult* one : {&code, &ours}) {
    one->verdict = one->cost_verdict;
    for (const check::BlockResult& block : one->blocks) {
      if (block.counts.checked > 0) one->verdict = worst_of(one->verdict, block.worst.verdict);
    }
    result.verdict = worst_of(result.verdict, one->verdict);
  }
}

// Why the code is wrong, beside our network on the same data. A gradient that is not there is not held against it.
void explain(Outcome& outcome) {
  const foreign::Network& network = outcome.configuration.network;
  const nn::Configuration configuration{network.sizes, outcome.subject.theta, network.X, network.y, network.lambda};
  outcome.subject.make_lineup = [configuration] { return nn::make_lineup(configuration); };
  CheckResult& result = outcome.checked.result;
  const check::ImplementationResult& code = result.implementations.front();
  if (outcome.has_gradient) {
    outcome.checked.diagnoses = diagnose(outcome.subject, result);
  } else if (code.verdict != Verdict::agree) {
    const Evaluation claimed = {code.cost, result.implementations.back().gradient};
    outcome.checked.diagnoses = {{code.name, check::diagnose(nn::make_lineup(configuration), claimed)}};
  }
  outcome.checked.blind_spots = check::find_blind_spots(nn::make_lineup(configuration));
}

Outcome check_on(std::shared_ptr<Child> child, const std::string& name, const Fit& fit,
                 const Configuration& configuration, const CheckVerb& options) {
  const foreign::ForeignNetwork code(child, fit.convention, configuration.network);
  Outcome outcome;
  outcome.configuration = configuration;
  outcome.subject = make_subject(configuration, code);
  const foreign::ForeignNetwork::Result first = code.evaluate(configuration.theta);
  outcome.has_gradient = first.gradient.has_value();
  const NamedFunction claimed = {name, [&](const arma::vec& theta) {
                                   return to_outputs(code.evaluate(theta), configuration.network.lambda);
                                 }};
  outcome.checked = check_functions(
      outcome.subject, {outcome.has_gradient ? claimed : our_network(configuration.network)}, options);
  if (outcome.checked.result.implementations.empty() || !outcome.has_gradient) put_cost_alone(outcome, name, first);
  if (outcome.checked.result.implementations.size() < 2) add_our_network(outcome);
  judge_costs(outcome);
  explain(outcome);
  outcome.gradient_right = outcome.has_gradient && is_same_gradient(outcome.checked.result.implementations[0].gradient,
                                                                    outcome.checked.result.implementations[1].gradient);
  return outcome;
}

// The first that disagrees, else the first that is undecided, else the last.
const Outcome& most_telling(const std::vector<Outcome>& outcomes) {
  const Outcome* telling = &outcomes.back();
  for (const Outcome& outcome : outcomes) {
    if (outcome.checked.result.verdict > telling->checked.result.verdict) telling = &outcome;
  }
  const auto first = std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
    return outcome.checked.result.verdict == telling->checked.result.verdict;
  });
  return telling->checked.result.verdict == Verdict::agree ? outcomes.back() : *first;
}

// ---- All networks together ----

bool is_sure(const check::Finding& finding) { return !finding.mistake.empty() && finding.alternatives.empty(); }

bool names(const check::Finding& finding, const std::string& mistake) {
  const std::vector<std::string>& others = finding.alternatives;
  return finding.mistake == mistake || std::find(others.begin(), others.end(), mistake) != others.end();
}

// What one network leaves open another may settle, and what is the same on several is told once.
bool is_told(const check::Finding& finding, const std::vector<check::Finding>& told) {
  return std::any_of(told.begin(), told.end(), [&](const check::Finding& other) {
    const bool same_place = other.where.block == finding.where.block;
    return same_place && (other.mistake == finding.mistake || (is_sure(other) && names(finding, other.mistake)));
  });
}

// The findings of all networks: first those that are sure, of the most telling network first.
std::vector<Diagnosis> merge_diagnoses(const std::vector<Outcome>& outcomes) {
  std::vector<check::Finding> all;
  const auto gather = [&](const Outcome& outcome) {
    for (const Diagnosis& diagnosis : outcome.checked.diagnoses) {
      all.insert(all.end(), diagnosis.findings.begin(), diagnosis.findings.end());
    }
  };
  const Outcome& telling = most_telling(outcomes);
  gather(telling);
  for (const Outcome& outcome : outcomes) {
    if (&outcome != &telling) gather(outcome);
  }
  std::stable_partition(all.begin(), all.end(), is_sure);
  Diagnosis merged{telling.checked.result.implementations.front().name, {}};
  for (const check::Finding& finding : all) {
    if (!is_told(finding, merged.findings)) merged.findings.push_back(finding);
  }
  if (merged.findings.empty()) return {};
  return {merged};
}

// What no network could have shown.
check::BlindSpots merge_blind_spots(const std::vector<Outcome>& outcomes) {
  check::BlindSpots merged = outcomes.back().checked.blind_spots;
  if (outcomes.size() > 1) merged.change = "";
  std::erase_if(merged.spots, [&](const check::BlindSpot& spot) {
    return !std::all_of(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
      const std::vector<check::BlindSpot>& spots = outcome.checked.blind_spots.spots;
      return std::any_of(spots.begin(), spots.end(),
                         [&](const check::BlindSpot& other) { return other.mistake == spot.mistake; });
    });
  });
  return merged;
}

// ---- JSON ----

Json code_to_json(const Child& child, const Description& description, const Fit& fit) {
  const foreign::Convention& convention = fit.convention;
  const foreign::Choice& choice = description.choices[convention.choice];
  Json skipped = Json::array();
  for (const foreign::Skipped& one : description.skipped) {
    skipped.push_back({{"line", one.line}, {"error", one.error}});
  }
  return {{"name", child.name()},
          {"function", choice.name},
          {"signature", choice.signature},
          {"language", description.language},
          {"takes", choice.takes_network ? "network" : "theta"},
          {"labels", choice.takes_network ? Json(to_string(convention.labels)) : Json(nullptr)},
          {"label_shape", choice.takes_network ? Json(convention.label_shape) : Json(nullptr)},
          {"order", choice.takes_network ? Json(convention.order == nn::Order::by_rows ? "rows" : "columns") : Json(nullptr)},
          {"container", convention.container.empty() ? Json(nullptr) : Json(convention.container)},
          {"returns", fit.returns},
          {"remarks", fit.remarks},
          {"skipped", skipped},
          {"printed", {{"lines", child.output().lines()}, {"first", child.output().first_lines()}}}};
}

Json outcome_to_json(const Outcome& outcome, const CheckVerb& options) {
  const Json whole = to_json(outcome.checked, outcome.subject, options);
  Json part;
  for (const char* key : {"verdict", "network", "numeric", "troubles", "implementations", "stands_alone", "findings",
                          "blind_spots"}) {
    part[key] = whole[key];
  }
  return part;
}

// ---- The report ----

std::string cut(const std::string& text, std::size_t width) { return foreign::printable(text, width); }

std::string describe_printed(const foreign::Output& output, bool color) {
  constexpr std::size_t shown = 5;
  const std::vector<std::string>& first = output.first_lines();
  if (first.empty()) return "";
  std::string text = output.lines() == 1 ? "1 line" : fmt::format("{} lines", grouped(output.lines()));
  for (std::size_t i = 0; i < std::min(first.size(), shown); ++i) text += "\n| " + cut(first[i], 62);
  if (output.lines() > shown) text += "\n| ...";
  return line_of("printed", text, color);
}

std::string describe_skipped(const Description& description, bool color) {
  std::string text;
  constexpr std::size_t shown = 5;
  for (std::size_t i = 0; i < std::min(description.skipped.size(), shown); ++i) {
    const foreign::Skipped& one = description.skipped[i];
    text += fmt::format("{}line {}: {}", i == 0 ? "" : "\n", one.line, cut(one.error, 55));
  }
  if (description.skipped.size() > shown) text += fmt::format("\nand {} more", description.skipped.size() - shown);
  return text.empty() ? "" : line_of("skipped", text, color);
}

std::string wrap(const std::string& text, std::size_t width) {
  std::string wrapped;
  std::size_t line = 0;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t length = end - begin;
    if (line > 0 && line + 1 + length > width) {
      wrapped += '\n';
      line = 0;
    } else if (line > 0) {
      wrapped += ' ';
      ++line;
    }
    wrapped += text.substr(begin, length);
    line += length;
    begin = end + 1;
  }
  return wrapped;
}

std::string describe_calling(const Fit& fit, const foreign::Choice& choice) {
  if (!choice.takes_network) return fmt::format("with theta alone; it returns {}", fit.returns);
  const foreign::Convention& convention = fit.convention;
  std::string text = fmt::format("labels {}", to_string(convention.labels));
  if (convention.labels != foreign::LabelStyle::one_hot) {
    text += convention.label_shape == "column" ? " as (m,1)" : " as (m,)";
  }
  text += fmt::format(", theta unrolled by {}", convention.order == nn::Order::by_rows ? "rows" : "columns");
  if (convention.theta_shape == "column") text += " as (N,1)";
  if (convention.container == "matrix") text += ", X and y as np.matrix";
  if (!fit.returns.empty()) text += "; it returns " + fit.returns;
  return text;
}

std::string describe_code(const Child& child, const Description& description, const Fit& fit, bool color) {
  const foreign::Choice& choice = description.choices[fit.convention.choice];
  std::string text = line_of("code", wrap(child.name() == choice.signature ? cut(child.name(), 200) : cut(
                                 fmt::format("{}: {}", child.name(), choice.signature), 200), 64), color);
  if (!description.language.empty()) text += line_of("runs in", description.language, color);
  text += line_of("called", wrap(describe_calling(fit, choice), 64), color);
  for (const std::string& remark : fit.remarks) text += line_of("note", wrap(remark, 64), color);
  return text + describe_skipped(description, color) + describe_printed(child.output(), color);
}

std::string count_agreeing(const check::Counts& counts) {
  return fmt::format("{} of {}", grouped(counts.agreeing), grouped(counts.checked));
}

std::string table_of(const std::vector<Outcome>& outcomes, bool color) {
  std::string text = paint(fmt::format("  {:<30}{:<12}{:<20}{}\n", "network", "cost", "gradient agrees", "verdict"),
                           heading, color);
  for (const Outcome& outcome : outcomes) {
    const check::ImplementationResult& code = outcome.checked.result.implementations.front();
    text += fmt::format("  {:<30}{:<12}{:<20}{}\n", name_configuration(outcome.configuration.network),
                        to_string(code.cost_verdict), outcome.has_gradient ? count_agreeing(code.counts) : "none given",
                        to_string(outcome.checked.result.verdict));
  }
  return text;
}

// What the three witnesses say together: the code's cost, its gradient, and our network.
std::string conclude(const Outcome& outcome) {
  const check::ImplementationResult& code = outcome.checked.result.implementations.front();
  const bool fits_own_cost = code.counts.checked > 0 && code.counts.agreeing == code.counts.checked;
  if (outcome.checked.result.verdict == Verdict::undecided) {
    return fmt::format("The cost is computed to about {:.0e}: too coarse to judge its gradient.\n"
                       "Is it in single precision (float32)?",
                       outcome.checked.result.noise);
  }
  if (!outcome.has_gradient) {
    return outcome.cost_right ? "It returns no gradient. The cost is that of our network."
                              : "It returns no gradient, and the cost is not that of our network.";
  }
  if (outcome.checked.result.verdict == Verdict::agree) {
    return "The cost and the gradient are those of our network, and the gradient belongs\nto the cost.";
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

void print_report(const Child& child, const Description& description, const Fit& fit,
                  const std::vector<Outcome>& outcomes, const CheckVerb& options) {
  const bool color = shows_color(stdout);
  const Outcome& telling = most_telling(outcomes);
  fmt::print("{}\n\n{}\n{}\n", paint("gradlab check: is the gradient of this code right?", heading, color),
             describe_code(child, description, fit, color), table_of(outcomes, color));
  fmt::print("  {}\n\n{}\n{}\n\n{}{}{}", paint(name_configuration(telling.configuration.network), heading, color),
             check::describe(telling.checked.result, {color}), indent(conclude(telling)),
             describe(merge_diagnoses(outcomes), telling.subject.objective.blocks, color),
             describe(merge_blind_spots(outcomes), color), line_of("replay", replay_line(options.subject.seed), color));
}

// ---- The two kinds of functions ----

std::string list_functions(const Description& description) {
  std::string list;
  for (const std::string& function : description.functions) list += (list.empty() ? "" : ", ") + function;
  return list.empty() ? "it defines no function" : "it defines: " + list;
}

// What may be behind an exception: a name that a skipped statement would have made, or a call that the function does not
// expect.
std::string advice_for(const Description& description, const CodeError& error) {
  if (!error.raised) return "";
  const std::string words = error.what();
  if (words.find("NameError") != words.npos || words.find("undefined") != words.npos) {
    if (description.skipped.empty()) return "";
    const foreign::Skipped& first = description.skipped.front();
    return fmt::format("line {} could not be run: {}", first.line, first.error);
  }
  return "it was called with theta, n, h, K, X, y, lambda of a small network; --arguments gives another order, --data and "
         "--hidden other sizes";
}

int check_network(const std::shared_ptr<Child>& child, const Description& description, const CheckVerb& options) {
  std::vector<Configuration> configurations = choose_configurations(options);
  const Configuration probe = choose_probe(configurations, options);
  const nn::Order usual = options.foreign.octave.empty() ? nn::Order::by_rows : nn::Order::by_columns;
  const Fit fit = [&] {
    try {
      return find_fit(*child, description, probe.network, probe.theta, usual);
    } catch (const CodeError& error) {
      refuse(child->name(), error, advice_for(description, error));
    }
  }();
  const foreign::Choice& choice = description.choices[fit.convention.choice];
  if (!fit.complaint.empty()) refuse(child->name() + ": " + choice.name, CodeError(fit.complaint));
  if (!choice.takes_lambda) drop_lambda(configurations, options);

  std::vector<Outcome> outcomes;
  try {
    for (const Configuration& configuration : configurations) {
      outcomes.push_back(check_on(child, choice.name, fit, configuration, options));
    }
  } catch (const CodeError& error) {
    refuse(child->name(), error, "with " + name_configuration(configurations[outcomes.size()].network));
  }

  const Outcome& telling = most_telling(outcomes);
  if (options.json) {
    Json report = to_json(telling.checked, telling.subject, options);
    report["code"] = code_to_json(*child, description, fit);
    report["findings"] = to_json(merge_diagnoses(outcomes));
    report["blind_spots"] = to_json(merge_blind_spots(outcomes));
    report["configurations"] = Json::array();
    for (const Outcome& outcome : outcomes) report["configurations"].push_back(outcome_to_json(outcome, options));
    print_json(report);
  } else {
    print_report(*child, description, fit, outcomes, options);
  }
  return exit_status(telling.checked.result.verdict);
}

// ---- Functions of theta alone ----

struct Point {
  arma::vec theta;
  std::string words;  // where it comes from
};

// Spread by the generator that draws weights: the same figures everywhere.
Point random_point(arma::uword length, std::uint64_t seed) {
  return {nn::random_weights({length, 1, 1}, seed).Theta1.tail_cols(length).st(),
          fmt::format("{} entries, random, seed {}", grouped(length), seed)};
}

Point read_point(const std::string& path) {
  const data::Weights read = data::read_weights(path);
  if (!read.unrolled.is_empty()) return {read.unrolled, "from " + path};
  return {nn::unroll({read.Theta1, read.Theta2}), "from " + path};
}

// The points to try, until the code takes one. Lengths that say little about a wrong broadcast come last.
std::vector<Point> choose_points(const Description& description, const CheckVerb& options) {
  if (!options.subject.weights.empty()) return {read_point(options.subject.weights)};
  if (options.foreign.length) return {random_point(*options.foreign.length, options.subject.seed)};
  if (!description.theta.is_empty()) return {{description.theta, "as the code has it"}};
  if (description.parameters > 0) return {random_point(description.parameters, options.subject.seed)};
  std::vector<Point> points = {random_point(5, options.subject.seed)};
  for (arma::uword length = 2; length <= 60; ++length) {
    if (length != 5) points.push_back(random_point(length, options.subject.seed));
  }
  points.push_back(random_point(1, options.subject.seed));
  return points;
}

struct ThetaFit {
  Fit fit;
  Point point;
};

ThetaFit find_theta_fit(Child& child, const Description& description, const std::vector<Point>& points) {
  std::string complaint;
  for (std::size_t choice = 0; choice < description.choices.size(); ++choice) {
    for (const std::string& shape : description.theta_shapes) {
      for (const Point& point : points) {
        foreign::Convention convention;
        convention.choice = choice;
        convention.theta_shape = shape;
        try {
          child.use(convention);
          child.set_base(point.theta);
          const foreign::Answer answer = child.evaluate();
          if (!answer.has_gradient) throw CodeError("it returns J alone; expected (J, gradient), or name two functions: "
                                                    "FILE:cost,gradient");
          if (answer.gradient.n_elem != point.theta.n_elem) {
            throw CodeError(fmt::format("the gradient should have {} entries as theta has, but has {}; --length gives "
                                        "theta another length",
                                        point.theta.n_elem, answer.gradient.n_elem));
          }
          Fit fit;
          fit.convention = convention;
          fit.has_gradient = true;
          fit.returns = answer.returns;
          return {fit, point};
        } catch (const CodeError& error) {
          if (complaint.empty()) complaint = description.choices[choice].name + ": " + error.what();
        }
      }
    }
  }
  throw CodeError(complaint);
}

int check_theta(const std::shared_ptr<Child>& child, const Description& description, const CheckVerb& options) {
  for (const char* name : {"--data", "--targets", "--examples", "--hidden", "--labels", "--lambda"}) {
    if (options.foreign.chosen.contains(name)) {
      throw std::invalid_argument(fmt::format("{} is for code of the network, but {} takes theta alone", name,
                                              child->name()));
    }
  }
  const ThetaFit found = [&] {
    try {
      return find_theta_fit(*child, description, choose_points(description, options));
    } catch (const CodeError& error) {
      refuse(child->name(), error, list_functions(description));
    }
  }();
  const std::string& name = description.choices[found.fit.convention.choice].name;
  Subject subject;
  subject.objective = foreign::make_objective(child, foreign::same_places(found.point.theta.n_elem));
  subject.theta = found.point.theta;
  subject.weights = found.point.words;
  const NamedFunction function = {name, [&](const arma::vec& theta) {
                                    child->set_base(theta);
                                    const foreign::Answer answer = child->evaluate();
                                    return Outputs{{"cost", scalar(answer.cost)}, {"reg_J", scalar(answer.cost)},
                                                   {"grad_reg", answer.gradient}};
                                  }};
  const Checked checked = [&] {
    try {
      return check_functions(subject, {function}, options);
    } catch (const CodeError& error) {
      refuse(child->name(), error);
    }
  }();
  if (options.json) {
    Json report = to_json(checked, subject, options);
    report["code"] = code_to_json(*child, description, found.fit);
    report["configurations"] = Json::array();
    print_json(report);
  } else {
    const bool color = shows_color(stdout);
    fmt::print("{}\n\n{}{}\n{}\n{}", paint("gradlab check: is the gradient of this code right?", heading, color),
               describe_code(*child, description, found.fit, color), line_of("theta", found.point.words, color),
               check::describe(checked.result, {color}), line_of("replay", replay_line(options.subject.seed), color));
  }
  return exit_status(checked.result.verdict);
}

}  // namespace

bool is_foreign(const CheckVerb& options) {
  const std::set<std::string>& chosen = options.foreign.chosen;
  return chosen.contains("--exec") || chosen.contains("--python") || chosen.contains("--octave");
}

int run_foreign_check(const CheckVerb& options) {
  refuse_other_options(options);
  const auto child = std::make_shared<Child>(name_of(options.foreign), command_of(options.foreign),
                                             options.foreign.timeout);
  const Description description = [&] {
    try {
      return child->describe();
    } catch (const CodeError& error) {
      refuse(child->name(), error);
    }
  }();
  const bool has_network = std::any_of(description.choices.begin(), description.choices.end(),
                                       [](const foreign::Choice& choice) { return choice.takes_network; });
  if (has_network) return check_network(child, description, options);
  if (!description.choices.empty()) return check_theta(child, description, options);
  throw std::invalid_argument(fmt::format("{}: no function takes the classic 7 arguments, and none takes theta alone; {}; "
                                          "say which, and what it takes: FILE:NAME --arguments theta,X,y,lambda",
                                          child->name(), list_functions(description)));
}

}  // namespace gradlab::program
