#include "program/check_json.hpp"

#include "program/diagnose.hpp"
#include "program/replay.hpp"

#include <cmath>

namespace gradlab::program {

namespace {

using check::CheckResult;

Json number_or_null(double value) { return std::isnan(value) ? Json(nullptr) : number(value); }

// null where the cost is smooth, as far as was looked.
Json feature_of(const numeric::Estimate& estimate) {
  switch (estimate.feature) {
    case numeric::Feature::smooth: return nullptr;
    case numeric::Feature::kink: return "kink";
    case numeric::Feature::edge: return "edge";
    case numeric::Feature::jump: return "jump";
  }
  return nullptr;
}

Json worst_of_block(const check::BlockResult& block) {
  const check::Comparison& worst = block.worst;
  return {{"row", worst.place.row},
          {"column", worst.place.column},
          {"name", name_entry(block.block, worst.place)},
          {"analytic", number(worst.analytic)},
          {"numeric", number(worst.numeric.value)},
          {"error", number(worst.numeric.error)},
          {"relative_error", number(relative_error(worst))},
          {"floor", number(worst.floor)},
          {"scale", number_or_null(worst.numeric.scale)},
          {"stands_at", feature_of(worst.numeric)}};
}

Json names_of(const check::BlockResult& block, const std::vector<check::Place>& places) {
  Json names = Json::array();
  for (const check::Place& place : places) names.push_back(name_entry(block.block, place));
  return names;
}

// Along directions a block may have no entry that was looked at by itself.
Json to_json(const check::BlockResult& block) {
  const bool any = block.counts.checked > 0;
  return {{"name", block.block.name},
          {"rows", block.block.rows},
          {"columns", block.block.columns},
          {"checked", block.counts.checked},
          {"agreeing", block.counts.agreeing},
          {"disagreeing", block.counts.disagreeing},
          {"undecided", block.counts.undecided},
          {"kinks", block.kinks},
          {"edges", block.edges},
          {"hidden", block.hidden},
          {"hidden_entries", names_of(block, block.first_hidden)},
          {"floor", number(block.floor.total())},
          {"norm_ratio", any ? number(block.norm_ratio) : Json(nullptr)},
          {"worst", any ? worst_of_block(block) : Json(nullptr)}};
}

Json to_json(const check::DirectionResult& direction) {
  return {{"block", direction.block},
          {"directions", direction.directions},
          {"verdict", to_string(direction.verdict)},
          {"analytic", number(direction.analytic)},
          {"numeric", number(direction.numeric.value)},
          {"error", number(direction.numeric.error)},
          {"smallest_seen", number(direction.smallest_seen)}};
}

Json to_json(const std::vector<check::Trouble>& troubles) {
  Json list = Json::array();
  for (const check::Trouble& trouble : troubles) {
    list.push_back({{"kind", trouble.kind}, {"evidence", trouble.evidence}});
  }
  return list;
}

std::string_view to_string(check::Effort effort) {
  switch (effort) {
    case check::Effort::full: return "full";
    case check::Effort::four_costs: return "four_costs";
    case check::Effort::two_costs: return "two_costs";
    case check::Effort::sample: return "sample";
  }
  return "";
}

Json to_json(const check::Plan& plan) {
  return {{"effort", to_string(plan.effort)},
          {"parameters", plan.parameters},
          {"costs", plan.costs},
          {"cost_seconds", number(plan.cost_seconds)},
          {"seconds", number(plan.seconds)},
          {"budget", plan.budget > 0 ? number(plan.budget) : Json(nullptr)},
          {"given_up", plan.given_up}};
}

const char* name_of(check::SlopeFinding finding) {
  switch (finding) {
    case check::SlopeFinding::none: return "none";
    case check::SlopeFinding::tolerated: return "tolerated";
    case check::SlopeFinding::not_smooth: return "not_smooth";
    case check::SlopeFinding::unclear: return "unclear";
    case check::SlopeFinding::against: return "against";
  }
  return "none";
}

Json to_json(const check::SlopeVote& vote) {
  if (vote.finding == check::SlopeFinding::none) return nullptr;
  return {{"finding", name_of(vote.finding)},
          {"entries", vote.entries},
          {"analytic", number(vote.analytic)},
          {"numeric", number(vote.numeric.value)},
          {"error", number(vote.numeric.error)}};
}

Json to_json(const check::NearlyRight& off) {
  if (off.entries == 0) return nullptr;
  return {{"entries", off.entries}, {"typical", number(off.typical)}, {"accepting_tolerance", number(off.accepting)}};
}

// The first entries that do not agree, and how far any entry is off.
constexpr std::size_t most_entries = 100;

void add_entries(const CheckResult& result, const check::ImplementationResult& implementation, Json& json) {
  Json entries = Json::array();
  double largest = 0;
  for (const check::BlockResult& block : implementation.blocks) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const arma::uword index = result.entries[i];
      const numeric::Estimate& estimate = result.numerical[i];
      const double analytic = implementation.gradient(index);
      largest = std::fmax(largest, check::distance(analytic, estimate));
      if (implementation.verdicts[i] == check::Verdict::agree || entries.size() == most_entries) continue;
      entries.push_back({{"index", index},
                         {"name", check::name_entry(block.block, check::place_in(block.block, index - block.first))},
                         {"analytic", number(analytic)},
                         {"numeric", number(estimate.value)},
                         {"error", number(estimate.error)},
                         {"verdict", to_string(implementation.verdicts[i])}});
    }
  }
  json["largest_difference"] = number(largest);
  json["not_agreeing"] = entries;
}

Json to_json(const check::ImplementationResult& implementation, double plain_cost) {
  Json directions = Json::array();
  for (const check::DirectionResult& direction : implementation.directions.blocks) {
    directions.push_back(to_json(direction));
  }
  Json blocks = Json::array();
  for (const check::BlockResult& block : implementation.blocks) blocks.push_back(to_json(block));
  return {{"name", implementation.name},
          {"cost", number(plain_cost)},
          {"reg_J", number(implementation.cost)},
          {"seconds", number(implementation.seconds)},
          {"verdict", to_string(implementation.verdict)},
          {"cost_verdict", to_string(implementation.cost_verdict)},
          {"checked", implementation.counts.checked},
          {"agreeing", implementation.counts.agreeing},
          {"disagreeing", implementation.counts.disagreeing},
          {"undecided", implementation.counts.undecided},
          {"slope", number(implementation.taylor_slope)},
          {"slope_vote", to_json(implementation.slope_vote)},
          {"nearly_right", to_json(implementation.nearly_right)},
          {"directions", directions},
          {"blocks", blocks}};
}

// A further point: its counts over all implementations, and the worst entry of any.
Json point_to_json(const check::CheckResult& point) {
  check::Counts counts;
  const check::BlockResult* worst = nullptr;
  for (const check::ImplementationResult& implementation : point.implementations) {
    counts.checked += implementation.counts.checked;
    counts.agreeing += implementation.counts.agreeing;
    counts.disagreeing += implementation.counts.disagreeing;
    counts.undecided += implementation.counts.undecided;
    for (const check::BlockResult& block : implementation.blocks) {
      if (block.counts.checked > 0 && (!worst || block.worst.verdict > worst->worst.verdict)) worst = &block;
    }
  }
  Json theta = Json::array();
  for (const double entry : point.theta) theta.push_back(number(entry));
  return {{"theta", theta},
          {"verdict", to_string(point.verdict)},
          {"checked", counts.checked},
          {"agreeing", counts.agreeing},
          {"disagreeing", counts.disagreeing},
          {"undecided", counts.undecided},
          {"worst", worst ? worst_of_block(*worst) : Json(nullptr)}};
}

}  // namespace

Json network_to_json(const Json& inputs, const Json& hidden, const Json& labels, const Json& examples,
                     const Json& lambda, arma::uword parameters) {
  return {{"inputs", inputs},     {"hidden", hidden}, {"labels", labels},
          {"examples", examples}, {"lambda", lambda}, {"parameters", parameters}};
}

Json to_json(const diagnosis::Checked& checked, const Json& network, std::uint64_t seed) {
  const check::CheckResult& result = checked.result;
  Json implementations = Json::array();
  for (const check::ImplementationResult& implementation : result.implementations) {
    implementations.push_back(to_json(implementation, checked.plain_costs.at(implementation.name)));
    add_entries(result, implementation, implementations.back());
  }
  Json odd_ones_out = Json::array();
  for (const check::OddOneOut& odd : result.odd_ones_out) {
    odd_ones_out.push_back({{"block", odd.block},
                            {"witness", odd.witness.empty() ? Json(nullptr) : Json(odd.witness)},
                            {"entries", odd.entries}});
  }
  Json points = Json::array();
  for (const check::CheckResult& point : result.points) points.push_back(point_to_json(point));
  return {{"verdict", to_string(result.verdict)},
          {"seed", seed},
          {"replay", replay_line(seed)},
          {"network", network},
          {"numeric",
           {{"method", result.method},
            {"evaluations", result.evaluations},
            {"seconds", number(result.seconds)},
            {"largest_error_estimate", number(result.largest_error_estimate)},
            {"noise", number(result.noise)},
            {"chance_of_missing", number(result.chance_of_missing)}}},
          {"plan", to_json(result.plan)},
          {"troubles", to_json(result.troubles)},
          {"implementations", implementations},
          {"blind", or_null(result.blind)},
          {"points", points},
          {"stands_alone", odd_ones_out},
          {"findings", program::to_json(checked.diagnoses)},
          {"blind_spots", program::to_json(checked.blind_spots)}};
}

}  // namespace gradlab::program
