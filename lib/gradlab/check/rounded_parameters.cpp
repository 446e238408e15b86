#include "gradlab/check/rounded_parameters.hpp"

#include "gradlab/check/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace gradlab::check {

namespace {

// Of a block's largest derivative: in double precision the error is less.
constexpr double known_well = 1e-9;
constexpr std::size_t most_rounded = 4;

struct Suspect {
  arma::uword entry = 0;
  double slope = 0, error = 0;
};

// The parameters whose derivatives are known worst, worst first.
std::vector<Suspect> find_suspects(const CheckResult& result) {
  std::vector<Suspect> suspects;
  for (const BlockResult& block : result.implementations.front().blocks) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const numeric::Estimate& estimate = result.numerical[i];
      const bool is_bad = !(estimate.error <= known_well * block.largest);
      if (is_bad && result.theta(result.entries[i]) != 0 && std::isfinite(estimate.value)) {
        suspects.push_back({result.entries[i], estimate.value, estimate.error});
      }
    }
  }
  std::stable_sort(suspects.begin(), suspects.end(),
                   [](const Suspect& one, const Suspect& other) { return one.error > other.error; });
  return suspects;
}

// The number of the format that `value` becomes, moved by a share of the distance to the next one. Between -0.2 and 0.5
// it still becomes that number; below a power of two the numbers lie more densely.
double move_from(const Format& format, double value, double share) {
  int exponent = 0;
  std::frexp(value, &exponent);
  return round_to(format, value) + share * std::ldexp(1.0, exponent - format.bits);
}

class Asker {
 public:
  Asker(const Objective& objective, const CheckResult& result) : objective_(objective), result_(result) {}

  // The format that all of these parameters pass through; null: none.
  const Format* find_format(const std::vector<Suspect>& suspects) const {
    for (const Format* format = end_of_formats(); format != begin_of_formats();) {
      --format;
      const arma::vec below = move(suspects, *format, -0.2), above = move(suspects, *format, 0.4);
      if (!should_be_seen(suspects, above - below)) return nullptr;
      if (objective_.cost(below) != result_.cost || objective_.cost(above) != result_.cost) return nullptr;
      if (objective_.cost(move(suspects, *format, 1)) != result_.cost) return format;
    }
    return nullptr;
  }

 private:
  arma::vec move(const std::vector<Suspect>& suspects, const Format& format, double share) const {
    arma::vec moved = result_.theta;
    for (const Suspect& suspect : suspects) moved(suspect.entry) = move_from(format, moved(suspect.entry), share);
    return moved;
  }

  // In double precision the cost must change.
  bool should_be_seen(const std::vector<Suspect>& suspects, const arma::vec& step) const {
    double expected = 0;
    for (const Suspect& suspect : suspects) expected = std::hypot(expected, suspect.slope * step(suspect.entry));
    return expected > 8 * std::numeric_limits<double>::epsilon() * std::abs(result_.cost);
  }

  const Objective& objective_;
  const CheckResult& result_;
};

Trouble name_trouble(const Format& format, const std::string& which) {
  return {std::string(format.kind),
          fmt::format("the cost: {} inside it: it moves in steps of {:.1e} of itself", which + std::string(format.name),
                      std::ldexp(1.0, 1 - format.bits)),
          Severity::note};
}

}  // namespace

std::optional<Trouble> find_rounded_parameters(const Objective& objective, const CheckResult& result) {
  if (result.implementations.empty() || result.of_cost) return std::nullopt;
  std::vector<Suspect> suspects = find_suspects(result);
  if (suspects.empty()) return std::nullopt;
  const Asker asker(objective, result);
  if (suspects.size() > 1) {
    if (const Format* format = asker.find_format(suspects)) {
      return name_trouble(*format, fmt::format("{} entries of theta pass through ", suspects.size()));
    }
  }
  if (suspects.size() > most_rounded) suspects.resize(most_rounded);
  for (const Suspect& suspect : suspects) {
    if (const Format* format = asker.find_format({suspect})) {
      return name_trouble(*format, fmt::format("entry {} of theta passes through ", suspect.entry));
    }
  }
  return std::nullopt;
}

}  // namespace gradlab::check
