#include "program/diagnose.hpp"

#include "gradlab/diagnosis/block_part.hpp"
#include "gradlab/languages/spelling.hpp"
#include "program/statement_lines.hpp"
#include "teach/language.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gradlab::program {

namespace {

using diagnosis::BlindSpots, diagnosis::Diagnosis, diagnosis::Finding;

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

// The findings of one mistake, told together: where, and what each place looks like.
std::string describe(const std::vector<Finding>& group, const std::vector<Block>& blocks,
                     const languages::Names& names, trace::Writing writing, bool color) {
  const Finding& first = group.front();
  std::vector<std::string> places, evidence, statements;
  for (const Finding& finding : group) {
    add_once(places, diagnosis::name_place(finding.where, blocks));
    add_once(evidence, finding.evidence);
    add_once(statements, finding.advice.statement);
  }
  const std::string name = first.mistake.empty() ? "cause unknown" : first.mistake;
  std::string text = fill_lines("    ", first.advice.explanation);
  text.pop_back();
  const std::size_t last_line = text.size() - (text.rfind('\n') + 1);
  const std::string shown = paint("(" + name + ")", heading, color);
  text += last_line + name.size() + 3 <= 80 ? " " + shown + "\n" : "\n    " + shown + "\n";
  const std::string statement = statements.empty() ? "" : "; see " + terminal::join(statements, ", ");
  text += fill_lines("      where   ", terminal::join(places, ", ") + statement);
  for (const auto& [id, line] : statement_lines(terminal::join(statements, ", "), writing)) {
    text += fill_lines(fmt::format("      {:<8}", id),
                       fmt::format("{}: {}", trace::to_string(writing), languages::rename(line, names)));
  }
  std::string label = "      because ";
  for (const std::string& line : evidence) {
    text += fill_lines(label, line);
    label = "              ";
  }
  if (!first.match.empty()) text += fill_lines(label, first.match);
  if (!first.advice.remedy.empty()) text += fill_lines("      remedy  ", first.advice.remedy);
  return text;
}

}  // namespace

std::vector<Diagnosis> diagnose(const ProblemSetup& setup, const check::CheckResult& result) {
  if (!setup.make_known_mistakes || result.verdict == check::Verdict::agree) return {};
  std::vector<Diagnosis> diagnoses = diagnosis::diagnose(setup.make_known_mistakes(), result);
  languages::spell_advice(std::string(teach::to_string(teach::remembered_language())), diagnoses);
  return diagnoses;
}

BlindSpots find_blind_spots(const ProblemSetup& setup, const check::CheckResult& result) {
  return setup.make_known_mistakes ? diagnosis::find_blind_spots(setup.make_known_mistakes(), result) : BlindSpots{};
}

Json to_json(const std::vector<Diagnosis>& diagnoses) {
  Json findings = Json::array();
  for (const Diagnosis& diagnosis : diagnoses) {
    for (const Finding& finding : diagnosis.findings) {
      findings.push_back({{"implementation", diagnosis.implementation},
                          {"network", or_null(diagnosis.network)},
                          {"mistake", or_null(finding.mistake)},
                          {"alternatives", finding.alternatives},
                          {"where",
                           {{"block", or_null(finding.where.block)},
                            {"columns", finding.where.columns},
                            {"rows", finding.where.rows}}},
                          {"explanation", finding.advice.explanation},
                          {"evidence", terminal::join({finding.evidence, finding.match}, "; ")},
                          {"statement", or_null(finding.advice.statement)},
                          {"remedy", or_null(finding.advice.remedy)}});
    }
  }
  return findings;
}

Json to_json(const BlindSpots& blind_spots) {
  Json spots = Json::array();
  for (const diagnosis::BlindSpot& spot : blind_spots.spots) {
    spots.push_back({{"mistake", spot.mistake}, {"because", spot.because}, {"change", or_null(spot.change)}});
  }
  return spots;
}

void rename(const languages::Names& names, std::vector<Diagnosis>& diagnoses) {
  for (Diagnosis& diagnosis : diagnoses) {
    for (Finding& finding : diagnosis.findings) {
      if (!finding.mistake.empty()) {
        finding.advice.explanation = languages::rename(finding.advice.explanation, names);
      }
      finding.advice.remedy = languages::rename(finding.advice.remedy, names);
    }
  }
}

std::string describe(const std::vector<Diagnosis>& diagnoses, const std::vector<Block>& blocks,
                     const languages::Names& names, trace::Writing writing, bool color) {
  std::string text;
  for (const Diagnosis& diagnosis : diagnoses) {
    const std::string on = diagnosis.network.empty() ? "" : " with " + diagnosis.network;
    text += paint(fmt::format("  why {} is wrong{}", diagnosis.implementation, on), heading, color) + "\n";
    const std::vector<Block>& places = diagnosis.blocks.empty() ? blocks : diagnosis.blocks;
    for (const std::vector<Finding>& group : diagnosis::group_by_mistake(diagnosis.findings)) {
      text += describe(group, places, names, writing, color);
    }
    text += "\n";
  }
  return text;
}

std::string describe(const BlindSpots& blind_spots, bool color) {
  if (blind_spots.spots.empty()) return "";
  std::string text = paint("  could not have noticed", heading, color) + "\n";
  std::vector<std::string> reasons;
  for (const diagnosis::BlindSpot& spot : blind_spots.spots) add_once(reasons, spot.because);
  for (const std::string& reason : reasons) {
    const std::vector<std::string> names = diagnosis::names_because(blind_spots, reason);
    text += fill_lines("    ", fmt::format("{}, because {}", fmt::join(names, ", "), reason));
  }
  if (!blind_spots.change.empty()) {
    const bool all = blind_spots.shown >= blind_spots.spots.size();
    text += fill_lines("    ", fmt::format("to see {}: {}", all ? "them" : "the most of them", blind_spots.change));
  }
  return text + "\n";
}

}  // namespace gradlab::program
