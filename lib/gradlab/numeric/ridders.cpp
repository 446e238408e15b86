#include "gradlab/numeric/ridders.hpp"

#include "gradlab/numeric/central.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gradlab::numeric {

Estimate ridders(const AlongOneParameter& slice, double first_step, int rows) {
  double h = first_step * slice.scale;
  std::vector<Quotient> previous;  // A(0..i-1, i-1) of the row before
  Estimate best;

  for (int i = 0; i < rows; ++i, h /= 2) {
    const double exact = exact_step(slice.x, h);
    std::vector<Quotient> row = {central_quotient(slice, exact)};
    double factor = 1;
    for (int j = 1; j <= i; ++j) {
      factor *= 4;
      const Quotient& left = row[std::size_t(j - 1)];
      const Quotient& above = previous[std::size_t(j - 1)];
      const Quotient extrapolated = {(factor * left.value - above.value) / (factor - 1),
                                     (factor * left.rounding + above.rounding) / (factor - 1)};
      const double error = std::max(std::abs(extrapolated.value - left.value),
                                    std::abs(extrapolated.value - above.value)) +
                           extrapolated.rounding;
      if (!(error >= best.error)) best = {extrapolated.value, error, exact, 0};  // a NaN never wins, and never stays
      row.push_back(extrapolated);
    }
    previous = std::move(row);
  }
  best.evaluations = 2 * std::size_t(rows);
  return best;
}

}  // namespace gradlab::numeric
