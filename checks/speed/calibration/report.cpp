#include "report.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gradlab::calibration {

using terminal::with_thousands;

namespace {

std::size_t index_of(const std::string& method) {
  const std::vector<std::string> names = contenders();
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), method) - names.begin());
}

Figures sum_of(const std::vector<RowFigures>& rows, std::size_t method, const std::string& kind = "") {
  Figures sum;
  for (const RowFigures& row : rows) {
    if (kind.empty() || row.row->kind == kind) add(sum, row.methods[method]);
  }
  return sum;
}

// "100 %" is all of them, "100.00 %" nearly.
std::string percent(double share) {
  if (std::isnan(share)) return "-";
  return share == 1 ? "100 %" : fmt::format("{:.2f} %", 100 * share);
}

std::string short_number(double value) {
  if (std::isnan(value)) return "-";
  return value < 1e4 ? fmt::format("{:.1f}", value) : fmt::format("{:.0e}", value);
}

double share_within(const Figures& figures) { return share_of(figures.within, figures.entries - figures.unknown); }

std::string missed_of(const WrongFigures& figures) {
  return figures.judged == 0 ? "-" : with_thousands(figures.missed);
}

std::vector<std::string> kinds_of(const std::vector<RowFigures>& rows) {
  std::vector<std::string> kinds;
  for (const RowFigures& row : rows) {
    if (std::find(kinds.begin(), kinds.end(), row.row->kind) == kinds.end()) kinds.push_back(row.row->kind);
  }
  return kinds;
}

// Errors called right though the estimate could see them: below a floor or above it.
std::uint64_t count_visible(const Figures& figures) {
  std::uint64_t visible = 0;
  for (const auto& floor : {figures.above_floor, figures.below_floor}) {
    for (const WrongFigures& fault : floor) visible += fault.visible;
  }
  return visible;
}

constexpr std::size_t millionth = static_cast<std::size_t>(Fault::millionth);

// What the tables by kind and by row say of auto or another method.
std::string figures_line(const std::string& name, Figures figures) {
  const RightFigures right = all_right(figures);
  const WrongFigures& wrong = figures.above_floor[millionth];
  return fmt::format("  {:<28.28}{:>8}{:>10}{:>8}{:>7}{:>10}{:>7}\n", name, with_thousands(figures.entries),
                     percent(share_within(figures)), short_number(quantile(figures.tightness, 0.5)),
                     with_thousands(right.wrong), percent(share_of(right.undecided, right.judged)), missed_of(wrong));
}

std::string figures_head(const std::string& title, const std::string& first) {
  return fmt::format("\n{}\n\n  {:<28}{:>8}{:>10}{:>8}{:>7}{:>10}{:>7}\n  {:<28}{:>8}{:>10}{:>8}{:>7}{:>10}{:>7}\n",
                     title, first, "entries", "within", "median", "called", "undecided", "missed", "", "", "estimate",
                     "tight.", "wrong", "", "1e-6");
}

// How far a row is from the goals, for naming the worst: wrong verdicts first, then poor estimates, then no answer.
double trouble_of(const Figures& figures) {
  const RightFigures right = all_right(figures);
  const double wrong = static_cast<double>(right.wrong + figures.above_floor[millionth].missed);
  const double outside = 1 - share_within(figures);
  const double undecided = share_of(right.undecided, right.judged);
  return 1e3 * (wrong > 0) + (std::isnan(outside) ? 0 : outside) + (std::isnan(undecided) ? 0 : undecided);
}

std::string worst_rows(const std::vector<RowFigures>& rows, std::size_t method, const std::string& kind) {
  const RowFigures* worst = nullptr;
  for (const RowFigures& row : rows) {
    if (row.row->kind != kind || trouble_of(row.methods[method]) < 1e-4) continue;
    if (!worst || trouble_of(row.methods[method]) > trouble_of(worst->methods[method])) worst = &row;
  }
  return worst ? figures_line("  worst: " + worst->row->name, worst->methods[method]) : "";
}

std::string failure_text(const RowFigures& row, const Failure& failure) {
  std::string text = fmt::format("  {} | {} | {} (point {}, entry {})\n", row.row->kind, row.row->name, failure.what,
                                 failure.point, failure.entry);
  text += fmt::format("    x {:.17g}  h {:.3g}  value {:.17g} +- {:.2e}\n", failure.x, failure.step, failure.value,
                      failure.estimate);
  text += fmt::format("    truth {:.17g}  error {:.2e}", failure.truth, failure.error);
  if (!std::isnan(failure.analytic)) {
    text += fmt::format("\n    analytic {:.17g}  allowed {:.2e}", failure.analytic, failure.allowed);
  }
  return text + "\n";
}

std::string goal_line(const std::string& goal, const std::string& measured, bool reached) {
  return fmt::format("  {:<51}{:>10}  {}\n", goal, measured, reached ? "reached" : "NOT REACHED");
}

}  // namespace

std::string describe(const SelfTest& test) {
  std::string text = fmt::format(
      "Self-test: {} objectives, {} of them analytic. The dual numbers against the\n"
      "complex step: {} derivatives; against differences in 33 digits: {}.\n",
      test.objectives, test.analytic, with_thousands(test.by_complex_step), with_thousands(test.by_differences));
  for (const std::string& complaint : test.complaints) text += "  FAILED " + complaint + "\n";
  return text + (test.complaints.empty() ? "Passed.\n" : "The catalogue cannot be trusted, so nothing is measured.\n");
}

std::string describe_estimates(const std::vector<RowFigures>& rows) {
  std::string text = fmt::format("\nEstimates\n\n  {:<14}{:>10}{:>11}{:>9}{:>9}{:>9}{:>8}{:>8}\n", "method", "entries",
                                 "error", "tight.", "tight.", "worst", "evals", "un-");
  text += fmt::format("  {:<14}{:>10}{:>11}{:>9}{:>9}{:>9}{:>8}{:>8}\n", "", "", "<= est.", "median", "90 %", "/max",
                      "/entry", "known");
  const std::vector<std::string> names = contenders();
  for (std::size_t method = 0; method < names.size(); ++method) {
    Figures sum = sum_of(rows, method);
    text +=
        fmt::format("  {:<14}{:>10}{:>11}{:>9}{:>9}{:>9.0e}{:>8.1f}{:>8}\n", names[method], with_thousands(sum.entries),
                    percent(share_within(sum)), short_number(quantile(sum.tightness, 0.5)),
                    short_number(quantile(sum.tightness, 0.9)), sum.worst_error, share_of(sum.evaluations, sum.entries),
                    percent(share_of(sum.unknown, sum.entries)));
  }
  return text;
}

std::string describe_verdicts(const std::vector<RowFigures>& rows) {
  std::string text = fmt::format("\nVerdicts (each right entry judged three times: rounded, noisy, as coded)\n\n");
  text += fmt::format("  {:<13}{:>20}{:>29}{:>16}\n", "", "right entries", "wrong by 1e-6", "missed");
  text += fmt::format("  {:<13}{:>10}{:>10}{:>10}{:>10}{:>9}{:>8}{:>8}{:>8}{:>8}\n", "method", "called", "un-",
                      "missed", "un-", "below", "1e-3", "sign", "zero", "term");
  text += fmt::format("  {:<13}{:>10}{:>10}{:>10}{:>10}{:>9}\n", "", "wrong", "decided", "", "decided", "floor");
  const std::vector<std::string> names = contenders();
  for (std::size_t method = 0; method < names.size(); ++method) {
    const Figures sum = sum_of(rows, method);
    const RightFigures right = all_right(sum);
    const WrongFigures& wrong = sum.above_floor[millionth];
    text += fmt::format("  {:<13}{:>10}{:>10}{:>10}{:>10}{:>9}{:>8}{:>8}{:>8}{:>8}\n", names[method],
                        with_thousands(right.wrong), percent(share_of(right.undecided, right.judged)),
                        with_thousands(wrong.missed), percent(share_of(wrong.undecided, wrong.judged)),
                        with_thousands(sum.below_floor[millionth].missed), with_thousands(sum.above_floor[1].missed),
                        with_thousands(sum.above_floor[2].missed), with_thousands(sum.above_floor[3].missed),
                        with_thousands(sum.above_floor[4].missed));
  }
  return text;
}

std::string describe_kinds(const std::vector<RowFigures>& rows, const std::string& method) {
  const std::size_t index = index_of(method);
  std::string text = figures_head(fmt::format("{}, kind by kind", method), "kind");
  for (const std::string& kind : kinds_of(rows)) {
    text += figures_line(kind, sum_of(rows, index, kind)) + worst_rows(rows, index, kind);
  }
  return text;
}

std::string describe_rows(const std::vector<RowFigures>& rows, const std::string& method) {
  const std::size_t index = index_of(method);
  std::string text = figures_head(fmt::format("{}, row by row", method), "objective");
  std::string kind;
  for (const RowFigures& row : rows) {
    if (row.row->kind != kind) text += fmt::format("  {}\n", kind = row.row->kind);
    text += figures_line("  " + row.row->name, row.methods[index]);
  }
  return text;
}

std::string describe_failures(const std::vector<RowFigures>& rows, const std::string& method) {
  std::string text = fmt::format("\n{}, the first failures of each sort on each objective\n\n", method);
  for (const RowFigures& row : rows) {
    for (const Failure& failure : row.methods[index_of(method)].failures) text += failure_text(row, failure);
  }
  return text;
}

GoalsReport describe_goals(const std::vector<RowFigures>& rows, const Goals& goals) {
  const std::size_t index = index_of(automatic);
  Figures sum = sum_of(rows, index);
  const RightFigures right = all_right(sum);
  const WrongFigures& wrong = sum.above_floor[millionth];
  const double within = share_within(sum);
  const double tightness = quantile(sum.tightness, 0.5);
  const double undecided = share_of(right.undecided - right.unknowable, right.judged - right.unknowable);
  const std::uint64_t visible = count_visible(sum);
  Figures ordinary;
  for (const RowFigures& row : rows) {
    if (row.row->is_ordinary) add(ordinary, row.methods[index]);
  }
  const double costs = quantile(ordinary.costs, 0.5);

  GoalsReport report;
  report.text = "\nGoals for auto\n\n";
  report.reached = true;
  const auto add_goal = [&](const std::string& goal, const std::string& measured, bool reached) {
    report.text += goal_line(goal, measured, reached);
    report.reached = report.reached && reached;
  };
  add_goal("true error within the estimate: >= 99.9 %", percent(within), within >= goals.least_within);
  add_goal("median tightness, estimate / error: <= 20", short_number(tightness),
           tightness <= goals.most_median_tightness);
  add_goal(fmt::format("{} right entries called wrong: 0", with_thousands(right.judged)), with_thousands(right.wrong),
           right.wrong == 0);
  add_goal(fmt::format("{} errors of 1e-6 above the floor missed: 0", with_thousands(wrong.judged)),
           with_thousands(wrong.missed), wrong.missed == 0);
  std::uint64_t judged = 0, missed = 0;
  for (std::size_t fault = millionth + 1; fault < sum.above_floor.size(); ++fault) {
    judged += sum.above_floor[fault].judged;
    missed += sum.above_floor[fault].missed;
  }
  add_goal(fmt::format("{} other errors above it (sign, zero, term ...): 0", with_thousands(judged)),
           with_thousands(missed), missed == 0);
  add_goal("errors beyond twice the estimate's called right: 0", with_thousands(visible), visible == 0);
  add_goal("right gradients undecided by the slope alone: 0", with_thousands(sum.outvoted), sum.outvoted == 0);
  add_goal("right entries that can be known undecided: < 1 %", percent(undecided), undecided < goals.most_undecided);
  if (!ordinary.costs.empty()) {
    add_goal(fmt::format("median costs an entry, ordinary objectives: <= {:.1f}", goals.most_median_costs),
             fmt::format("{:.0f}", costs), costs <= goals.most_median_costs);
    report.text += fmt::format("  Their mean is {:.1f}; that of all objectives {:.1f}, the median {:.0f}.\n",
                               share_of(ordinary.evaluations, ordinary.entries),
                               share_of(sum.evaluations, sum.entries), quantile(sum.costs, 0.5));
  }
  report.text += fmt::format("  Undecided besides: {} entries, {} of all, that the cost's noise hides.\n",
                             with_thousands(right.unknowable), percent(share_of(right.unknowable, right.judged)));
  if (sum.at_odds > 0) {
    report.text += fmt::format("  In {} checks the checker's own counts differ from the verdicts worked out here.\n",
                               with_thousands(sum.at_odds));
  }
  return report;
}

std::string to_csv(const std::vector<RowFigures>& rows) {
  std::string text =
      "kind,objective,method,entries,unknown,within,tightness_median,tightness_90,worst_error,evaluations,"
      "right_judged,right_called_wrong,right_undecided,coded_called_wrong,coded_undecided";
  for (const char* fault : {"1e-6", "1e-3", "sign", "zero", "term"}) {
    for (const char* floor : {"above", "below"}) {
      text += fmt::format(",{0}_{1}_judged,{0}_{1}_missed,{0}_{1}_undecided", fault, floor);
    }
  }
  text += "\n";
  const std::vector<std::string> names = contenders();
  for (const RowFigures& row : rows) {
    for (std::size_t method = 0; method < names.size(); ++method) {
      Figures figures = row.methods[method];
      const RightFigures right = all_right(figures);
      text += fmt::format("\"{}\",\"{}\",{},{},{},{},{:.4g},{:.4g},{:.4g},{},{},{},{},{},{}", row.row->kind,
                          row.row->name, names[method], figures.entries, figures.unknown, figures.within,
                          quantile(figures.tightness, 0.5), quantile(figures.tightness, 0.9), figures.worst_error,
                          figures.evaluations, right.judged, right.wrong, right.undecided, figures.right[2].wrong,
                          figures.right[2].undecided);
      for (std::size_t fault = 0; fault < 5; ++fault) {
        for (const auto& wrong : {figures.above_floor[fault], figures.below_floor[fault]}) {
          text += fmt::format(",{},{},{}", wrong.judged, wrong.missed, wrong.undecided);
        }
      }
      text += "\n";
    }
  }
  return text;
}

}  // namespace gradlab::calibration
