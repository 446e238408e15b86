#include "gradlab/languages/distinct_ways.hpp"

#include <algorithm>

namespace gradlab::languages {

namespace {

bool has_same_figures(const FoundConvention& one, const FoundConvention& other) {
  return one.cost == other.cost && one.convention.choice == other.convention.choice &&
         arma::approx_equal(one.gradient, other.gradient, "absdiff", 0);
}

}  // namespace

std::vector<FoundConvention> distinct_ways(const FoundConvention& found) {
  constexpr std::size_t most = 48;  // labels, orders and layouts of the weights
  std::vector<FoundConvention> ways = {found}, others = found.others;
  std::stable_partition(others.begin(), others.end(), [](const auto& other) { return other.fits_own_cost; });
  for (const FoundConvention& other : others) {
    const bool is_there =
        std::any_of(ways.begin(), ways.end(), [&](const auto& one) { return has_same_figures(one, other); });
    if (!is_there && ways.size() < most && other.complaint.empty()) ways.push_back(other);
  }
  return ways;
}

}  // namespace gradlab::languages
