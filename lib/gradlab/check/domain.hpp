// What a user knows of the parameters: the length over which the cost changes along each, and where it has values.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

namespace gradlab::check {

/// One entry for each parameter. A default Domain knows nothing, and contains everything.
struct Domain {
  arma::vec typical_size;  ///< NaN: unknown
  arma::vec lower, upper;  ///< -inf and inf: unbounded

  bool is_bounded() const;
  bool contains(arma::uword k, double value) const;
  bool contains(const arma::vec& theta) const;

  /// NaN where it is unknown.
  double size_of(arma::uword k) const;
};

/// Each argument is empty, one entry for all parameters, or one a parameter. Entries that are not finite are unknown,
/// or no bound. throws std::invalid_argument if a length is another, a size is not above 0, a lower bound is above its
/// upper one, or theta lies outside.
Domain make_domain(const arma::vec& typical_size, const arma::vec& lower, const arma::vec& upper,
                   const arma::vec& theta);

/// The objective, which is not asked outside of the domain: there it is NaN.
Objective keep_within(const Domain& domain, Objective objective);

/// `moved`, a point near theta, whose entries outside of the domain are moved as far to the other side of theta, or
/// stay.
arma::vec turn_back(const Domain& domain, const arma::vec& theta, arma::vec moved);

}  // namespace gradlab::check
