#include "gradlab/check/report.hpp"

#include "gradlab/check/place.hpp"
#include "gradlab/check/report_limits.hpp"
#include "gradlab/check/telling.hpp"
#include "terminal/text.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace gradlab::check {

using terminal::paint, terminal::with_thousands;

namespace {

fmt::text_style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::agree: return fmt::fg(fmt::terminal_color::green);
    case Verdict::undecided: return fmt::fg(fmt::terminal_color::yellow);
    case Verdict::disagree: return fmt::fg(fmt::terminal_color::red);
  }
  return {};
}

// A count in its verdict's color where it is not zero.
std::string count_of(arma::uword number, int width, Verdict verdict, bool color) {
  const std::string text = fmt::format("{:>{}}", with_thousands(number), width);
  return number == 0 ? text : paint(text, style_of(verdict), color);
}

std::string table_row(const std::string& name, const Counts& counts, const std::string& last,
                      bool color) {
  return fmt::format("  {:<28}{:>9}{}{}{}{:>12}\n", name, with_thousands(counts.checked),
                     count_of(counts.agreeing, 9, Verdict::agree, color),
                     count_of(counts.disagreeing, 10, Verdict::disagree, color),
                     count_of(counts.undecided, 10, Verdict::undecided, color), last);
}

std::string table(const CheckResult& result, bool color) {
  std::string text = paint(fmt::format("  {:<28}{:>9}{:>9}{:>10}{:>10}{:>12}\n", "entries of the gradient", "checked",
                                       "agree", "disagree", "undecided", "norm ratio"),
                           fmt::emphasis::bold, color);
  for (const ImplementationResult& implementation : result.implementations) {
    text += table_row(implementation.name, implementation.counts, "", color);
    for (const BlockResult& block : implementation.blocks) {
      const std::string name = fmt::format("  {:<8} {} x {}", block.block.name, block.block.rows, block.block.columns);
      text += table_row(name, block.counts, fmt::format("{:.1e}", block.norm_ratio), color);
    }
  }
  return text;
}

std::string costs(const CheckResult& result, bool color) {
  std::string text = paint("  cost J(Theta)\n", fmt::emphasis::bold, color);
  for (const ImplementationResult& implementation : result.implementations) {
    const std::string verdict(to_string(implementation.cost_verdict));
    text += fmt::format("    {:<25} {:<24.17g}{}\n", implementation.name, implementation.cost,
                        paint(verdict, style_of(implementation.cost_verdict), color));
  }
  return text + fmt::format("    {:<26}{:<24.17g}\n", "numerical side's own", result.cost);
}

// The rule as applied, with its numbers: d = |a-n|, at a kink the distance from the stretch between its slopes.
std::string rule(const Comparison& entry) {
  const double d = distance(entry.analytic, entry.numeric);
  const double e = uncertainty(entry.analytic, entry.numeric);
  const char* name = entry.numeric.has_kink() ? "d" : "|a-n|";
  if (!std::isfinite(entry.analytic)) return fmt::format("a is {}: {}", entry.analytic, to_string(entry.verdict));
  if (!std::isfinite(entry.numeric.error)) return "e is unknown: undecided";
  switch (entry.verdict) {
    case Verdict::agree:
      return fmt::format("{} + e = {:.2e}  <=  {:.2e} = t, so agree", name, d + e, entry.allowed);
    case Verdict::disagree:
      return fmt::format("{} - e = {:.2e}  >  {:.2e} = t, so disagree", name, d - e, entry.allowed);
    case Verdict::undecided:
      return fmt::format("{} = {:.2e}, e = {:.2e}, t = {:.2e}: undecided", name, d, e, entry.allowed);
  }
  return "";
}

// t with the numbers that went into it.
std::string tolerance_of(const Tolerance& tolerance, double floor) {
  const std::string relative = fmt::format("t = {:g} max(|a|,|n|)", tolerance.relative);
  return floor > 0 ? fmt::format("{} + floor {:.2e}", relative, floor) : relative;
}

std::string numerical_line(const numeric::Estimate& estimate) {
  if (std::isnan(estimate.value)) return fmt::format("    {:<26} unknown\n", "numerical");
  if (std::isnan(estimate.error)) {
    return fmt::format("    {:<26}{: .15e}, with an error that is unknown\n", "numerical", estimate.value);
  }
  return fmt::format("    {:<26}{: .15e} +- {:.1e} = e\n", "numerical", estimate.value, estimate.error);
}

std::string worst_entry(const CheckResult& result, bool color) {
  const WorstEntry worst = find_worst_entry(result);
  if (!worst.block) return "";
  const Comparison& entry = worst.block->worst;
  const arma::uword index = worst.index();

  std::string text = paint("  worst entry  ", fmt::emphasis::bold, color) + worst.name() + "\n";
  for (const ImplementationResult& implementation : result.implementations) {
    text += fmt::format("    {:<25} {: .15e}\n", implementation.name, implementation.gradient(index));
  }
  text += numerical_line(entry.numeric);
  text += describe_estimate(entry.numeric);
  text += fmt::format("    {:<26}{}\n", fmt::format("rule ({:.16})", worst.implementation->name), rule(entry));
  const Tolerance tolerance = tolerance_for(*worst.implementation, result.tolerance);
  return text + fmt::format("    {:<26} {}\n", "", tolerance_of(tolerance, worst.block->worst.floor));
}

std::string odd_one_out_line(const OddOneOut& odd) {
  const std::string where = fmt::format("in {} {} of {}", with_thousands(odd.entries),
                                        odd.entries == 1 ? "entry" : "entries", odd.block);
  if (odd.witness.empty()) return fmt::format("  No two witnesses agree {}.\n", where);
  if (odd.witness == "numerical") {
    return fmt::format("  The numerical side stands alone {}: the others share a mistake,\n"
                       "  or the numerical side differentiates another cost.\n",
                       where);
  }
  return fmt::format("  {} stands alone {}: the other two agree.\n", odd.witness, where);
}

std::string verdict_sentence(const CheckResult& result) {
  const bool along_directions =
      !result.implementations.empty() && !result.implementations.front().directions.blocks.empty();
  switch (result.verdict) {
    case Verdict::agree: {
      const std::string what = along_directions ? "every block agrees along its directions"
                                                : "every checked entry agrees with its numerical derivative";
      return result.points.empty() ? what : fmt::format("{}, at {} points", what, 1 + result.points.size());
    }
    case Verdict::disagree:
      return verdict_at_theta(result) == Verdict::disagree || result.points.empty()
                 ? "something is wrong, see above"
                 : "something is wrong, and shows at another point only, see above";
    case Verdict::undecided:
      return has_trouble(result.troubles, Severity::doubt) ? "a trouble leaves room for doubt, see above"
                                                   : "the numerical side cannot tell, see above";
  }
  return "";
}

std::string describe_troubles(const CheckResult& result, bool color) {
  std::string text;
  for (const Trouble& trouble : result.troubles) {
    const Verdict as_bad_as = trouble.severity == Severity::note ? Verdict::undecided : Verdict::disagree;
    text += fmt::format("  {}: {}\n", paint(trouble.kind, style_of(as_bad_as) | fmt::emphasis::bold, color),
                        trouble.evidence);
  }
  return text.empty() ? "" : paint("  troubles found before the check\n", fmt::emphasis::bold, color) + text + "\n";
}

// ---- Directions ----

std::string describe_directions(const CheckResult& result, bool color) {
  std::string text;
  for (const ImplementationResult& implementation : result.implementations) {
    for (const DirectionResult& direction : implementation.directions.blocks) {
      const std::string verdict(to_string(direction.verdict));
      text += fmt::format("  {:<16}{:<12}{:>11}{:>14.1e}{:>14.1e}  {}\n", implementation.name, direction.block,
                          direction.directions, distance(direction.analytic, direction.numeric),
                          direction.smallest_seen, paint(verdict, style_of(direction.verdict), color));
    }
    if (implementation.directions.more) {
      text += fmt::format("  {}: more entries are wrong than the {} that were looked for\n", implementation.name,
                          with_thousands(implementation.directions.suspects.size()));
    }
  }
  if (text.empty()) return "";
  return paint(fmt::format("  {:<16}{:<12}{:>11}{:>14}{:>14}  {}\n", "blocks", "", "directions", "difference",
                           "seen from", "verdict"),
               fmt::emphasis::bold, color) +
         text + "\n";
}

// ---- How far the check can see ----

std::string describe_floors(const CheckResult& result) {
  if (result.implementations.empty()) return "";
  std::string floors;
  std::vector<arma::uword> first_hidden;
  arma::uword kinks = 0, hidden = 0;
  for (const BlockResult& block : result.implementations.front().blocks) {
    kinks += block.kinks;
    hidden += block.hidden;
    for (const Place& place : block.first_hidden) {
      first_hidden.push_back(block.first + index_in(block.block, place));
    }
    if (block.counts.checked == 0 || block.floor.total() == 0) continue;
    floors += fmt::format("{}{:.1e} in {}", floors.empty() ? "" : ", ", block.floor.total(), block.block.name);
  }
  std::string text;
  if (!floors.empty()) {
    text += fmt::format("  floor       differences below {} cannot be told from rounding error\n", floors);
  }
  if (hidden > 0) {
    first_hidden.resize(std::min<std::size_t>(first_hidden.size(), 3));
    const std::string names = name_entries(result, first_hidden);
    text += fmt::format("  hidden      nothing can be known of {} {} ({}{}): the cost's noise, {:.1e}, moves it as "
                        "much as they do; try a cost in double precision, or another point\n",
                        with_thousands(hidden), hidden == 1 ? "entry" : "entries", names,
                        hidden > first_hidden.size() ? ", ..." : "", result.noise);
  }
  if (kinks > 0) {
    text += fmt::format("  kinks       entries that stand at one, and are judged by its two slopes: {}\n", kinks);
  }
  return text;
}

// The entries that a direction moves: all of few, the first of many.
std::string list_entries(const std::vector<arma::uword>& entries) {
  constexpr std::size_t most = 6;
  std::string list;
  for (std::size_t i = 0; i < std::min(entries.size(), most); ++i)
    list += fmt::format("{}{}", i > 0 ? ", " : "", entries[i]);
  return entries.size() > most ? fmt::format("{} and {} more", list, entries.size() - most) : list;
}

std::string describe_kinks_together(const CheckResult& result) {
  std::string text;
  for (const ImplementationResult& implementation : result.implementations) {
    const KinksTogether& kinks = implementation.kinks_together;
    if (kinks.entries.empty()) continue;
    const std::string slopes = kinks.numeric.has_kink()
                                   ? fmt::format("slopes of {:.6g} and {:.6g}", kinks.numeric.left, kinks.numeric.right)
                                   : fmt::format("a slope of {:.6g}", kinks.numeric.value);
    text += fmt::format("  one kink    {}: entries {} of theta stand at one kink. Moved together,\n"
                        "              the cost has {}, and the gradient says {:.6g}\n",
                        implementation.name, list_entries(kinks.entries), slopes, kinks.analytic);
  }
  return text;
}

std::string describe_sample(const CheckResult& result) {
  if (result.chance_of_missing <= 0) return "";
  return fmt::format("  sample      one single wrong entry would be missed with a chance of {:.1f} %\n",
                     100 * result.chance_of_missing);
}

// ---- Further points ----

std::string list_numbers(const arma::vec& numbers) {
  constexpr arma::uword most = 4;
  std::string list;
  for (arma::uword i = 0; i < std::min(numbers.n_elem, most); ++i) {
    list += fmt::format("{}{:.4g}", i > 0 ? ", " : "", numbers(i));
  }
  return fmt::format("({}{})", list, numbers.n_elem > most ? ", ..." : "");
}

std::string describe_blindness(const CheckResult& result) {
  if (result.blind.empty()) return "";
  std::string text = fmt::format("  blind       {}: there a wrong gradient may look right\n", result.blind);
  const bool was_tried = !result.points.empty() || result.verdict != Verdict::agree;
  return was_tried ? text : text + "              try another point as well\n";
}

std::string describe_points(const CheckResult& result) {
  std::string text;
  for (const CheckResult& point : result.points) {
    text += fmt::format("  point {:<6}{} at theta = {}\n", 2 + (&point - result.points.data()),
                        to_string(point.verdict), list_numbers(point.theta));
  }
  return text;
}

// A plan that is less than the full check, with what it leaves out; and a method that stands alone.
std::string describe_plan(const CheckResult& result) {
  std::string text;
  const Plan& plan = result.plan;
  if (plan.effort != Effort::full) {
    text += fmt::format("  budget      {:g} s: {} costs of {:.2g} s were planned, in about {:.2g} s\n", plan.budget,
                        with_thousands(plan.costs), plan.cost_seconds, plan.seconds);
    for (const std::string& sentence : plan.given_up) text += fmt::format("  given up    {}\n", sentence);
  }
  if (result.has_single_method && !result.method.empty()) {
    text += fmt::format(
        "  method      {} alone: no second method, no shorter steps, no search for the scale, as auto has\n",
        result.method);
  }
  return text;
}

// Lines of more than 80 columns are broken at their last comma before, or where they have none at a space.
std::string break_lines(const std::string& text) {
  std::string broken;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    while (end - begin > 80) {
      const std::size_t comma = text.rfind(", ", begin + 78), space = text.rfind(' ', begin + 80);
      const bool at_comma = comma != std::string::npos && comma > begin + 14;
      if (!at_comma && (space == std::string::npos || space <= begin + 14)) break;
      const std::size_t last = at_comma ? comma + 1 : space;
      broken += text.substr(begin, last - begin) + "\n" + std::string(13, ' ');
      begin = last;
    }
    broken += text.substr(begin, end + 1 - begin);
    begin = end + 1;
  }
  return broken;
}

// What is wrong at further points only: troubles and the worst entry of the first of them.
std::string describe_worst_point(const CheckResult& result, bool color) {
  const CheckResult& point = telling_point(result);
  if (&point == &result) return "";
  return paint(fmt::format("  at point {}\n", number_of(point, result)), fmt::emphasis::bold, color) +
         break_lines(describe_troubles(point, color)) + table(point, color) + "\n" + worst_entry(point, color) + "\n";
}

// The sign of a number that is none means nothing.
std::string without_signed_nan(std::string text) {
  for (std::size_t at; (at = text.find("-nan")) != std::string::npos;) text.replace(at, 4, " nan");
  return text;
}

std::string describe_all(const CheckResult& result, bool color) {
  std::string text = break_lines(describe_troubles(result, color));
  if (!result.implementations.empty()) text += costs(result, color) + "\n" + describe_directions(result, color);
  if (!result.entries.empty()) text += table(result, color) + "\n" + worst_entry(result, color) + "\n";
  const std::string limits =
      break_lines(describe_blindness(result) + describe_points(result) + describe_floors(result) +
                  describe_features(result) + describe_kinks_together(result) + describe_slopes(result) +
                  describe_sample(result) + describe_nearly_right(result) + describe_plan(result));
  if (!limits.empty()) text += limits + "\n";
  text += describe_worst_point(result, color);
  for (const OddOneOut& odd : result.odd_ones_out) text += odd_one_out_line(odd);
  std::string word(to_string(result.verdict));
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return text + fmt::format("  {}: {}.\n", paint(word, style_of(result.verdict) | fmt::emphasis::bold, color),
                            verdict_sentence(result));
}

}  // namespace

std::string describe(const CheckResult& result, bool color) { return without_signed_nan(describe_all(result, color)); }

std::ostream& operator<<(std::ostream& out, const CheckResult& result) { return out << '\n' << describe(result); }

}  // namespace gradlab::check
