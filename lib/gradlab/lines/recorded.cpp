#include "gradlab/lines/recorded.hpp"

#include <algorithm>

namespace gradlab::lines {

using languages::Place, languages::PlaceKind, languages::Trail, languages::Value;

Recorded::Recorded(const Scene& scene, languages::Recording recording)
    : scene_(scene), recording_(std::move(recording)) {
  for (std::size_t i = 0; i < size(); ++i) {
    const Trail& one = trail(i);
    index_[{one.path, one.place}] = i;
    std::vector<Match> each;
    for (const Value& value : one.values) each.push_back(scene.matcher().match(value));
    matches_.push_back(match_all(one.values, each, scene.quantities(), scene.examples()));
    each_.push_back(std::move(each));
  }
}

std::optional<std::size_t> Recorded::find(const TrailKey& key) const {
  const auto found = index_.find(key);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Recorded::runs(const TrailKey& key) const {
  const auto found = find(key);
  return found ? runs(*found) : 0;
}

const Quantity* Recorded::quantity(std::size_t trail) const {
  return is_quantity(trail) ? &scene_.quantities()[match(trail).quantity] : nullptr;
}

std::size_t Recorded::count_quantities() const {
  std::set<std::size_t> known;
  for (std::size_t i = 0; i < size(); ++i) {
    const Quantity* one = quantity(i);
    if (one && one->stage > 0 && !match(i).is_part) known.insert(match(i).quantity);
  }
  return known.size();
}

std::size_t Recorded::first_unknown_run(std::size_t trail) const {
  const std::vector<Match>& each = each_[trail];
  const auto unknown = std::find_if(each.begin(), each.end(), [](const Match& match) { return !match.is_known(); });
  return unknown == each.end() ? 0 : static_cast<std::size_t>(unknown - each.begin());
}

// A variable of which a formula makes nothing but 0: a factor may be lost.
bool Recorded::is_computed_zero(std::size_t trail) const {
  if (place(trail).kind != PlaceKind::name) return false;
  const std::vector<Value>& values = this->trail(trail).values;
  if (!std::all_of(values.begin(), values.end(), [](const Value& value) { return value.entries.is_zero(); })) {
    return false;
  }
  const std::optional<std::size_t> origin = origin_of(trail);
  return origin && place(*origin).kind == PlaceKind::operation && place(*origin).target == place(trail).text;
}

bool Recorded::is_known_at(std::size_t trail, Run run) const {
  if (is_computed_zero(trail)) return false;
  if (match(trail).is_known()) return match(trail).likeness != Likeness::partial || runs(trail) > 1;
  return runs(trail) == run.count && run.count > 1 && each_[trail][run.index].is_known();
}

BadInputs Recorded::bad_inputs(std::size_t trail) const {
  BadInputs bad;
  add_bad_inputs({this->trail(trail).path, this->trail(trail).place}, {first_unknown_run(trail), runs(trail)}, bad);
  return bad;
}

void Recorded::add_bad_inputs(const TrailKey& key, Run run, BadInputs& bad) const {
  for (const std::size_t part : places()[key.second].parts) {
    const Place& place = places()[part];
    if (place.kind == PlaceKind::after || is_literal(place.kind)) continue;
    const std::optional<std::size_t> input = find({key.first, part});
    if (input && is_known_at(*input, run)) continue;
    if (!input && place.kind == PlaceKind::name) {
      bad.has_unseen = true;
    } else if (!place.parts.empty() && !(input && is_own_call(*input))) {
      add_bad_inputs({key.first, part}, run, bad);
    } else if (input && std::find(bad.trails.begin(), bad.trails.end(), *input) == bad.trails.end()) {
      bad.trails.push_back(*input);
    }
  }
}

namespace {

bool has_same_numbers(const Value& one, const Value& other) {
  return one.shape == other.shape && std::equal(one.entries.begin(), one.entries.end(), other.entries.begin());
}

bool changes(const Place& place, const std::string& variable) {
  return place.target == variable || place.target.starts_with(variable + "[");
}

bool gives_value(PlaceKind kind) {
  return kind == PlaceKind::operation || kind == PlaceKind::call || kind == PlaceKind::after ||
         kind == PlaceKind::part || kind == PlaceKind::attribute;
}

bool gives(const std::vector<Value>& values, const std::vector<Value>& wanted) {
  if (values.size() == wanted.size() && values.size() > 1) {
    return std::equal(values.begin(), values.end(), wanted.begin(), has_same_numbers);
  }
  return has_same_numbers(values.back(), wanted.front());
}

}  // namespace

bool Recorded::varies(std::size_t trail) const {
  const std::vector<Value>& values = this->trail(trail).values;
  return std::any_of(values.begin(), values.end(),
                     [&](const Value& value) { return !has_same_numbers(value, values.front()); });
}

std::optional<std::size_t> Recorded::origin_of(std::size_t trail) const {
  const bool is_variable = place(trail).kind == PlaceKind::name || place(trail).kind == PlaceKind::before;
  for (std::size_t i = trail; is_variable && i-- > 0;) {
    const bool is_it = changes(place(i), place(trail).text) && place(i).function == place(trail).function;
    if (is_it && this->trail(i).path == this->trail(trail).path) return i;
  }
  for (std::size_t i = trail; i-- > 0;) {
    if (gives_value(place(i).kind) && gives(this->trail(i).values, this->trail(trail).values)) return i;
  }
  return std::nullopt;
}

arma::uword Recorded::first_line_of(std::size_t trail) const {
  std::set<std::size_t> seen;
  arma::uword line = place(trail).line;
  find_first_line(trail, seen, line);
  return line;
}

void Recorded::find_first_line(std::size_t trail, std::set<std::size_t>& seen, arma::uword& line) const {
  line = std::min(line, place(trail).line);
  const BadInputs bad = bad_inputs(trail);
  for (std::size_t i = 0; bad.has_unseen && i < trail; ++i) {
    if (!match(i).is_known()) line = std::min(line, place(i).line);
  }
  for (const std::size_t input : bad.trails) {
    line = std::min(line, place(input).line);
    const std::optional<std::size_t> origin = origin_of(input);
    if (origin && seen.insert(*origin).second) find_first_line(*origin, seen, line);
  }
}

bool Recorded::is_own_call(std::size_t trail) const {
  if (place(trail).kind != PlaceKind::call) return false;
  languages::CallPath within = this->trail(trail).path;
  within.push_back(this->trail(trail).place);
  return std::any_of(recording_.trails.begin(), recording_.trails.end(), [&](const Trail& one) {
    return one.path.size() >= within.size() && std::equal(within.begin(), within.end(), one.path.begin());
  });
}

std::set<std::size_t> Recorded::inside(std::size_t place) const {
  std::set<std::size_t> all;
  for (const std::size_t part : places()[place].parts) {
    all.insert(part);
    all.merge(inside(part));
  }
  return all;
}

}  // namespace gradlab::lines
