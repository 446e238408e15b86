#include "gradlab/diagnosis/blind_spots.hpp"

#include "gradlab/diagnosis/diagnosis_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

namespace gradlab::diagnosis {

namespace {

using Notices = std::function<bool(const Evaluation& wrong)>;

// Judges a mistake by the check's rule, beside the reference of `input`.
Notices notices_beside(DiagnosisInput input) {
  return [input](const Evaluation& wrong) mutable {
    input.claimed = wrong;
    return find_wrong_parts(input).any();
  };
}

Notices notices_of(const std::vector<Block>& blocks, const Evaluation& right, const check::Tolerance& tolerance) {
  DiagnosisInput input;
  input.blocks = blocks;
  input.tolerance = tolerance;
  input.reference = right;
  return notices_beside(input);
}

// The reference is what the check knew: the numerical estimates of the entries that it looked at.
Notices notices_of(const std::vector<Block>& blocks, const check::CheckResult& result,
                   const check::Tolerance& tolerance) {
  DiagnosisInput input;
  input.blocks = blocks;
  input.tolerance = tolerance;
  const arma::uword parameters = first_of(blocks, blocks.size());
  input.reference = {result.cost, arma::vec(parameters).fill(arma::datum::nan)};
  input.uncertainty.zeros(parameters);
  input.noise = result.noise;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    input.reference.gradient(result.entries[i]) = result.numerical[i].value;
    input.uncertainty(result.entries[i]) = result.numerical[i].error;
  }
  return notices_beside(input);
}

// Along random directions a block's difference shows by its norm, as that of a single entry would.
Notices notices_along_directions(const std::vector<Block>& blocks,
                                 const std::vector<check::DirectionResult>& directions, const Evaluation& right) {
  return [&blocks, directions, right](const Evaluation& wrong) {
    const double cost = std::abs(wrong.cost - right.cost);
    if (!(cost <= check::cost_tolerance * std::abs(right.cost))) return true;
    for (std::size_t b = 0; b < directions.size(); ++b) {
      const arma::uword first = first_of(blocks, b);
      const arma::vec off = wrong.gradient - right.gradient;
      if (!(arma::norm(off.subvec(first, arma::size(blocks[b].size(), 1))) <= directions[b].smallest_seen)) return true;
    }
    return false;
  };
}

std::vector<std::size_t> find_hidden(const Notices& notices, const KnownMistakes& known) {
  std::vector<std::size_t> hidden;
  for (std::size_t s = 0; s < known.mistakes.size(); ++s) {
    if (!notices(sum_of(known.run({s})))) hidden.push_back(s);
  }
  return hidden;
}

// "missing-mean (cost)" belongs to "missing-mean".
std::string family_of(const std::string& mistake) { return mistake.substr(0, mistake.find(" (")); }

bool is_spot(const BlindSpots& blind_spots, const std::string& mistake) {
  return std::any_of(blind_spots.spots.begin(), blind_spots.spots.end(),
                     [&](const BlindSpot& spot) { return spot.mistake == mistake; });
}

std::vector<std::string> find_whole_families(const BlindSpots& blind_spots, const KnownMistakes& known) {
  std::vector<std::string> families;
  for (const KnownMistake& one : known.mistakes) {
    const auto shows = [&](const KnownMistake& other) {
      return other.name == one.name && !is_spot(blind_spots, name_of(other));
    };
    const bool is_known = std::find(families.begin(), families.end(), one.name) != families.end();
    if (!is_known && std::none_of(known.mistakes.begin(), known.mistakes.end(), shows)) families.push_back(one.name);
  }
  return families;
}

// A set of mistakes is written "flipped-sign + missing-mean (cost)".
bool is_in_set(const std::string& mistake, std::string_view set) {
  constexpr std::string_view between = " + ";
  while (true) {
    const std::size_t end = set.find(between);
    if (set.substr(0, end) == mistake) return true;
    if (end == set.npos) return false;
    set.remove_prefix(end + between.size());
  }
}

bool is_named(const std::string& mistake, const Finding& finding) {
  return is_in_set(mistake, finding.mistake) ||
         std::any_of(finding.alternatives.begin(), finding.alternatives.end(),
                     [&](const std::string& set) { return is_in_set(mistake, set); });
}

// The configuration as it is, but every entry known exactly.
Variation exact_setting(const check::CheckResult& result, const KnownMistakes& known) {
  const auto prepare = [run = known.run] { return run; };
  const arma::uword parameters = first_of(known.blocks, known.blocks.size());
  if (result.entries.size() == parameters) {
    return {"the numerical side is not exact enough", "--method complex_step", 1, prepare};
  }
  return {fmt::format("only {} of {} entries are checked", result.entries.size(), parameters), "--parameters all", 1,
          prepare};
}

BlindSpots explain_hidden(const std::vector<std::size_t>& hidden, const KnownMistakes& known,
                          const check::Tolerance& tolerance) {
  BlindSpots found;
  for (const std::size_t s : hidden) {
    found.spots.push_back({name_of(known.mistakes[s]), "it changes nothing here, nor in any input that was tried", ""});
  }
  found.families = find_whole_families(found, known);
  if (hidden.empty()) return found;
  std::vector<bool> explained(hidden.size(), false);
  for (const Variation& variation : known.variations) {
    const RunWithMistakes run = variation.prepare();
    const Notices notices = notices_of(known.blocks, sum_of(run({})), tolerance);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
      if (!notices(sum_of(run({hidden[i]})))) continue;
      ++shown;
      if (explained[i]) continue;
      explained[i] = true;
      found.spots[i].because = variation.because;
      found.spots[i].change = variation.change;
    }
    if (shown > found.shown) {
      found.shown = shown;
      found.change = variation.change;
    }
  }
  return found;
}

}  // namespace

BlindSpots find_blind_spots(const KnownMistakes& known, const check::CheckResult& result,
                            const check::Tolerance& tolerance) {
  if (!known.run) return {};
  if (!result.implementations.empty() && !result.implementations.front().directions.blocks.empty()) {
    const std::vector<check::DirectionResult>& directions = result.implementations.front().directions.blocks;
    const Notices notices = notices_along_directions(known.blocks, directions, sum_of(known.run({})));
    return explain_hidden(find_hidden(notices, known), known, tolerance);
  }
  const std::vector<std::size_t> hidden = find_hidden(notices_of(known.blocks, result, tolerance), known);
  KnownMistakes here = known;
  here.variations.insert(here.variations.begin(), exact_setting(result, known));
  return explain_hidden(hidden, here, tolerance);
}

BlindSpots find_blind_spots(const KnownMistakes& known, const check::Tolerance& tolerance) {
  if (!known.run) return {};
  const Notices notices = notices_of(known.blocks, sum_of(known.run({})), tolerance);
  return explain_hidden(find_hidden(notices, known), known, tolerance);
}

void drop_named(BlindSpots& blind_spots, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    std::erase_if(blind_spots.spots, [&](const BlindSpot& spot) {
      if (!is_named(spot.mistake, finding)) return false;
      std::erase(blind_spots.families, family_of(spot.mistake));
      return true;
    });
  }
  if (blind_spots.spots.empty()) blind_spots = {};
}

std::vector<std::string> names_because(const BlindSpots& blind_spots, const std::string& reason) {
  const auto is_whole = [&](const std::string& family) {
    const std::vector<std::string>& families = blind_spots.families;
    return std::find(families.begin(), families.end(), family) != families.end() &&
           std::all_of(blind_spots.spots.begin(), blind_spots.spots.end(), [&](const BlindSpot& spot) {
             return family_of(spot.mistake) != family || spot.because == reason;
           });
  };
  std::vector<std::string> names;
  for (const BlindSpot& spot : blind_spots.spots) {
    if (spot.because != reason) continue;
    const std::string family = family_of(spot.mistake);
    const std::string& name = is_whole(family) ? family : spot.mistake;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace gradlab::diagnosis
