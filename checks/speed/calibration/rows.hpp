// The kinds of the catalogue, one function a file, and the shapes that most rows have.
#pragma once

#include "catalogue.hpp"

#include <utility>

namespace gradlab::calibration {

std::vector<Row> polynomial_rows();
std::vector<Row> elementary_rows();
std::vector<Row> pole_rows();
std::vector<Row> flat_rows();
std::vector<Row> scale_rows();
std::vector<Row> cancelling_rows();
std::vector<Row> ill_conditioned_rows();
std::vector<Row> converged_rows();
std::vector<Row> network_rows();
std::vector<Row> library_rows();
std::vector<Row> kink_rows();
std::vector<Row> imprecise_rows();
std::vector<Row> narrow_rows();
std::vector<Row> staircase_rows();
std::vector<Row> domain_rows();
std::vector<Row> precision_rows();
std::vector<Row> hidden_rows();

/// A cost of `size` parameters, each uniform in [low, high].
inline Row uniform_row(std::string kind, std::string name, Cost cost, arma::uword size, double low, double high) {
  return {std::move(kind), std::move(name), [cost = std::move(cost), size, low, high](Generator& generator) {
            return Instance{cost, uniform_vector(generator, size, low, high)};
          }};
}

/// A cost of one parameter, center plus or minus a distance whose logarithm is uniform: close to a trouble, from both
/// sides, over several powers of ten.
inline Row near_row(std::string kind, std::string name, Cost cost, double center, double least, double most) {
  return {std::move(kind), std::move(name), [cost = std::move(cost), center, least, most](Generator& generator) {
            return Instance{cost, {center + random_sign(generator) * log_uniform(generator, least, most)}};
          }};
}

/// The same from the right only.
inline Row above_row(std::string kind, std::string name, Cost cost, double center, double least, double most) {
  return {std::move(kind), std::move(name), [cost = std::move(cost), center, least, most](Generator& generator) {
            return Instance{cost, {center + log_uniform(generator, least, most)}};
          }};
}

/// The type of the numbers in a span of parameters.
template <class Span>
using ScalarOf = typename Span::value_type;

}  // namespace gradlab::calibration
