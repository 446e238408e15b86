#include "gradlab/languages/check_code.hpp"

#include "gradlab/languages/best_explained.hpp"
#include "gradlab/languages/check_network.hpp"
#include "gradlab/languages/check_own_shape.hpp"
#include "gradlab/languages/check_regression.hpp"
#include "gradlab/languages/check_theta.hpp"
#include "gradlab/languages/doubts.hpp"
#include "gradlab/languages/functions_alike.hpp"
#include "gradlab/languages/recognize_form.hpp"
#include "gradlab/languages/shape_advice.hpp"
#include "gradlab/languages/spelling.hpp"
#include "gradlab/languages/still_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace gradlab::languages {

namespace {

using check::Verdict, diagnosis::Diagnosis, diagnosis::Finding;

// ---- On each network ----

// An exception may come from a name that a skipped statement would have made, or from a wrong call.
std::string advice_for(const Code& code, const CodeError& error) {
  if (!error.raised) return "";
  const std::string words = error.what();
  if (error.undefined || words.find("undefined") != words.npos) {
    if (code.description.skipped.empty()) return "";
    const Skipped& first = code.description.skipped.front();
    return fmt::format("line {} could not be run: {}", first.line, first.error);
  }
  if (const std::string bias = advise_on_bias(words); !bias.empty()) return bias;
  const Choice& first = code.description.choices.front();
  const std::string called = first.arguments.empty() ? "theta,n,h,K,X,y,lambda" : first.arguments;
  return fmt::format("it was called with {} of a small network, in {} forms of labels, X and theta; --arguments "
                     "gives another order, --data and --hidden other sizes",
                     called, code.description.takes_any_form ? "all" : "the usual");
}

// A small network or the caller's, and then those of sizes that may be fixed in the code.
std::vector<TestPoint> probes_for(const Code& code, const std::vector<TestPoint>& points, std::uint64_t seed) {
  if (points.size() == 1) {
    TestPoint whole = points.front();
    whole.problem.lambda = 0;
    return {make_cheap(points.front()), whole};
  }
  std::vector<TestPoint> probes = {small_network(seed)};
  if (!code.description.takes_any_form) return probes;
  for (TestPoint& point : networks_of_fixed_sizes(code.description, seed)) probes.push_back(std::move(point));
  return probes;
}

FoundConvention find_convention_for(const Code& code, const std::vector<TestPoint>& probes,
                                    const CodeCheckOptions& options) {
  std::vector<neural_network::Problem> problems;
  for (const TestPoint& probe : probes) problems.push_back(probe.problem);
  FoundConvention found = find_convention(*code.conversation, code.description, problems, options.usual_order,
                                          options.searching);
  if (!found.complaint.empty()) {
    throw CodeError(code.description.choice_of(found.convention).name + ": " + found.complaint);
  }
  return found;
}

// The sizes are fixed in the code: the networks that it takes, the large ones at a sample of the parameters.
std::vector<TestPoint> networks_like(const neural_network::Problem& probe, FoundConvention& found,
                                     std::uint64_t seed) {
  found.remarks.push_back(fmt::format("sizes are fixed in its code: it does not run with other networks than {}",
                                      name_network(probe)));
  std::vector<TestPoint> points = {random_network(probe.sizes, probe.X.n_rows, 1, seed)};
  if (probe.theta.n_elem < large_theta) points.insert(points.begin(), random_network(probe.sizes, probe.X.n_rows, 0, seed));
  return points;
}

void set_lambda(std::vector<TestPoint>& points, double lambda) {
  for (TestPoint& point : points) point.problem.lambda = lambda;
  if (points.size() == 3) points.erase(points.begin() + 1);  // the same as the first by now
}

// Code that knows no lambda can only be right where lambda is 0, or its own.
void choose_lambda(const FoundConvention& found, bool takes_lambda, bool needs_lambda, std::vector<TestPoint>& points) {
  if (!takes_lambda && needs_lambda) {
    throw std::invalid_argument("--lambda is given, but the function takes none; leave it out");
  }
  if (found.fixed_lambda || !takes_lambda) set_lambda(points, found.fixed_lambda.value_or(0));
}

// The progress of one of several points as that of all, and its share of the budget. The first tells the plan of all.
check::CheckOptions options_for(std::size_t index, std::size_t count, check::CheckOptions options) {
  options = check::share_budget(std::move(options), count);
  if (index > 0) options.forecast = nullptr;
  if (!options.progress) return options;
  options.progress = [=, show = options.progress](double fraction) {
    show((static_cast<double>(index) + fraction) / static_cast<double>(count));
  };
  return options;
}

void refuse_template(const Code& code, const FoundConvention& found, const TestPoint& probe) {
  if (found.cost != 0 || !found.has_gradient || !found.gradient.is_zero()) return;
  const ForeignNetwork network(code.conversation, found.convention, probe.problem);
  const auto evaluate = [&](const arma::vec& theta) {
    const ForeignNetwork::Result result = network.evaluate(theta);
    return Evaluation{result.cost, result.gradient ? neural_network::unroll(*result.gradient) : arma::vec()};
  };
  if (is_unwritten(evaluate, probe.problem.theta)) refuse(code, CodeError(unwritten));
}

// What the code computes, and in which way it is called.
FoundConvention understand(const Code& code, const FoundConvention& found, const TestPoint& probe,
                           const std::vector<TestPoint>& points) {
  refuse_template(code, found, probe);
  const FoundConvention recognized = recognize_form(code, found, probe, points);
  const bool is_recognized = !recognized.form.is_source() || recognized.fixed_lambda;
  return is_recognized ? recognized : best_explained(found, probe);
}

// Something in the figures says that the code was called as it is meant.
bool is_sure(const FoundConvention& found) {
  return found.cost_matches || found.gradient_matches || found.fits_own_cost || found.turns_labels;
}

using TryRegression = std::function<std::optional<CheckedCode>(MustMatch must)>;

void check_networks(const Code& code, std::vector<TestPoint> points, const CodeCheckOptions& options,
                    const TryRegression& try_regression, CheckedCode& checked) {
  const std::vector<TestPoint> probes = probes_for(code, points, options.seed);
  checked.convention = find_convention_for(code, probes, options);
  FoundConvention& found = checked.convention;
  if (!is_sure(found)) {
    if (auto regression = try_regression(MustMatch::cost_or_gradient)) {
      checked = *regression;
      return;
    }
  }
  if (!found.own_blocks.empty()) {
    checked = check_own_shape(code, FoundConvention(found), probes[found.probe], options);
    return;
  }
  check::CheckOptions wanted = options;
  if (found.probe > 0 && points.size() > 1) {
    points = networks_like(probes[found.probe].problem, found, options.seed);
    const neural_network::Problem& problem = points.front().problem;
    const bool is_quick = problem.X.n_elem < 500'000;  // each cost of more data takes long
    wanted = with_sample(options, found.remarks, problem.theta.n_elem, is_quick ? usual_sample : small_sample);
  }
  found = understand(code, found, probes[found.probe], points);
  const Choice& choice = code.description.choice_of(found.convention);
  choose_lambda(found, choice.takes_lambda, options.needs_lambda, points);
  try {
    for (const TestPoint& point : points) {
      checked.points.push_back(check_network(code, found, point,
                                             options_for(checked.points.size(), points.size(), wanted)));
    }
  } catch (const CodeError& error) {
    refuse(code, error, "with " + name_network(points[checked.points.size()].problem));
  }
}

// What is wholly a regression's is one; and what fails as a network may be a wrong one.
void check_networks_or_regression(const Code& code, const CodeCheckOptions& options, CheckedCode& checked) {
  using regression::Kind;
  const std::vector<TestPoint> points = options.points.empty() ? choose_networks({}, options.seed) : options.points;
  const TryRegression try_regression = [&](MustMatch must) {
    return check_regression(code, {Kind::logistic, Kind::linear}, must, options.seed, options);
  };
  std::optional<CheckedCode> regression;
  try {
    if (options.regression) {
      checked = *check_regression(code, {*options.regression}, MustMatch::nothing, options.seed, options);
      return;
    }
    regression = try_regression(MustMatch::both);
    if (!regression) return check_networks(code, points, options, try_regression, checked);
  } catch (const CodeError& error) {
    regression = options.regression ? std::nullopt : try_regression(MustMatch::cost_or_gradient);
    if (!regression) refuse(code, error, advise_adapter(code, advice_for(code, error)));
  }
  checked = *regression;
}

// ---- All networks together ----

std::size_t find_most_telling(const std::vector<CheckedPoint>& points) {
  const auto is_better = [](const CheckedPoint& one, const CheckedPoint& other) {
    return one.checked.result.verdict < other.checked.result.verdict;
  };
  const auto worst = std::max_element(points.begin(), points.end(), is_better);  // the first of several
  if (worst->checked.result.verdict == Verdict::agree) return points.size() - 1;
  return static_cast<std::size_t>(worst - points.begin());
}

bool is_sure(const Finding& finding) { return !finding.mistake.empty() && finding.alternatives.empty(); }

bool names(const Finding& finding, const std::string& mistake) {
  const std::vector<std::string>& others = finding.alternatives;
  return finding.mistake == mistake || std::find(others.begin(), others.end(), mistake) != others.end();
}

// Where such a trouble was found nothing is unknown.
bool explains_all(const Finding& finding) {
  return finding.mistake == "not-finite" || finding.mistake == "same-at-every-theta";
}

// One network may settle what another leaves open. The same finding on several networks is told once.
bool is_told(const Finding& finding, const std::vector<Finding>& told) {
  return std::any_of(told.begin(), told.end(), [&](const Finding& other) {
    const bool same_place = other.where.block == finding.where.block;
    const bool is_explained = finding.mistake.empty() && explains_all(other);
    return same_place && (other.mistake == finding.mistake || is_explained ||
                          (is_sure(other) && names(finding, other.mistake)));
  });
}

std::vector<Diagnosis> merge_diagnoses(const CheckedCode& code) {
  const CheckedPoint& telling = code.telling();
  if (telling.checked.result.implementations.empty()) return {};  // a trouble kept it from being judged
  std::vector<Diagnosis> merged = {{telling.checked.result.implementations.front().name, {}}};
  std::vector<std::pair<std::size_t, Finding>> all;  // the index in merged, and the finding for it
  const auto gather = [&](const CheckedPoint& point) {
    for (const Diagnosis& diagnosis : point.checked.diagnoses) {
      for (const Finding& finding : diagnosis.findings) all.emplace_back(merged.size() - 1, finding);
    }
  };
  gather(telling);
  for (const CheckedPoint& point : code.points) {
    if (&point == &telling) continue;
    merged.push_back({merged.front().implementation, {}, name_network(point.point.problem), point.blocks});
    gather(point);
  }
  std::stable_partition(all.begin(), all.end(), [](const auto& one) { return is_sure(one.second); });
  std::vector<Finding> told;
  for (const auto& [index, finding] : all) {
    if (is_told(finding, told)) continue;
    told.push_back(finding);
    merged[index].findings.push_back(finding);
  }
  std::erase_if(merged, [](const Diagnosis& diagnosis) { return diagnosis.findings.empty(); });
  return merged;
}

// A blind spot of all is one that no network shows.
diagnosis::BlindSpots merge_blind_spots(const std::vector<CheckedPoint>& points) {
  diagnosis::BlindSpots merged = points.back().checked.blind_spots;
  if (points.size() > 1) merged.change = "";
  std::erase_if(merged.spots, [&](const diagnosis::BlindSpot& spot) {
    return !std::all_of(points.begin(), points.end(), [&](const CheckedPoint& point) {
      const std::vector<diagnosis::BlindSpot>& spots = point.checked.blind_spots.spots;
      return std::any_of(spots.begin(), spots.end(),
                         [&](const diagnosis::BlindSpot& other) { return other.mistake == spot.mistake; });
    });
  });
  std::erase_if(merged.families, [&](const std::string& family) {
    return !std::all_of(points.begin(), points.end(), [&](const CheckedPoint& point) {
      const std::vector<std::string>& families = point.checked.blind_spots.families;
      return std::find(families.begin(), families.end(), family) != families.end();
    });
  });
  return merged;
}

CheckedCode check_choices(const Code& code, const CodeCheckOptions& options) {
  CheckedCode checked;
  if (!code.takes_network()) {
    const bool chosen = !options.points.empty();
    const std::vector<TestPoint> points =
        chosen ? options.points : choose_thetas(code.description, options.seed, options.lower, options.upper);
    checked = check_theta(code, points, options);
    if (checked.verdict() != Verdict::agree) checked.wrong_parts = find_wrong_parts(code, true);
    for (const std::string& remark : code.description.remarks) checked.convention.remarks.push_back(remark);
    return checked;
  }
  check_networks_or_regression(code, options, checked);
  if (checked.points.front().checked.result.implementations.size() > 1) doubt_verdicts(code, checked);
  const std::string& called_by = code.description.choice_of(checked.convention.convention).remark;
  std::vector<std::string>& remarks = checked.convention.remarks;
  if (!called_by.empty()) remarks.insert(remarks.begin(), called_by);
  checked.most_telling = find_most_telling(checked.points);
  checked.diagnoses = merge_diagnoses(checked);
  spell_advice(code.description.language, checked.diagnoses);
  checked.blind_spots = merge_blind_spots(checked.points);
  drop_named(checked.blind_spots, checked.diagnoses);
  for (const std::string& remark : code.description.remarks) checked.convention.remarks.push_back(remark);
  checked.wrong_parts = find_wrong_parts(code, checked.verdict() != Verdict::agree);
  return checked;
}

// ---- Functions that are called alike ----

// Empty where it gives no gradient, does not run, or dies.
std::optional<CheckedCode> check_function_alone(const Code& code, const std::string& function,
                                                const CodeCheckOptions& options) {
  try {
    CheckedCode checked = check_choices(with_function_alone(code, function), options);
    return checked.telling().has_gradient ? std::optional(std::move(checked)) : std::nullopt;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  } catch (const process::Gone&) {
    return std::nullopt;
  }
}

bool have_same_costs(const CheckedCode& one, const CheckedCode& other) {
  constexpr double same = 1e-9;  // as a share of the cost
  return std::equal(one.points.begin(), one.points.end(), other.points.begin(), other.points.end(),
                    [](const CheckedPoint& here, const CheckedPoint& there) {
                      const double cost = here.checked.result.implementations.front().cost;
                      return std::abs(there.checked.result.implementations.front().cost - cost) <= same * std::abs(cost);
                    });
}

// The worst of all that take the same and give the same cost: another cost is another function's.
CheckedCode check_alike(const Code& code, CheckedCode checked, const CodeCheckOptions& options) {
  const Choice& judged = code.description.choice_of(checked.convention.convention);
  for (const std::string& function : functions_alike(code.description, judged)) {
    std::optional<CheckedCode> other = check_function_alone(code, function, options);
    if (!other) {
      checked.convention.remarks.push_back(fmt::format("{} takes the same, and could not be judged", function));
    } else if (other->verdict() == Verdict::disagree && !have_same_costs(checked, *other)) {
      checked.convention.remarks.push_back(fmt::format("{} takes the same, has another cost, and disagrees; to see it "
                                                       "name it: FILE:{}", function, function));
    } else if (other->verdict() == Verdict::disagree) {
      other->function = function;
      other->convention.remarks.push_back(judged.name + ", which takes the same, agrees");
      return *std::move(other);
    } else if (other->verdict() == Verdict::agree) {
      checked.convention.remarks.push_back(function + ", which takes the same, agrees as well");
    }
  }
  return checked;
}

// ---- As its own program calls it ----

// No gradient came, or none that belongs to the cost by a block of weights of their own: the call may be at fault.
bool is_doubtful_call(const CheckedCode& checked) {
  const FoundConvention& found = checked.convention;
  if (!checked.telling().has_gradient) return true;
  return !found.own_blocks.empty() && found.fitting_blocks == 0 && !found.fits_own_cost &&
         checked.verdict() != Verdict::agree;
}

std::optional<CheckedCode> check_usage(Code& code, const CodeCheckOptions& options) {
  Code used = code;
  try {
    if (options.regression || !describe_by_usage(used)) return std::nullopt;
    CheckedCode checked = check_code(used, options);
    if (!checked.telling().has_gradient) return std::nullopt;
    code = used;
    return checked;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  } catch (const process::Gone&) {
    return std::nullopt;
  }
}

}  // namespace

CheckedCode check_code(const Code& code, const CodeCheckOptions& options) {
  CheckedCode checked = check_choices(code, options);
  const bool may_hide_others = code.takes_network() && checked.verdict() == Verdict::agree;
  return may_hide_others ? check_alike(code, std::move(checked), options) : checked;
}

CheckedCode check_code_or_usage(Code& code, const CodeCheckOptions& options) {
  std::optional<CheckedCode> checked, usage;
  try {
    checked = check_code(code, options);
    if (is_doubtful_call(*checked)) usage = check_usage(code, options);
  } catch (const std::invalid_argument&) {
    usage = check_usage(code, options);
    if (!usage) throw;
  }
  return usage ? *std::move(usage) : *std::move(checked);
}

}  // namespace gradlab::languages
