#include "catalogue.hpp"

#include "rows.hpp"

#include <cmath>

namespace gradlab::calibration {

std::vector<Row> catalogue() {
  std::vector<Row> rows;
  for (const auto& kind : {polynomial_rows, elementary_rows, pole_rows, flat_rows, scale_rows, cancelling_rows,
                           ill_conditioned_rows, converged_rows, network_rows, library_rows, kink_rows,
                           imprecise_rows}) {
    for (Row& row : kind()) rows.push_back(std::move(row));
  }
  for (Row& row : rows) row.is_ordinary = true;
  for (const auto& kind : {narrow_rows, staircase_rows, domain_rows, precision_rows, hidden_rows}) {
    for (Row& row : kind()) rows.push_back(std::move(row));
  }
  return rows;
}

Row false_row() {
  Cost cost = analytic([](auto x) { return square(x[0]); });
  cost.exact = [](std::span<const Exact> x) { return 1.001 * square(x[0]); };
  return uniform_row("false", "1.001 x^2 for x^2", cost, 1, 1, 2);
}

// 53 bits of the generator, not std::uniform_real_distribution, whose figures differ from library to library.
double uniform(Generator& generator, double low, double high) {
  const double share = static_cast<double>(generator() >> 11) * 0x1p-53;
  return low + (high - low) * share;
}

double log_uniform(Generator& generator, double low, double high) {
  return std::exp(uniform(generator, std::log(low), std::log(high)));
}

double random_sign(Generator& generator) { return generator() % 2 == 0 ? 1 : -1; }

arma::vec uniform_vector(Generator& generator, arma::uword size, double low, double high) {
  arma::vec vector(size);
  for (double& entry : vector) entry = uniform(generator, low, high);
  return vector;
}

arma::mat uniform_matrix(Generator& generator, arma::uword rows, arma::uword columns, double low, double high) {
  return arma::reshape(uniform_vector(generator, rows * columns, low, high), rows, columns);
}

}  // namespace gradlab::calibration
