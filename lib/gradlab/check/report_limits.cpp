#include "gradlab/check/report_limits.hpp"

#include "gradlab/check/slope_vote.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

using arma::uword;
using numeric::Estimate, numeric::Feature;

constexpr std::size_t most_names = 3;

std::string short_name(const CheckResult& result, uword index) {
  for (const BlockResult& block : result.implementations.front().blocks) {
    if (index < block.first || index >= block.first + block.block.size()) continue;
    const std::string name = name_entry(block.block, place_in(block.block, index - block.first));
    return name.substr(0, name.find(':'));
  }
  return fmt::format("entry {}", index);
}

std::vector<uword> entries_with(const CheckResult& result, Feature feature) {
  std::vector<uword> entries;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    if (result.numerical[i].feature == feature) entries.push_back(result.entries[i]);
  }
  return entries;
}

bool tells_slope(const Estimate& estimate) { return estimate.feature == Feature::smooth && !estimate.has_kink(); }

std::string why_tolerated(const SlopeVote& vote) {
  return fmt::format("along its direction gradient and cost differ by {:.1e}, which the tolerance allows",
                     distance(vote.analytic, vote.numeric));
}

std::string why_against(const CheckResult& result, const SlopeVote& vote) {
  const std::string where = vote.entries.empty() ? "" : "; look at " + name_entries(result, vote.entries);
  return fmt::format("moved along its direction, the cost has a slope of {:.6g}, but the gradient says {:.6g}{}",
                     vote.numeric.value, vote.analytic, where);
}

// In place of "2: right, 1: wrong" where that alone would mislead.
std::string why(const CheckResult& result, const SlopeVote& vote) {
  switch (vote.finding) {
    case SlopeFinding::none: return "";
    case SlopeFinding::tolerated: return why_tolerated(vote);
    case SlopeFinding::not_smooth: return "along its direction the cost has a kink or jumps, so it tells nothing";
    case SlopeFinding::unclear: return "along its direction noise or bends hide whether the gradient is right";
    case SlopeFinding::against: return why_against(result, vote);
  }
  return "";
}

std::string hint_of(const ImplementationResult& implementation) {
  const NearlyRight& off = implementation.nearly_right;
  return fmt::format(
      "  hint        {}: all {} entries are off by about {:.0e} of themselves: does an iteration inside "
      "stop early, or does a part run in single precision? A relative tolerance of {:.0e} accepts them\n",
      implementation.name, terminal::with_thousands(off.entries), off.typical, off.accepting);
}

}  // namespace

std::string name_entries(const CheckResult& result, const std::vector<uword>& entries) {
  std::string names;
  for (std::size_t i = 0; i < std::min(entries.size(), most_names); ++i) {
    names += (i > 0 ? ", " : "") + short_name(result, entries[i]);
  }
  if (entries.size() <= most_names) return names;
  return names + fmt::format(" and {} more", terminal::with_thousands(entries.size() - most_names));
}

std::string describe_estimate(const Estimate& estimate) {
  std::string text;
  if (estimate.has_kink()) {
    text += fmt::format("    {:<26} slopes {:.6g} (left) and {:.6g} (right): all between\n    {:<26} them is right\n",
                        "at a kink", estimate.left, estimate.right, "");
  } else if (estimate.feature == Feature::edge) {
    text += fmt::format("    {:<26} the cost has values on one side only: its slope counts\n", "at an edge");
  } else if (estimate.feature == Feature::jump) {
    text += fmt::format("    {:<26} the cost itself jumps here, so it has no slope\n", "at a jump");
  }
  if (std::isfinite(estimate.scale)) {
    text += fmt::format("    {:<26} {:.1e}: over this length the cost changes\n", "scale", estimate.scale);
  }
  return text;
}

std::string describe_features(const CheckResult& result) {
  if (result.implementations.empty()) return "";
  std::string text;
  if (const auto jumps = entries_with(result, Feature::jump); !jumps.empty()) {
    text += fmt::format("  jump        the cost jumps here along {}: nothing can be known of their derivatives; try "
                        "another point\n", name_entries(result, jumps));
  }
  if (const auto edges = entries_with(result, Feature::edge); !edges.empty()) {
    text += fmt::format("  edge        the cost has values on one side only along {}: the slope of that side counts\n",
                        name_entries(result, edges));
  }
  return text;
}

std::string describe_slopes(const CheckResult& result) {
  // At a kink, an edge or a jump it is 1 for a right gradient too.
  if (!std::all_of(result.numerical.begin(), result.numerical.end(), tells_slope)) return "";
  std::string slopes, reasons;
  for (const ImplementationResult& implementation : result.implementations) {
    const double slope = implementation.taylor_slope;
    slopes += fmt::format("{}{} {}", slopes.empty() ? "" : ", ", implementation.name,
                          std::isnan(slope) ? "unknown" : fmt::format("{:.2f}", slope));
    if (const std::string reason = why(result, implementation.slope_vote); !reason.empty()) {
      reasons += fmt::format("              {}: {}\n", implementation.name, reason);
    }
  }
  if (slopes.empty()) return "";
  return fmt::format("  slope       {} (2: right, 1: wrong; a second opinion)\n{}", slopes, reasons);
}

std::string describe_nearly_right(const CheckResult& result) {
  std::string text;
  for (const ImplementationResult& implementation : result.implementations) {
    if (implementation.nearly_right.entries > 0) text += hint_of(implementation);
  }
  return text;
}

}  // namespace gradlab::check
