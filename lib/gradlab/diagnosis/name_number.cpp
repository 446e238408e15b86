#include "gradlab/diagnosis/name_number.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gradlab::diagnosis {

namespace {

struct Named {
  std::string name;
  double value;
};

// Plain numbers first: they are what a coincidence looks like.
std::vector<Named> ratios(const Facts& f) {
  const double m = f.m, K = f.num_labels, n = f.features;
  return {{"0", 0}, {"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"10", 10},
          {"1/2", .5}, {"1/3", 1. / 3}, {"1/4", .25}, {"1/10", .1},
          {"m", m}, {"1/m", 1 / m}, {"m^2", m * m}, {"1/m^2", 1 / m / m}, {"2m", 2 * m}, {"1/(2m)", .5 / m},
          {"m/2", m / 2}, {"2/m", 2 / m},
          {"m-1", m - 1}, {"m/(m-1)", m / (m - 1)}, {"(m-1)/m", (m - 1) / m}, {"m/(m+1)", m / (m + 1)},
          {"(m+1)/m", (m + 1) / m},
          {"n", n}, {"1/n", 1 / n}, {"m/n", m / n}, {"n/m", n / m},
          {"K", K}, {"1/K", 1 / K}, {"m/K", m / K}, {"K/m", K / m}, {"m*K", m * K}, {"1/(m*K)", 1 / m / K},
          {"1/ln(10)", 1 / std::log(10.)}, {"1/ln(2)", 1 / std::log(2.)}, {"ln(2)", std::log(2.)},
          {"ln(10)", std::log(10.)},
          {"sqrt(m)", std::sqrt(m)}, {"1/sqrt(m)", 1 / std::sqrt(m)}};
}

std::vector<Named> penalties(const Facts& f) {
  const double m = f.m, L = f.lambda;
  return {{"lambda/m", L / m}, {"lambda/(2m)", L / (2 * m)}, {"2*lambda/m", 2 * L / m},
          {"lambda", L}, {"lambda/2", L / 2}, {"2*lambda", 2 * L},
          {"lambda/m^2", L / (m * m)}, {"lambda*m", L * m}, {"lambda/2*m", L / 2 * m}, {"lambda/(4m)", L / (4 * m)},
          {"(lambda-lambda/m)", L - L / m}, {"lambda/(m-1)", L / (m - 1)},
          {"lambda/(m-1)-lambda/m", L / (m - 1) - L / m}, {"(lambda/m-lambda/m^2)", L / m - L / m / m}};
}

std::vector<std::string> names_among(const std::vector<Named>& table, double value, double relative) {
  std::vector<std::string> names;
  for (const Named& named : table) {
    if (!std::isfinite(named.value)) continue;
    for (const double sign : {1.0, -1.0}) {
      if (sign < 0 && named.value == 0) continue;
      const bool same = named.value == 0 ? std::abs(value) <= relative
                                         : std::abs(value - sign * named.value) <= relative * std::abs(named.value);
      if (same) names.push_back((sign < 0 ? "-" : "") + named.name);
    }
  }
  return names;
}

bool is_plain(const std::string& name) { return name.find_first_of("mnKl(") == std::string::npos; }

}  // namespace

std::vector<std::string> name_ratio(double value, const Facts& facts, double relative) {
  return names_among(ratios(facts), value, relative);
}

std::vector<std::string> name_penalty(double value, const Facts& facts, double relative) {
  if (facts.lambda > 0) {
    const std::vector<std::string> names = names_among(penalties(facts), value, relative);
    if (!names.empty()) return names;
  }
  return names_among(ratios(facts), value, relative);
}

std::string describe_number(double value, const std::vector<std::string>& names) {
  if (names.empty()) return fmt::format("{:.6g}", value);
  if (names.size() == 1 && is_plain(names[0])) return names[0];
  // Of many names, as with one example, the first few are the likely ones.
  const std::vector<std::string> first(names.begin(), names.begin() + std::min<std::ptrdiff_t>(3, std::ssize(names)));
  return fmt::format("{} = {:.6g}", fmt::join(first, " or "), value);
}

}  // namespace gradlab::diagnosis
