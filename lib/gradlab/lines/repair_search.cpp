#include "gradlab/lines/repair_search.hpp"

#include <algorithm>
#include <cmath>

namespace gradlab::lines {

using languages::is_literal, languages::PlaceKind, languages::Repair, languages::RepairMode, languages::Repairs;
using languages::Trail, languages::Value, languages::ValueKind;

namespace {

constexpr double moment = 0.25;      // seconds, between two looks at the clock
constexpr double most_at_once = 128;

std::vector<arma::uword> long_sides(const std::vector<arma::uword>& shape) {
  std::vector<arma::uword> sides;
  std::copy_if(shape.begin(), shape.end(), std::back_inserter(sides), [](arma::uword side) { return side != 1; });
  return sides;
}

// The value can take these numbers in its own shape, as it stands, transposed or flat.
bool fits(const arma::mat& numbers, const Value& value) {
  if (numbers.n_elem != value.entries.n_elem) return false;
  std::vector<arma::uword> own = long_sides(value.shape), given = long_sides({numbers.n_rows, numbers.n_cols});
  if (own.size() <= 1 || given.size() <= 1 || own == given) return true;
  std::reverse(given.begin(), given.end());
  return own == given;
}

// The numbers that the value would then have, by rows.
std::vector<double> put_in(const arma::mat& numbers, const Value& value) {
  const std::vector<arma::uword> own = long_sides(value.shape), given = long_sides({numbers.n_rows, numbers.n_cols});
  if (own.size() == 2 && own != given) return {numbers.begin(), numbers.end()};  // transposed
  return by_rows(numbers);
}

// The first run's value that the numbers fit; null: none. A place may have arrays of several layers.
const Value* find_fitting(const arma::mat& numbers, const std::vector<Value>& values) {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const Value& value) { return fits(numbers, value); });
  return found == values.end() ? nullptr : &*found;
}

// exp(-z) belongs where an exponential stands: elsewhere it would only undo another factor.
bool may_be_meant(const Quantity& quantity, const languages::Place& place) {
  const bool is_exponential = quantity.name.find("exp(") != quantity.name.npos;
  return !is_exponential || place.text.find("exp") != place.text.npos;
}

bool is_within(const Flags& some, const std::optional<Flags>& all) {
  if (!all) return false;
  for (std::size_t k = 0; k < output_count; ++k) {
    if (some[k] && !(*all)[k]) return false;
  }
  return true;
}

}  // namespace

RepairSearch::RepairSearch(std::array<Scene, scene_count>& scenes, Clock::time_point deadline)
    : scenes_(scenes), deadline_(deadline) {
  for (std::size_t i = 0; i < scene_count; ++i) {
    languages::Recording recording = scenes_[i].record({});
    outputs_[i] = scenes_[i].outputs_of(recording.answer);
    recorded_.emplace_back(scenes_[i], std::move(recording));
  }
}

Flags RepairSearch::wrong() const {
  Flags wrong;
  for (std::size_t k = 0; k < output_count; ++k) {
    wrong[k] = std::all_of(outputs_.begin(), outputs_.end(),
                           [&](const Outputs& outputs) { return outputs.has(k) && !outputs.right[k]; });
  }
  return wrong;
}

// ---- What may be put in ----

void RepairSearch::add_same(std::size_t trail, std::vector<Candidate>& candidates) const {
  const PlaceKind kind = recorded().place(trail).kind;
  const std::size_t runs = recorded().runs(trail);
  for (std::size_t q = 0; q < quantities().size(); ++q) {
    const Quantity& quantity = quantities()[q];
    const Value* fitting = find_fitting(quantity.value(), recorded().trail(trail).values);
    if (quantity.turns != Turns::none || !fitting || !may_be_meant(quantity, recorded().place(trail))) continue;
    const Value& value = *fitting;
    if (value.entries.n_elem == 1) {
      if (quantity.is_plain && !is_literal(kind)) continue;
      if ((is_literal(kind) || value.kind == ValueKind::whole) && !quantity.is_size) continue;
    } else if (quantity.value().is_zero()) {
      continue;
    }
    const std::vector<double> numbers = put_in(quantity.value(), value);
    const bool is_there = std::equal(numbers.begin(), numbers.end(), value.entries.begin(), [](double a, double b) {
      return std::abs(a - b) <= 1e-12 + 1e-9 * std::abs(b);
    });
    if (is_there && runs == 1) continue;
    candidates.push_back({RepairMode::same, q});
    const bool is_matrix = quantity.value().n_rows > 1 && quantity.value().n_cols > 1;
    if (is_matrix && long_sides(value.shape).size() == 1) candidates.push_back({RepairMode::by_columns, q});
    if (runs > 1 && kind == PlaceKind::after) candidates.push_back({RepairMode::last, q});
  }
}

void RepairSearch::add_turns(std::size_t trail, std::vector<Candidate>& candidates) const {
  const Value& value = recorded().first_value(trail);
  const std::size_t runs = recorded().runs(trail);
  for (std::size_t q = 0; q < quantities().size(); ++q) {
    const Quantity& quantity = quantities()[q];
    const bool has_turns = quantity.turns != Turns::none && quantity.turns != Turns::layer;
    if (!has_turns || quantity.values.size() != runs || !fits(quantity.value(), value)) continue;
    candidates.push_back({RepairMode::each, q});
  }
}

// The function around the place is called for a z that is right.
bool RepairSearch::is_given_z(std::size_t trail) const {
  const languages::CallPath& path = recorded().trail(trail).path;
  for (std::size_t i = 0; !path.empty() && i < trail; ++i) {
    if (recorded().place(i).kind != PlaceKind::name || recorded().trail(i).path != path) continue;
    const Quantity* quantity = recorded().quantity(i);
    if (quantity && quantity->is_z) return true;
  }
  return false;
}

// A function that is called for several layers gives each its own.
void RepairSearch::add_layers(std::size_t trail, std::vector<Candidate>& candidates) const {
  const Value& value = recorded().first_value(trail);
  if (value.entries.n_elem == 1 || !is_given_z(trail)) return;
  for (std::size_t q = 0; q < quantities().size(); ++q) {
    if (quantities()[q].turns != Turns::layer) continue;
    const std::vector<arma::mat>& layers = quantities()[q].values;
    const bool has_place = std::any_of(layers.begin(), layers.end(), [&](const arma::mat& layer) {
      return fits(layer, value) || layer.n_cols == value.entries.n_elem;
    });
    if (has_place) candidates.push_back({RepairMode::by_size, q});
  }
}

void RepairSearch::add_other_shapes(std::size_t trail, std::vector<Candidate>& candidates) const {
  const Value& value = recorded().first_value(trail);
  if (recorded().is_quantity(trail) || value.entries.n_elem == 1 || recorded().runs(trail) > 1) return;
  for (std::size_t q = 0; q < quantities().size(); ++q) {
    const Quantity& quantity = quantities()[q];
    const arma::uword size = quantity.value().n_elem;
    if (quantity.turns != Turns::none || quantity.family == "unrolled") continue;
    if (size == 1 || size == value.entries.n_elem) continue;
    candidates.push_back({RepairMode::whole, q});
    candidates.push_back({RepairMode::whole_transposed, q});
  }
}

std::vector<RepairSearch::Candidate> RepairSearch::candidates_for(std::size_t trail) const {
  std::vector<Candidate> candidates;
  const bool is_fixed = is_literal(recorded().place(trail).kind);
  if (is_fixed) {
    add_same(trail, candidates);
    return candidates;
  }
  add_layers(trail, candidates);
  add_turns(trail, candidates);  // first: they say more than one value for all turns
  add_same(trail, candidates);
  add_other_shapes(trail, candidates);
  return candidates;
}

// ---- Trying ----

// A number in the code is the same one for all calls, and a function of a layer the same function.
Repair RepairSearch::repair_of(std::size_t scene, std::size_t trail, const Candidate& candidate) const {
  const Trail& one = recorded().trail(trail);
  Repair repair;
  const bool is_everywhere = is_literal(recorded().place(trail).kind) || candidate.mode == RepairMode::by_size;
  if (!is_everywhere) repair.path = one.path;
  repair.place = one.place;
  repair.mode = candidate.mode;
  repair.entry = candidate.quantity;
  repair.runs = recorded_[scene].runs(TrailKey{one.path, one.place});
  return repair;
}

std::optional<Flags> RepairSearch::fixed_by(std::size_t scene, const std::optional<Outputs>& outputs) const {
  if (!outputs) return std::nullopt;
  const Flags &before = outputs_[scene].right, &now = outputs->right;
  Flags fixed;
  for (std::size_t k = 0; k < output_count; ++k) {
    if (before[k] && !now[k]) return std::nullopt;
    fixed[k] = !before[k] && now[k] && wrong()[k];
  }
  return std::find(fixed.begin(), fixed.end(), true) == fixed.end() ? std::nullopt : std::optional(fixed);
}

std::vector<std::optional<Outputs>> RepairSearch::attempt_some(const Repairs& repairs, std::size_t begin) {
  const auto count = static_cast<std::size_t>(std::clamp(moment / seconds_per_run_, 1.0, most_at_once));
  std::vector<Repairs> tries;
  for (std::size_t i = begin; i < std::min(begin + count, repairs.size()); ++i) tries.push_back({repairs[i]});
  const Clock::time_point before = Clock::now();
  std::vector<std::optional<Outputs>> answers = scenes_[0].attempt({}, tries);
  seconds_per_run_ = std::chrono::duration<double>(Clock::now() - before).count() / static_cast<double>(tries.size());
  return answers;
}

std::vector<Mend> RepairSearch::try_out(std::size_t trail, const std::vector<Candidate>& candidates) {
  Repairs repairs;
  for (const Candidate& candidate : candidates) repairs.push_back(repair_of(0, trail, candidate));
  std::vector<Mend> mends;
  std::size_t tried = 0;
  while (tried < candidates.size() && !is_late()) {
    for (const std::optional<Outputs>& answer : attempt_some(repairs, tried)) {
      const Candidate& candidate = candidates[tried++];
      const std::optional<Flags> fixed = fixed_by(0, answer);
      if (!fixed) continue;
      const auto again = scenes_[1].attempt({}, {{repair_of(1, trail, candidate)}});
      if (is_within(*fixed, fixed_by(1, again.front()))) {
        mends.push_back({trail, candidate.mode, candidate.quantity, *fixed});
      }
    }
  }
  return mends;
}

// Two different numbers that both mend it only silence something.
bool RepairSearch::is_ambiguous(const std::vector<Mend>& mends) const {
  if (mends.empty() || !recorded().is_number(mends.front().trail) || recorded().runs(mends.front().trail) > 1) {
    return false;
  }
  const double first = quantities()[mends.front().quantity].value()(0);
  return std::any_of(mends.begin(), mends.end(),
                     [&](const Mend& mend) { return quantities()[mend.quantity].value()(0) != first; });
}

const std::vector<Mend>& RepairSearch::mends_at(std::size_t trail) {
  const auto known = mends_.find(trail);
  if (known != mends_.end()) return known->second;
  std::vector<Mend> mends;
  if (matters(trail)) {
    mends = try_out(trail, candidates_for(trail));
    if (is_ambiguous(mends)) mends.clear();
  }
  return mends_[trail] = mends;
}

std::vector<Mend> RepairSearch::mends_by_type(std::size_t trail) {
  const Value& value = recorded().first_value(trail);
  const bool is_wide = value.kind == ValueKind::real || (value.kind != ValueKind::single && value.entries.n_elem == 1);
  if (is_wide || is_literal(recorded().place(trail).kind) || !matters(trail)) return {};
  return try_out(trail, {{RepairMode::real, 0}});
}

bool RepairSearch::matters(std::size_t trail) {
  if (matters_.empty()) find_what_matters();
  return matters_[trail];
}

void RepairSearch::find_what_matters() {
  matters_.assign(recorded().size(), true);
  Repairs moves;
  for (std::size_t i = 0; i < recorded().size(); ++i) moves.push_back(repair_of(0, i, {RepairMode::moved, 0}));
  std::size_t moved = 0;
  while (moved < moves.size() && !is_late()) {
    for (const std::optional<Outputs>& answer : attempt_some(moves, moved)) {
      const std::size_t trail = moved++;
      if (answer) matters_[trail] = changes_wrong(*answer);
    }
  }
}

bool RepairSearch::changes_wrong(const Outputs& outputs) const {
  for (std::size_t k = 0; k < output_count; ++k) {
    if (wrong()[k] && !arma::approx_equal(outputs_[0].values[k], outputs.values[k], "absdiff", 0)) return true;
  }
  return false;
}

}  // namespace gradlab::lines
