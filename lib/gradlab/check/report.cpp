#include "gradlab/check/report.hpp"

#include "gradlab/check/place.hpp"
#include "gradlab/grouped.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::check {

namespace {

fmt::text_style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::agree: return fmt::fg(fmt::terminal_color::green);
    case Verdict::undecided: return fmt::fg(fmt::terminal_color::yellow);
    case Verdict::disagree: return fmt::fg(fmt::terminal_color::red);
  }
  return {};
}

std::string paint(const std::string& text, fmt::text_style text_style, const ReportStyle& style) {
  return style.color ? fmt::format(text_style, "{}", text) : text;
}

// A count in its verdict's color where it is not zero.
std::string count_of(arma::uword number, int width, Verdict verdict, const ReportStyle& style) {
  const std::string text = fmt::format("{:>{}}", grouped(number), width);
  return number == 0 ? text : paint(text, style_of(verdict), style);
}

std::string table_row(const std::string& name, const Counts& counts, const std::string& last,
                      const ReportStyle& style) {
  return fmt::format("  {:<28}{:>9}{}{}{}{:>12}\n", name, grouped(counts.checked),
                     count_of(counts.agreeing, 9, Verdict::agree, style),
                     count_of(counts.disagreeing, 10, Verdict::disagree, style),
                     count_of(counts.undecided, 10, Verdict::undecided, style), last);
}

std::string table(const CheckResult& result, const ReportStyle& style) {
  std::string text = paint(fmt::format("  {:<28}{:>9}{:>9}{:>10}{:>10}{:>12}\n", "entries of the gradient", "checked",
                                       "agree", "disagree", "undecided", "norm ratio"),
                           fmt::emphasis::bold, style);
  for (const ImplementationResult& implementation : result.implementations) {
    text += table_row(implementation.name, implementation.counts, "", style);
    for (const BlockResult& block : implementation.blocks) {
      const std::string name = fmt::format("  {:<8} {} x {}", block.block.name, block.block.rows, block.block.columns);
      text += table_row(name, block.counts, fmt::format("{:.1e}", block.norm_ratio), style);
    }
  }
  return text;
}

std::string costs(const CheckResult& result, const ReportStyle& style) {
  std::string text = paint("  cost J(Theta)\n", fmt::emphasis::bold, style);
  for (const ImplementationResult& implementation : result.implementations) {
    const std::string verdict(to_string(implementation.cost_verdict));
    text += fmt::format("    {:<26}{:<24.17g}{}\n", implementation.name, implementation.cost,
                        paint(verdict, style_of(implementation.cost_verdict), style));
  }
  return text + fmt::format("    {:<26}{:<24.17g}\n", "numerical side's own", result.cost);
}

struct Worst {
  const ImplementationResult* implementation = nullptr;
  const BlockResult* block = nullptr;
};

// The entry that the verdict hangs on: the first implementation with the worst verdict, its worst block.
Worst find_worst(const CheckResult& result) {
  Worst worst;
  const auto strain = [](const BlockResult& b) {
    return (std::abs(b.worst.analytic - b.worst.numeric.value) + b.worst.numeric.error) / b.worst.allowed;
  };
  for (const ImplementationResult& implementation : result.implementations) {
    for (const BlockResult& block : implementation.blocks) {
      if (block.counts.checked == 0) continue;
      const bool worse = !worst.block || block.worst.verdict > worst.block->worst.verdict ||
                         (block.worst.verdict == worst.block->worst.verdict && strain(block) > strain(*worst.block));
      if (worse) worst = {&implementation, &block};
    }
  }
  return worst;
}

// The rule as applied, with its numbers.
std::string rule(const Comparison& entry) {
  const double difference = std::abs(entry.analytic - entry.numeric.value);
  switch (entry.verdict) {
    case Verdict::agree:
      return fmt::format("|a-n| + e = {:.2e}  <=  {:.2e} = t, so agree", difference + entry.numeric.error,
                         entry.allowed);
    case Verdict::disagree:
      return fmt::format("|a-n| - e = {:.2e}  >  {:.2e} = t, so disagree", difference - entry.numeric.error,
                         entry.allowed);
    case Verdict::undecided:
      return fmt::format("|a-n| = {:.2e}, e = {:.2e}, t = {:.2e}: cannot tell, so undecided", difference,
                         entry.numeric.error, entry.allowed);
  }
  return "";
}

arma::uword first_index_of(const ImplementationResult& implementation, const BlockResult& wanted) {
  arma::uword first = 0;
  for (const BlockResult& block : implementation.blocks) {
    if (&block == &wanted) break;
    first += block.block.size();
  }
  return first;
}

std::string worst_entry(const CheckResult& result, const ReportStyle& style) {
  const Worst worst = find_worst(result);
  if (!worst.block) return "";
  const Comparison& entry = worst.block->worst;
  const Block& block = worst.block->block;
  const arma::uword index = first_index_of(*worst.implementation, *worst.block) + index_in(block, entry.place);

  std::string text = paint("  worst entry  ", fmt::emphasis::bold, style) + name_entry(block, entry.place) + "\n";
  for (const ImplementationResult& implementation : result.implementations) {
    text += fmt::format("    {:<26}{: .15e}\n", implementation.name, implementation.gradient(index));
  }
  text += fmt::format("    {:<26}{: .15e} +- {:.1e} = e\n", "numerical", entry.numeric.value, entry.numeric.error);
  return text + fmt::format("    {:<26} {}\n", fmt::format("rule ({})", worst.implementation->name), rule(entry));
}

std::string dissent_line(const Dissent& dissent) {
  const std::string where = fmt::format("in {} {} of {}", grouped(dissent.entries),
                                        dissent.entries == 1 ? "entry" : "entries", dissent.block);
  if (dissent.witness.empty()) return fmt::format("  No two witnesses agree {}.\n", where);
  if (dissent.witness == "numerical") {
    return fmt::format("  The numerical side stands alone {}: the others share a mistake,\n"
                       "  or the numerical side differentiates another cost.\n",
                       where);
  }
  return fmt::format("  {} stands alone {}: the other two agree.\n", dissent.witness, where);
}

std::string verdict_sentence(const CheckResult& result) {
  switch (result.verdict) {
    case Verdict::agree: return "every checked entry agrees with its numerical derivative";
    case Verdict::disagree: return "something is wrong, see the worst entry and the costs";
    case Verdict::undecided: return "the numerical side cannot tell, see the worst entry and the costs";
  }
  return "";
}

}  // namespace

std::string describe(const CheckResult& result, const ReportStyle& style) {
  std::string text = costs(result, style) + "\n" + table(result, style) + "\n" + worst_entry(result, style) + "\n";
  for (const Dissent& dissent : result.dissents) text += dissent_line(dissent);
  std::string word(to_string(result.verdict));
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return text + fmt::format("  {}: {}.\n", paint(word, style_of(result.verdict) | fmt::emphasis::bold, style),
                            verdict_sentence(result));
}

}  // namespace gradlab::check
