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
  Judge(RepairSearch& search, std::size_t output)
      : search_(search), recorded_(search.recorded()), output_(output) {}

  std::optional<Finding> judge() {
    if (const auto finding = judge_types()) return finding;
    for (const bool has_good_inputs : {true, false}) {
      for (std::size_t i = 0; i < recorded_.size(); ++i) {
        if (search_.is_late()) return std::nullopt;
        if (!is_candidate(i) || recorded_.bad_inputs(i).empty() != has_good_inputs) continue;
        const std::optional<Mend> mend = first_mend(i);
        if (mend) return has_good_inputs ? name_line(*mend) : name_region(*mend);
      }
    }
    return judge_right_values();
  }

 private:
  const Place& place(std::size_t trail) const { return recorded_.place(trail); }
  const Quantity& quantity_of(const Mend& mend) const { return search_.quantities()[mend.quantity]; }

  std::vector<Mend> mends_at(std::size_t trail) {
    std::vector<Mend> mends = search_.mends_at(trail);
    std::erase_if(mends, [&](const Mend& mend) { return !mend.fixed[output_]; });
    return mends;
  }

  std::optional<Mend> first_mend(std::size_t trail) {
    const std::vector<Mend> mends = mends_at(trail);
    return mends.empty() ? std::nullopt : std::optional(mends.front());
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
      case Likeness::ones: return kind == PlaceKind::after || kind == PlaceKind::operation;
      case Likeness::whole_number: return kind == PlaceKind::operation || kind == PlaceKind::constant;
      default: return true;
    }
  }

  // Whole numbers or single precision where there should be none.
  std::optional<Finding> judge_types() {
    std::optional<Finding> last;
    for (std::size_t i = 0; i < recorded_.size(); ++i) {
      for (const Mend& mend : search_.mends_by_type(i)) {
        if (mend.fixed[output_]) last = finding_of(LineKind::wrong_line, mend);
      }
    }
    return last;
  }

  Finding finding_of(LineKind kind, const Mend& mend) const {
    return {kind, mend, place(mend.trail).line, place(mend.trail).line};
  }

  // ---- A line whose inputs are right ----

  Finding name_line(const Mend& mend) {
    if (const auto argument = wrong_argument(mend)) return look_closer(*argument, *argument);
    const Mend smallest = smallest_part(mend);
    Finding finding = look_closer(mend, smallest);
    if (finding.kind == LineKind::wrong_line) widen_to_loop(mend, finding);
    return finding;
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
        if (!recorded_.bad_inputs(i).empty()) continue;
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
      if (!found) continue;
      const bool is_leaf = place(i).kind == PlaceKind::number || place(i).kind == PlaceKind::name;
      if (is_leaf) return *found;
      if (!first_other) first_other = found;
    }
    return first_other.value_or(mend);
  }

  // The wrong operand may be a step behind, or come wrong from its own line.
  Finding look_closer(const Mend& whole, const Mend& smallest) {
    Finding finding = finding_of(LineKind::wrong_line, smallest);
    const Quantity* now = recorded_.quantity(smallest.trail);
    const PlaceKind kind = place(smallest.trail).kind;
    if (!now || (kind != PlaceKind::name && kind != PlaceKind::attribute)) return finding;
    const Quantity& wanted = quantity_of(smallest);
    const std::optional<std::size_t> origin = recorded_.origin_of(smallest.trail);
    if (is_further(*now, wanted)) {
      finding.kind = LineKind::missing_step;
      if (origin) finding.first = place(*origin).line;
      return finding;
    }
    if (origin && *origin != smallest.trail && *origin != whole.trail) {
      for (const Mend& there : mends_at(*origin)) {
        if (there.quantity == smallest.quantity) return finding_of(LineKind::wrong_line, there);
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
    finding.first = at.loop;
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
      const std::vector<Mend> mends = mends_at(i);
      if (mends.empty()) continue;
      const Quantity* now = recorded_.quantity(i);
      const auto further = std::find_if(mends.begin(), mends.end(), [&](const Mend& mend) {
        return is_further(*now, quantity_of(mend));
      });
      return finding_of(LineKind::missing_step, further == mends.end() ? mends.front() : *further);
    }
    return std::nullopt;
  }

  RepairSearch& search_;
  const Recorded& recorded_;
  std::size_t output_;
};

}  // namespace

std::optional<Finding> find_first_wrong(RepairSearch& search, std::size_t output) {
  return Judge(search, output).judge();
}

}  // namespace gradlab::lines
