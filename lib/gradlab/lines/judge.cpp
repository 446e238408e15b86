#include "gradlab/lines/judge.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace gradlab::lines {

using languages::Place, languages::PlaceKind, languages::RepairMode;

namespace {

bool starts_with(const languages::CallPath& path, const languages::CallPath& beginning) {
  return path.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), path.begin());
}

// Is `later` what a further step makes of `now`, rather than another quantity?
bool is_further(const Quantity& now, const Quantity& later) {
  if (now.name + " / m" == later.name) return true;
  return !now.family.empty() && now.family == later.family && now.name != later.name;
}

class Judge {
 public:
  /// wanted: the outputs that are to be mended together.
  Judge(RepairSearch& search, const Flags& wanted)
      : search_(search), recorded_(search.recorded()), wanted_(wanted) {}

  std::optional<Finding> judge() {
    if (const auto finding = judge_types()) return finding;
    if (const auto mend = earliest([&](std::size_t i) { return is_candidate(i) && has_good_inputs(i); })) {
      return name_line(*mend);
    }
    if (const auto mend = earliest([&](std::size_t i) { return is_other_quantity(i) && has_good_inputs(i); })) {
      return name_line(*mend);
    }
    if (const auto mend = earliest([&](std::size_t i) { return is_candidate(i) && !has_good_inputs(i); })) {
      return name_region(*mend);
    }
    return search_.is_late() ? std::nullopt : judge_right_values();
  }

  // One place for all.
  std::optional<Finding> judge_together() {
    if (const auto finding = judge_types()) return finding;
    const auto mend = earliest([&](std::size_t i) {
      return (is_candidate(i) || is_other_quantity(i)) && has_good_inputs(i);
    });
    return mend ? std::optional(name_line(*mend)) : std::nullopt;
  }

 private:
  const Place& place(std::size_t trail) const { return recorded_.place(trail); }
  const Quantity& quantity_of(const Mend& mend) const { return search_.quantities()[mend.quantity]; }

  std::vector<Mend> mends_at(std::size_t trail) {
    std::vector<Mend> mends = search_.mends_at(trail);
    std::erase_if(mends, [&](const Mend& mend) { return !fixes_wanted(mend); });
    return mends;
  }

  std::optional<Mend> first_mend(std::size_t trail) {
    const std::vector<Mend> mends = mends_at(trail);
    const auto further =
        std::find_if(mends.begin(), mends.end(), [&](const Mend& mend) { return is_step_behind(mend); });
    if (further != mends.end()) return *further;
    return mends.empty() ? std::nullopt : std::optional(mends.front());
  }

  bool fixes_wanted(const Mend& mend) const {
    for (std::size_t k = 0; k < output_count; ++k) {
      if (wanted_[k] && !mend.fixed[k]) return false;
    }
    return true;
  }

  template <class Condition>
  std::optional<Mend> earliest(const Condition& holds) {
    for (std::size_t i = 0; i < recorded_.size() && !search_.is_late(); ++i) {
      if (!holds(i)) continue;
      if (const auto mend = first_mend(i)) return mend;
    }
    return std::nullopt;
  }

  bool has_good_inputs(std::size_t i) const { return recorded_.bad_inputs(i).is_empty(); }

  // A variable that is one of our quantities, and may be the wrong one.
  bool is_other_quantity(std::size_t i) const {
    return recorded_.is_quantity(i) && !place(i).target.empty() && !recorded_.is_own_call(i);
  }

  // A place whose value is none of ours, and which is not another place's business.
  bool is_candidate(std::size_t i) const {
    if (recorded_.is_quantity(i)) return false;
    const PlaceKind kind = place(i).kind;
    const bool computes = kind == PlaceKind::operation || kind == PlaceKind::call || kind == PlaceKind::after ||
                          kind == PlaceKind::part || kind == PlaceKind::attribute;
    if (!(computes && !recorded_.is_own_call(i)) && kind != PlaceKind::constant) return false;
    switch (recorded_.match(i).likeness) {
      case Likeness::zeros:
      case Likeness::ones:
        return kind == PlaceKind::after || kind == PlaceKind::operation || stays_blank(i);
      case Likeness::whole_number:
        return kind == PlaceKind::operation || kind == PlaceKind::constant || !place(i).target.empty();
      default: return true;
    }
  }

  // A variable that is never changed again. What is summed up starts blank.
  bool stays_blank(std::size_t i) const {
    const std::string& variable = place(i).target;
    if (variable.empty()) return false;
    return std::none_of(recorded_.places().begin(), recorded_.places().end(), [&](const Place& other) {
      const bool is_changed = other.kind == PlaceKind::before && other.text == variable;
      return is_changed && other.function == place(i).function;
    });
  }

  // Whole numbers or single precision where there should be none.
  std::optional<Finding> judge_types() {
    std::optional<Finding> last;
    for (std::size_t i = 0; i < recorded_.size(); ++i) {
      for (const Mend& mend : search_.mends_by_type(i)) {
        if (fixes_wanted(mend)) last = finding_of(LineKind::wrong_line, mend);
      }
    }
    return last;
  }

  Finding finding_of(LineKind kind, const Mend& mend) const {
    return {kind, mend, place(mend.trail).line, place(mend.trail).line};
  }

  // ---- A line whose inputs are right ----

  Finding name_line(const Mend& mend) {
    if (is_step_behind(mend)) return look_closer(mend);
    if (is_frozen(mend)) {
      const Mend part = smallest_part(mend);
      return is_frozen(part) ? name_loop(mend) : follow(mend, part);
    }
    if (is_blank(mend)) return finding_of(LineKind::missing_step, mend);
    if (const auto argument = wrong_argument(mend)) return follow(*argument, *argument);
    Finding finding = follow(mend, smallest_part(mend));
    if (finding.kind == LineKind::wrong_line) widen_to_loop(mend, finding);
    return finding;
  }

  // From a wrong operand to the line that it comes from, and on to the part of it that is wrong.
  Finding follow(Mend whole, Mend smallest) {
    constexpr int far_enough = 8;
    for (int step = 0; step < far_enough; ++step) {
      const std::optional<Mend> origin = wrong_origin(whole, smallest);
      if (!origin) break;
      whole = *origin;
      if (is_unfinished_copy(whole)) return look_closer(whole);
      smallest = smallest_part(whole);
    }
    return look_closer(smallest);
  }

  // Inside a function: an argument of the call may be to blame.
  std::optional<Mend> wrong_argument(const Mend& mend) {
    const languages::CallPath path = recorded_.trail(mend.trail).path;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
      const std::set<std::size_t> inside = recorded_.inside(path[depth]);
      const languages::CallPath outer(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth));
      for (std::size_t i = 0; i < mend.trail; ++i) {
        const bool is_argument = recorded_.trail(i).path == outer && inside.contains(recorded_.trail(i).place);
        const bool is_known = recorded_.match(i).is_known();
        if (!is_argument || (!is_known && place(i).kind == PlaceKind::name)) continue;
        if (!recorded_.bad_inputs(i).is_empty()) continue;
        if (const auto found = first_mend(i)) return found;
      }
    }
    return std::nullopt;
  }

  Mend smallest_part(const Mend& mend) {
    const languages::Trail& whole = recorded_.trail(mend.trail);
    const std::set<std::size_t> inside = recorded_.inside(whole.place);
    std::optional<Mend> first_other;
    for (std::size_t i = 0; i < recorded_.size(); ++i) {
      const languages::Trail& one = recorded_.trail(i);
      if (!inside.contains(one.place) || !starts_with(one.path, whole.path)) continue;
      const std::optional<Mend> found = first_mend(i);
      if (!found || is_frozen(*found)) continue;
      const PlaceKind kind = place(i).kind;
      const bool is_leaf = kind == PlaceKind::number || kind == PlaceKind::name || kind == PlaceKind::before;
      if (is_leaf) return *found;
      if (!first_other) first_other = found;
    }
    return first_other.value_or(mend);
  }

  // One value for all runs of a place where each run should have its own: it tells only what the loop should leave.
  bool is_frozen(const Mend& mend) const {
    const bool is_one = mend.mode == RepairMode::same || mend.mode == RepairMode::by_columns;
    return mend.mode == RepairMode::last || (is_one && recorded_.varies(mend.trail));
  }

  // Zeros or ones that were to be filled.
  bool is_blank(const Mend& mend) const {
    const Likeness likeness = recorded_.match(mend.trail).likeness;
    const bool is_one = likeness == Likeness::zeros || likeness == Likeness::ones;
    return is_one && !recorded_.is_number(mend.trail) && place(mend.trail).kind == PlaceKind::call;
  }

  bool is_zero(std::size_t trail) const {
    return !languages::is_literal(place(trail).kind) && recorded_.is_number(trail) &&
           recorded_.first_value(trail).entries(0) == 0;
  }

  // Where the variable in it that still is 0 has that from: a sum begins there, and nothing was added. None: no such.
  std::optional<arma::uword> start_of_sum(const Mend& mend) const {
    if (!is_zero(mend.trail)) return std::nullopt;
    const std::set<std::size_t> inside = recorded_.inside(recorded_.trail(mend.trail).place);
    for (std::size_t i = 0; i <= mend.trail; ++i) {
      const bool is_part = i == mend.trail || inside.contains(recorded_.trail(i).place);
      if (!is_part || place(i).kind != PlaceKind::name || !is_zero(i)) continue;
      if (const auto origin = recorded_.origin_of(i)) return place(*origin).line;
    }
    return std::nullopt;
  }

  bool is_operand(const Mend& mend) const {
    const PlaceKind kind = place(mend.trail).kind;
    return kind == PlaceKind::name || kind == PlaceKind::attribute || kind == PlaceKind::before;
  }

  bool is_step_behind(const Mend& mend) const {
    const Quantity* now = recorded_.quantity(mend.trail);
    return now && (is_further(*now, quantity_of(mend)) || is_unfinished_copy(mend));
  }

  // Weights under a new name, whose bias column does not become 0.
  bool is_unfinished_copy(const Mend& mend) const {
    const Quantity* now = recorded_.quantity(mend.trail);
    return now && !place(mend.trail).target.empty() &&
           quantity_of(mend).name == now->name + " with a bias column of 0";
  }

  // Where a wrong operand has its value from, if the same value belongs there.
  std::optional<Mend> wrong_origin(const Mend& whole, const Mend& smallest) {
    if (!is_operand(smallest) || is_step_behind(smallest)) return std::nullopt;
    const std::optional<std::size_t> origin = recorded_.origin_of(smallest.trail);
    if (!origin || *origin == smallest.trail || *origin == whole.trail) return std::nullopt;
    for (const Mend& there : mends_at(*origin)) {
      if (there.quantity == smallest.quantity) return there;
    }
    return std::nullopt;
  }

  // The wrong operand may only be a step behind.
  Finding look_closer(const Mend& smallest) {
    Finding finding = finding_of(LineKind::wrong_line, smallest);
    if (is_blank(smallest)) finding.kind = LineKind::missing_step;
    if (const auto start = start_of_sum(smallest)) {
      finding.kind = LineKind::missing_step;
      finding.first = std::min(finding.first, *start);
      return finding;
    }
    if (!is_step_behind(smallest)) return finding;
    finding.kind = LineKind::missing_step;
    if (is_unfinished_copy(smallest)) return finding;
    if (const auto origin = recorded_.origin_of(smallest.trail)) finding.first = place(*origin).line;
    return finding;
  }

  // Only what the loop leaves at its end can be mended.
  Finding name_loop(const Mend& mend) const {
    Finding finding = name_region(mend);
    if (place(mend.trail).loop > 0) finding.first = std::min(finding.first, place(mend.trail).loop);
    for (const std::size_t part : place(mend.trail).parts) {
      const auto before = recorded_.find({recorded_.trail(mend.trail).path, part});
      if (!before || place(*before).kind != PlaceKind::before) continue;
      if (const auto origin = recorded_.origin_of(*before)) {
        finding.first = std::min(finding.first, place(*origin).line);
      }
    }
    return finding;
  }

  // Reached another number of times than there are examples or labels: the loop may be to blame.
  void widen_to_loop(const Mend& mend, Finding& finding) const {
    const Place& at = place(mend.trail);
    const std::size_t runs = recorded_.runs(mend.trail);
    const bool counts = at.kind == PlaceKind::after || at.kind == PlaceKind::operation;
    if (at.loop == 0 || !counts || runs < 2) return;
    if (runs % search_.scene().examples() == 0 || runs % search_.scene().labels() == 0) return;
    finding.kind = LineKind::region;
    finding.first = std::min(finding.first, at.loop);
    finding.last = std::max(finding.last, at.loop);
  }

  // ---- Otherwise ----

  Finding name_region(const Mend& mend) const {
    Finding finding = finding_of(LineKind::region, mend);
    finding.first = std::min(finding.first, recorded_.first_line_of(mend.trail));
    return finding;
  }

  // Every value is one of ours, but not the one that belongs in its place: the last such is behind.
  std::optional<Finding> judge_right_values() {
    for (std::size_t i = recorded_.size(); i-- > 0;) {
      if (search_.is_late()) return std::nullopt;
      if (!recorded_.is_quantity(i) || place(i).kind == PlaceKind::name) continue;
      if (const auto mend = first_mend(i)) return finding_of(LineKind::missing_step, *mend);
    }
    return std::nullopt;
  }

  RepairSearch& search_;
  const Recorded& recorded_;
  Flags wanted_;
};

// Out of time, an earlier line may be to blame that was not tried.
void blame_region_if_late(RepairSearch& search, std::optional<Finding>& finding) {
  if (!finding || !search.is_late()) return;
  const Recorded& recorded = search.recorded();
  finding->kind = LineKind::region;
  for (std::size_t i = 0; i < finding->mend.trail; ++i) {
    if (!recorded.match(i).is_known()) finding->first = std::min(finding->first, recorded.place(i).line);
  }
}

// One place that mends several outputs is told for all of them.
void spread(Findings& findings, const Flags& wrong) {
  for (const std::optional<Finding>& sure : Findings(findings)) {
    if (!sure || sure->kind == LineKind::region) continue;
    for (std::size_t k = 0; k < output_count; ++k) {
      std::optional<Finding>& other = findings[k];
      if (wrong[k] && sure->mend.fixed[k] && (!other || other->kind == LineKind::region)) other = sure;
    }
  }
}

// A line that reads what another finding blames is not to blame itself.
void clear_readers(const Recorded& recorded, Findings& findings) {
  for (std::optional<Finding>& reader : findings) {
    if (!reader || reader->kind != LineKind::wrong_line) continue;
    const std::set<std::size_t> read = recorded.inside(recorded.trail(reader->mend.trail).place);
    for (const std::optional<Finding>& blamed : findings) {
      if (!blamed || blamed->mend.trail >= reader->mend.trail) continue;
      const std::string& variable = recorded.place(blamed->mend.trail).target;
      const bool reads = std::any_of(read.begin(), read.end(), [&](std::size_t place) {
        return recorded.places()[place].kind == PlaceKind::name && recorded.places()[place].text == variable;
      });
      if (!reads) continue;
      reader->kind = LineKind::region;
      reader->first = std::min(reader->first, blamed->first);
    }
  }
}

}  // namespace

Findings find_first_wrong(RepairSearch& search) {
  const Flags wrong = search.wrong();
  Findings findings;
  if (std::count(wrong.begin(), wrong.end(), true) > 1) {
    std::optional<Finding> together = Judge(search, wrong).judge_together();
    blame_region_if_late(search, together);
    for (std::size_t k = 0; k < output_count; ++k) {
      if (wrong[k]) findings[k] = together;
    }
  }
  for (std::size_t k = 0; k < output_count; ++k) {
    if (!wrong[k] || findings[k]) continue;
    Flags alone = {};
    alone[k] = true;
    findings[k] = Judge(search, alone).judge();
    blame_region_if_late(search, findings[k]);
    spread(findings, wrong);
  }
  clear_readers(search.recorded(), findings);
  return findings;
}

}  // namespace gradlab::lines
