#include "gradlab/models/network/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace gradlab::neural_network {

namespace {

// The number of letters to change, add or drop on the way from one name to the other.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (one[i] == other[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string in_american_spelling(std::string name) {
  for (std::size_t at; (at = name.find("regularis")) != std::string::npos;) name[name.find('s', at)] = 'z';
  return name;
}

std::string_view nearest_mistake(std::string_view name) {
  const std::string american = in_american_spelling(std::string(name));
  return std::min_element(mistakes().begin(), mistakes().end(),
                          [&](const Mistake& one, const Mistake& other) {
                            return distance(american, one.name) < distance(american, other.name);
                          })
      ->name;
}

const Mistake& find_mistake(std::string_view name) {
  const std::string american = in_american_spelling(std::string(name));
  const auto found =
      std::find_if(mistakes().begin(), mistakes().end(), [&](const Mistake& m) { return m.name == american; });
  if (found != mistakes().end()) return *found;
  throw std::invalid_argument(fmt::format(
      "there is no implementation '{}'; there are loop, vectorized and mistakes such as {}", name,
      nearest_mistake(name)));
}

NetworkFunction implement(const std::vector<const Mistake*>& made) {
  Steps steps = right_steps();
  for (const Mistake* mistake : made) mistake->make(steps);
  return [steps](const Problem& problem) { return run_steps(steps, problem); };
}

}  // namespace gradlab::neural_network
