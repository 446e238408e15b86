#include "gradlab/lines/find_lines.hpp"

#include "gradlab/languages/test_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <stdexcept>

namespace gradlab::lines {

using languages::CheckedCode, languages::Code, languages::Names, languages::Place, languages::RepairMode;

namespace {

constexpr std::array<const char*, output_count> output_names = {"J", "Theta1", "Theta2"};

// All sizes differ, so that no quantity is taken for another.
std::array<neural_network::Problem, scene_count> test_networks(double lambda) {
  return {languages::random_network({4, 6, 3}, 9, lambda, 11).problem,
          languages::random_network({6, 3, 5}, 8, lambda, 12).problem};
}

bool can_be_searched(const Code& code, const CheckedCode& checked) {
  const languages::FoundConvention& found = checked.convention;
  neural_network::Form plain = found.form;
  plain.guard = neural_network::Guard::none;
  const bool is_called_otherwise =  // 1..K made it fail, and with 0..K-1 right lines look wrong
      code.description.takes_one_off_labels && found.convention.labels == languages::LabelStyle::from_zero;
  return code.description.tells_places && !is_called_otherwise &&
         checked.verdict() == check::Verdict::disagree && found.probe == 0 &&
         code.description.choice_of(found.convention).takes_network && found.own_blocks.empty() && plain.is_source() &&
         !found.fixed_lambda && checked.telling().checked.result.implementations.size() > 1;
}

// ---- In words ----

std::string where_of(const Recorded& recorded, arma::uword line) {
  const std::vector<Place>& places = recorded.places();
  const auto at = std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.line == line; });
  return at == places.end() ? fmt::format("line {}", line) : at->where;
}

bool is_name(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '.';
  });
}

// The variable that holds the value of the trail; empty: none.
std::string variable_of(const Place& place) {
  const std::string& name = place.kind == languages::PlaceKind::name ? place.text : place.target;
  return is_name(name) ? name : "";
}

// What the learner's own function calls our quantities.
Names own_names(const Recorded& recorded) {
  Names names;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const Quantity* quantity = recorded.quantity(i);
    const std::string variable = variable_of(recorded.place(i));
    if (!quantity || recorded.match(i).is_part || variable.empty() || !recorded.trail(i).path.empty()) continue;
    if (const char* name = source_name_of(quantity->name)) names.emplace(name, variable);
    if (quantity->name == "y") names.emplace("the labels", variable);
  }
  if (names.contains("y10")) names["y"] = names["y10"];
  return names;
}

// The learner's own variable for the quantity, if there is one before the place.
std::string name_quantity(const RepairSearch& search, const Mend& mend, const Names& names) {
  const Recorded& recorded = search.recorded();
  const Quantity& quantity = search.quantities()[mend.quantity];
  const std::string& function = recorded.place(mend.trail).function;
  for (std::size_t i = 0; i < mend.trail; ++i) {
    const Place& place = recorded.place(i);
    const std::string name = variable_of(place);
    const bool is_it = recorded.is_quantity(i) && recorded.match(i).quantity == mend.quantity;
    if (is_it && !recorded.match(i).is_part && place.function == function && !name.empty()) return name;
  }
  return in_names(quantity.name, names);
}

std::string name_instead(const RepairSearch& search, const Mend& mend, const Names& names) {
  if (mend.mode == RepairMode::real) return "the same as floating-point numbers";
  return name_quantity(search, mend, names);
}

// "line 3" and "line 5" as "lines 3-5".
std::string join_places(const std::string& first, const std::string& last) {
  if (first == last) return first;
  const std::size_t begin = first.rfind("line "), number = begin + 5;
  if (begin == first.npos || last.rfind("line ") != begin || first.substr(0, begin) != last.substr(0, begin)) {
    return first + " to " + last;
  }
  return first.substr(0, begin) + "lines " + first.substr(number) + "-" + last.substr(number);
}

// The step from the one to the other, if it has a name.
std::string name_step(const std::string& now, const std::string& wanted) {
  const std::string no_penalty = " without penalty";
  const std::size_t at = now.find(no_penalty);
  if (at != now.npos && now.substr(0, at) + now.substr(at + no_penalty.size()) == wanted) {
    return wanted.starts_with("the gradient of ") ? "lambda/m*" + wanted.substr(16, 6) : "the penalty";
  }
  if (now + " / m" == wanted) return "the division by m";
  const bool is_sum = now == "m*" + wanted || now.starts_with("Delta");
  const bool is_mean = wanted.find("without penalty") != wanted.npos || now == "m*" + wanted;
  return is_sum && is_mean ? "the division by m" : "";
}

Line to_line(const RepairSearch& search, std::size_t output, const Finding& finding, const Names& names) {
  const Recorded& recorded = search.recorded();
  const std::string first = where_of(recorded, finding.first), last = where_of(recorded, finding.last);
  Line line;
  line.outputs = {output_names[output]};
  line.kind = finding.kind;
  line.first = finding.first;
  line.last = finding.last;
  line.where = join_places(first, last);
  line.text = recorded.place(finding.mend.trail).text;
  const Quantity* now = recorded.quantity(finding.mend.trail);
  const std::string now_name = now ? now->name : "";
  line.now = in_names(now_name, names);
  line.instead = name_instead(search, finding.mend, names);
  line.missing = in_names(name_step(now_name, search.quantities()[finding.mend.quantity].name), names);
  line.tried = true;
  return line;
}

bool tells_the_same(const Line& one, const Line& other) {
  return one.kind == other.kind && one.first == other.first && one.last == other.last && one.text == other.text;
}

// The same line may spoil several outputs.
void add_line(const Line& line, std::vector<Line>& lines) {
  const auto same =
      std::find_if(lines.begin(), lines.end(), [&](const Line& one) { return tells_the_same(one, line); });
  if (same == lines.end()) {
    lines.push_back(line);
  } else {
    same->outputs.push_back(line.outputs.front());
  }
}

// The outputs with findings, those first whose place runs first.
std::vector<std::size_t> in_order_of_run(const Findings& findings) {
  std::vector<std::size_t> outputs;
  for (std::size_t output = 0; output < output_count; ++output) {
    if (findings[output]) outputs.push_back(output);
  }
  std::stable_sort(outputs.begin(), outputs.end(), [&](std::size_t one, std::size_t other) {
    return findings[one]->mend.trail < findings[other]->mend.trail;
  });
  return outputs;
}

std::vector<RightValue> right_values(const RepairSearch& search) {
  const Recorded& recorded = search.recorded();
  std::vector<RightValue> right;
  std::set<std::string> told;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const Place& place = recorded.place(i);
    const Quantity* quantity = recorded.quantity(i);
    if (!quantity || quantity->stage == 0 || !is_name(place.target) || recorded.match(i).is_part) continue;
    if (!recorded.trail(i).path.empty() || !told.insert(place.target).second) continue;
    right.push_back({place.target, place.line, place.where});
  }
  return right;
}

// The code on both networks, and the search for the first wrong line there.
struct Experiment {
  std::array<Scene, scene_count> scenes;
  RepairSearch search;

  /// first: the number of its first scene.
  Experiment(const Code& code, const languages::FoundConvention& convention,
             const std::array<neural_network::Problem, scene_count>& networks, std::size_t first,
             RepairSearch::Clock::time_point deadline)
      : scenes{Scene(code.conversation, convention, networks[0], first),
               Scene(code.conversation, convention, networks[1], first + 1)},
        search(scenes, deadline) {}
};

// Where the cost is wrong too, nothing but what arises on the way tells how the code unrolls its weights.
std::unique_ptr<Experiment> set_up(const Code& code, const CheckedCode& checked,
                                   RepairSearch::Clock::time_point deadline) {
  languages::FoundConvention convention = checked.convention;
  const bool takes_lambda = code.description.choice_of(convention.convention).takes_lambda;
  const auto networks = test_networks(takes_lambda ? 1.7 : 0);
  auto experiment = std::make_unique<Experiment>(code, convention, networks, 0, deadline);
  if (!experiment->search.wrong()[0]) return experiment;
  convention.convention.order = neural_network::other_order(convention.convention.order);
  auto other = std::make_unique<Experiment>(code, convention, networks, scene_count, deadline);
  const bool is_better = other->search.recorded().count_quantities() > experiment->search.recorded().count_quantities();
  return is_better ? std::move(other) : std::move(experiment);
}

FoundLines search_lines(const Code& code, const CheckedCode& checked, double seconds, const std::string& dialect) {
  using Clock = RepairSearch::Clock;
  const Clock::time_point deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  const std::unique_ptr<Experiment> experiment = set_up(code, checked, deadline);
  RepairSearch& search = experiment->search;
  FoundLines found;
  found.names = languages::complete(own_names(search.recorded()), dialect);
  const Findings findings = find_first_wrong(search);
  for (const std::size_t output : in_order_of_run(findings)) {
    add_line(to_line(search, output, *findings[output], found.names), found.lines);
  }
  const bool is_wrong = search.wrong() != Flags{};
  if (is_wrong) found.right = right_values(search);
  found.is_out_of_time = is_wrong && search.is_late();
  return found;
}

}  // namespace

FoundLines find_lines(const Code& code, const CheckedCode& checked, double seconds, const std::string& dialect) {
  const FoundLines none{{}, {}, languages::names_in(dialect)};
  if (!can_be_searched(code, checked)) return none;
  try {
    return search_lines(code, checked, seconds, dialect);
  } catch (const languages::CodeError&) {
    return none;
  } catch (const process::Gone&) {
    return none;
  }
}

}  // namespace gradlab::lines
