#include "gradlab/check/blind_spots.hpp"

#include "gradlab/check/case.hpp"

#include <fmt/format.h>

#include <functional>

namespace gradlab::check {

namespace {

using Notices = std::function<bool(const Evaluation& wrong)>;

// A case whose reference is what the check knew: the numerical estimates of the entries that it looked at.
Notices notices_of(const std::vector<Block>& blocks, const CheckResult& result, const Tolerance& tolerance) {
  Case question;
  question.blocks = blocks;
  question.tolerance = tolerance;
  const arma::uword parameters = first_of(blocks, blocks.size());
  question.reference = {result.cost, arma::vec(parameters).fill(arma::datum::nan)};
  question.uncertainty.zeros(parameters);
  question.noise = result.noise;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    question.reference.gradient(result.entries[i]) = result.numerical[i].value;
    question.uncertainty(result.entries[i]) = result.numerical[i].error;
  }
  return [question](const Evaluation& wrong) mutable {
    question.claimed = wrong;
    return find_charge(question).any();
  };
}

Notices notices_of(const std::vector<Block>& blocks, const Evaluation& right, const Tolerance& tolerance) {
  Case question;
  question.blocks = blocks;
  question.tolerance = tolerance;
  question.reference = right;
  return [question](const Evaluation& wrong) mutable {
    question.claimed = wrong;
    return find_charge(question).any();
  };
}

std::vector<std::size_t> find_hidden(const Notices& notices, const Lineup& lineup) {
  std::vector<std::size_t> hidden;
  for (std::size_t s = 0; s < lineup.suspects.size(); ++s) {
    if (!notices(sum_of(lineup.run({s})))) hidden.push_back(s);
  }
  return hidden;
}

// The configuration as it is, but every entry known exactly.
Setting exact_setting(const CheckResult& result, const Lineup& lineup) {
  const auto prepare = [run = lineup.run] { return run; };
  const arma::uword parameters = first_of(lineup.blocks, lineup.blocks.size());
  if (result.entries.size() == parameters) {
    return {"the numerical side is not exact enough", "--method complex_step", 1, prepare};
  }
  return {fmt::format("only {} of {} entries are checked", result.entries.size(), parameters), "--parameters all", 1,
          prepare};
}

BlindSpots explain_hidden(const std::vector<std::size_t>& hidden, const Lineup& lineup, const Tolerance& tolerance) {
  BlindSpots found;
  for (const std::size_t s : hidden) {
    found.spots.push_back(
        {name_of(lineup.suspects[s]), "it changes nothing here, nor in any input that was tried", ""});
  }
  if (hidden.empty()) return found;
  std::vector<bool> explained(hidden.size(), false);
  for (const Setting& setting : lineup.settings) {
    const Runner run = setting.prepare();
    const Notices notices = notices_of(lineup.blocks, sum_of(run({})), tolerance);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
      if (!notices(sum_of(run({hidden[i]})))) continue;
      ++shown;
      if (explained[i]) continue;
      explained[i] = true;
      found.spots[i].because = setting.because;
      found.spots[i].change = setting.change;
    }
    if (shown > found.shown) {
      found.shown = shown;
      found.change = setting.change;
    }
  }
  return found;
}

}  // namespace

BlindSpots find_blind_spots(const Lineup& lineup, const CheckResult& result, const Tolerance& tolerance) {
  if (!lineup.run) return {};
  const std::vector<std::size_t> hidden = find_hidden(notices_of(lineup.blocks, result, tolerance), lineup);
  Lineup here = lineup;
  here.settings.insert(here.settings.begin(), exact_setting(result, lineup));
  return explain_hidden(hidden, here, tolerance);
}

BlindSpots find_blind_spots(const Lineup& lineup, const Tolerance& tolerance) {
  if (!lineup.run) return {};
  const Notices notices = notices_of(lineup.blocks, sum_of(lineup.run({})), tolerance);
  return explain_hidden(find_hidden(notices, lineup), lineup, tolerance);
}

}  // namespace gradlab::check
