#include "program/summarize.hpp"

#include "gradlab/check/telling.hpp"
#include "gradlab/diagnosis/block_part.hpp"
#include "program/foreign_report.hpp"
#include "program/lines_report.hpp"
#include "program/replay.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace gradlab::program {

namespace {

using check::CheckResult, check::ImplementationResult, check::Severity, check::Verdict;
using diagnosis::BlindSpots, diagnosis::Diagnosis, diagnosis::Finding;
using terminal::with_thousands;

// ---- The verdict ----

std::string entries_of(arma::uword count, arma::uword all) {
  if (count == all) return all == 1 ? "the one entry" : fmt::format("all {} entries", with_thousands(all));
  return fmt::format("{} of {} entries", with_thousands(count), with_thousands(all));
}

const ImplementationResult& worst_implementation(const CheckResult& result) {
  return *std::max_element(result.implementations.begin(), result.implementations.end(),
                           [](const auto& one, const auto& other) { return one.verdict < other.verdict; });
}

bool has_directions(const CheckResult& result) { return !result.implementations.front().directions.blocks.empty(); }

std::string names_of(const CheckResult& result) {
  std::vector<std::string> names;
  for (const ImplementationResult& one : result.implementations) names.push_back(one.name);
  if (names.size() > 3) return fmt::format("{} implementations", names.size());
  return fmt::format("{}", fmt::join(names, " and "));
}

std::string sentence_of_agreement(const CheckResult& result) {
  const std::string points = result.points.empty() ? "" : fmt::format(", at {} points", 1 + result.points.size());
  if (has_directions(result)) {
    return fmt::format("every block of {} agrees along its directions{}", names_of(result), points);
  }
  const arma::uword checked = result.implementations.front().counts.checked;
  return fmt::format("{} of {} {} with numerical derivatives{}", entries_of(checked, result.theta.n_elem),
                     names_of(result), checked == 1 ? "agrees" : "agree", points);
}

std::string sentence_of_disagreement(const ImplementationResult& wrong) {
  if (wrong.counts.disagreeing > 0) {
    return fmt::format("{} of {} {} wrong", entries_of(wrong.counts.disagreeing, wrong.counts.checked), wrong.name,
                       wrong.counts.disagreeing == 1 ? "is" : "are");
  }
  if (wrong.cost_verdict == Verdict::disagree) return fmt::format("the cost of {} is another one", wrong.name);
  return fmt::format("the gradient of {} is wrong along a direction", wrong.name);
}

std::string sentence_of_doubt(const CheckResult& result, const ImplementationResult& doubtful) {
  if (has_trouble(result.troubles, Severity::fatal)) return "no entry could be judged";
  if (doubtful.counts.undecided > 0) {
    return fmt::format("{} of {} cannot be judged",
                       entries_of(doubtful.counts.undecided, doubtful.counts.checked), doubtful.name);
  }
  if (doubtful.cost_verdict != Verdict::agree) return fmt::format("the cost of {} cannot be judged", doubtful.name);
  return fmt::format("nothing speaks against {}, but there is doubt", doubtful.name);
}

std::string sentence_of(const CheckResult& result) {
  if (result.implementations.empty()) return "no entry could be judged";
  const CheckResult& telling = check::telling_point(result);
  if (telling.implementations.empty()) return "no entry could be judged at another point";
  const ImplementationResult& worst = worst_implementation(telling);
  const std::string at = &telling == &result ? "" : ", but only at another point than theta";
  switch (result.verdict) {
    case Verdict::agree: return sentence_of_agreement(result) + ".";
    case Verdict::disagree: return sentence_of_disagreement(worst) + at + ".";
    case Verdict::undecided: return sentence_of_doubt(telling, worst) + at + ".";
  }
  return "";
}

// ---- Where ----

std::string places_of(const std::vector<Finding>& group, const std::vector<Block>& blocks) {
  std::vector<std::string> places;
  for (const Finding& finding : group) {
    const std::string place = diagnosis::name_place(finding.where, blocks);
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  return fmt::format("{}", fmt::join(places, ", "));
}

std::string name_of_point(const CheckResult& result) {
  const CheckResult& telling = check::telling_point(result);
  if (&telling == &result) return "";
  std::string numbers;
  for (arma::uword i = 0; i < std::min<arma::uword>(telling.theta.n_elem, 3); ++i) {
    numbers += fmt::format("{}{:.4g}", i == 0 ? "" : ", ", telling.theta(i));
  }
  return fmt::format("at theta = ({}{}): ", numbers, telling.theta.n_elem > 3 ? ", ..." : "");
}

// The worst entry with its two numbers.
// A doubt about the whole code shows in no entry.
std::string example_of(const CheckResult& result) {
  const check::WorstEntry worst = check::find_worst_entry(check::telling_point(result));
  if (!worst.block || worst.block->worst.verdict == Verdict::agree) return "";
  if (result.verdict == Verdict::undecided && worst.block->worst.verdict == Verdict::disagree) return "";
  const check::Comparison& entry = worst.block->worst;
  const std::string name = worst.name();
  const std::string short_name = name.substr(0, name.find(':'));
  if (entry.verdict == Verdict::undecided) {
    return fmt::format("{} is {:.6g}; numerically {:.6g}, but only to {:.1g}", short_name, entry.analytic,
                       entry.numeric.value, entry.numeric.error);
  }
  return fmt::format("{} is {:.6g}, but numerically {:.6g}", short_name, entry.analytic, entry.numeric.value);
}

bool is_of_cost(const Finding& finding) { return finding.where.block.empty(); }

// A wrong cost spoils the numerical derivatives: its own evidence tells more than an entry.
std::string where_of(const CheckResult& result, const std::vector<Finding>& first, const std::vector<Block>& blocks) {
  if (result.verdict == Verdict::agree) return "";
  const std::string point = name_of_point(result);
  if (result.verdict == Verdict::undecided || first.empty()) return point + example_of(result);
  if (std::all_of(first.begin(), first.end(), is_of_cost) && !first.front().evidence.empty()) {
    return point + first.front().evidence;
  }
  const std::string places = places_of(first, blocks), example = example_of(result);
  const bool is_there = places.find(example.substr(0, example.find('('))) != places.npos;
  return point + terminal::join({places, example}, is_there ? ": " : "; ");
}

// ---- Why ----

std::string describe_finding(const Finding& finding) {
  if (finding.mistake.empty()) return finding.advice.explanation;
  return fmt::format("{} ({})", finding.advice.explanation,
                     terminal::join({finding.mistake, finding.advice.statement}, ", "));
}

std::string describe_trouble(const check::Trouble& trouble) {
  std::vector<std::string> lines = terminal::split_lines(trouble.evidence);
  for (std::string& line : lines) line.erase(0, line.find_first_not_of(' '));
  return fmt::format("{}: {}", trouble.kind, fmt::join(lines, " "));
}

std::string troubles_of(const CheckResult& result, bool notes) {
  std::vector<std::string> texts;
  for (const check::Trouble& trouble : check::telling_point(result).troubles) {
    if ((trouble.severity == Severity::note) == notes) texts.push_back(describe_trouble(trouble));
  }
  return terminal::join(texts, "; ");
}

// What hides entries, where no trouble stands behind it.
std::string reason_of_doubt(const CheckResult& result) {
  const CheckResult& telling = check::telling_point(result);
  if (telling.implementations.empty()) return "";
  const ImplementationResult& worst = worst_implementation(telling);
  if (worst.counts.undecided > 0) {
    return fmt::format("The numerical derivatives are not sharp enough: the cost has a noise of {:.1e}.",
                       telling.noise);
  }
  if (worst.slope_vote.verdict != Verdict::agree) {
    return "Along one direction of all parameters together the slope says otherwise.";
  }
  return "";
}

// ---- What could not be seen ----

std::string describe_blind_spots(const BlindSpots& spots) {
  std::vector<std::string> reasons;
  for (const diagnosis::BlindSpot& spot : spots.spots) {
    if (std::find(reasons.begin(), reasons.end(), spot.because) == reasons.end()) reasons.push_back(spot.because);
  }
  std::vector<std::string> texts;
  for (const std::string& reason : reasons) {
    const std::vector<std::string> names = diagnosis::names_because(spots, reason);
    const std::string which = names.size() > 2 ? fmt::format("{} known mistakes", names.size())
                                               : fmt::format("{}", fmt::join(names, " and "));
    texts.push_back(fmt::format("{}, because {}", which, reason));
  }
  if (!spots.change.empty()) texts.push_back("try " + spots.change);
  return terminal::join(texts, "; ");
}

std::string unseen_by(const CheckResult& result, const BlindSpots& spots) {
  std::vector<std::string> texts;
  if (result.chance_of_missing > 0) {
    texts.push_back(fmt::format("one single wrong entry, with a chance of {:.1f} %", 100 * result.chance_of_missing));
  }
  if (!result.blind.empty() && result.points.empty()) {
    texts.push_back(fmt::format("much: {}, where a wrong gradient may look right", result.blind));
  }
  for (const std::string& sentence : result.plan.given_up) texts.push_back(sentence);
  texts.push_back(describe_blind_spots(spots));
  return terminal::join(texts, "; ");
}

// ---- All of it ----

Summary summarize_parts(const CheckResult& result, const std::vector<Diagnosis>& diagnoses,
                        const std::vector<Block>& blocks, const BlindSpots& spots, std::uint64_t seed) {
  Summary summary;
  summary.verdict = result.verdict;
  summary.sentence = sentence_of(result);
  std::vector<Finding> first;
  if (!diagnoses.empty()) {
    const Diagnosis& diagnosis = diagnoses.front();
    const std::vector<std::vector<Finding>> groups = diagnosis::group_by_mistake(diagnosis.findings);
    first = groups.front();
    summary.why = describe_finding(first.front());
    if (groups.size() > 1) summary.why += fmt::format(" And {} more.", groups.size() - 1);
    summary.remedy = first.front().advice.remedy;
    const std::vector<Block>& places = diagnosis.blocks.empty() ? blocks : diagnosis.blocks;
    summary.where = where_of(result, first, places);
  } else {
    summary.where = where_of(result, {}, blocks);
    summary.why = troubles_of(result, false);
    if (summary.why.starts_with("no_gradient")) summary.remedy = "Return the gradient beside J.";
    if (summary.why.empty() && result.verdict == Verdict::undecided) {
      summary.why = reason_of_doubt(result);
      if (!summary.why.empty()) summary.remedy = "Compute the cost in double precision, or check at another point.";
    }
    if (summary.why.empty() && result.verdict == Verdict::disagree) {
      summary.why = "No mistake that is known gives these numbers.";
      summary.remedy = "Derive the cost by the entry above once more, and compare that with the code.";
    }
  }
  summary.note = troubles_of(result, true);
  summary.unseen = unseen_by(result, spots);
  summary.replay = replay_line(seed);
  return summary;
}

// What the reader has to know beside the verdict: how the code was taken, and what was said of the check itself.
std::string note_of(const languages::CheckedCode& checked, const lines::FoundLines& lines, const std::string& troubles) {
  std::vector<std::string> notes;
  if (lines.is_out_of_time) {
    notes.push_back("the look for a line ran out of time; try --line-seconds 20");
  }
  for (const languages::WrongPart& part : checked.wrong_parts) notes.push_back(part.explanation);
  for (const std::string& remark : checked.convention.remarks) notes.push_back(remark);
  notes.push_back(troubles);
  return terminal::join(notes, "; ");
}

bool names_line(const lines::FoundLines& lines) {
  return std::any_of(lines.lines.begin(), lines.lines.end(),
                     [](const lines::Line& line) { return line.kind == lines::LineKind::wrong_line; });
}

bool has_no_name(const std::vector<Diagnosis>& diagnoses) {
  return std::all_of(diagnoses.begin(), diagnoses.end(), [](const Diagnosis& diagnosis) {
    return std::all_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                       [](const Finding& finding) { return finding.mistake.empty(); });
  });
}

std::string begin_small(std::string sentence) {
  sentence[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(sentence[0])));
  return sentence;
}

}  // namespace

Summary summarize(const diagnosis::Checked& checked, const std::vector<Block>& blocks, std::uint64_t seed) {
  return summarize_parts(checked.result, checked.diagnoses, blocks, checked.blind_spots, seed);
}

Summary summarize(const languages::Code& code, const languages::CheckedCode& checked,
                  const lines::FoundLines& lines, std::uint64_t seed) {
  const languages::CheckedPoint& telling = checked.telling();
  const CheckResult& result = telling.checked.result;
  Summary summary = summarize_parts(result, checked.diagnoses, telling.blocks, checked.blind_spots, seed);
  summary.note = note_of(checked, lines, summary.note);
  if (!is_beside_network(code, checked)) {
    if (result.verdict == Verdict::agree && result.points.empty()) {
      summary.unseen = terminal::join({summary.unseen, "other points than this theta; try --points 3"}, "; ");
    }
    return summary;
  }
  for (const lines::Line& line : lines.lines) summary.lines.push_back(in_words(line));
  if (names_line(lines) && has_no_name(checked.diagnoses)) {
    summary.why = "No mistake with a name: what belongs in the line was found by trying it.";
    summary.remedy = "Change the line, and check again.";
  }
  const std::string network = languages::name_network(telling.point.problem);
  const std::string function = checked.function.empty() ? "" : ", " + checked.function;
  summary.sentence = fmt::format("{}{}: {}", code.name(), function, begin_small(conclude(checked, telling)));
  if (result.verdict == Verdict::agree) {
    summary.sentence += fmt::format(" All entries agree on {}.", counted(checked.points.size(), "network"));
  } else if (!summary.where.empty()) {
    summary.where += fmt::format(" ({})", network);
  }
  return summary;
}

}  // namespace gradlab::program
