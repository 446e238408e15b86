// A function that claims to compute an objective's cost and gradient. The check judges it.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <functional>
#include <string>

namespace gradlab::check {

struct Implementation {
  std::string name;
  std::function<Evaluation(const arma::vec& theta)> evaluate;
  /// The answers are known to depend on theta alone, in double precision: the preconditions ask once. For code of the
  /// program's own; anybody else's may keep state unseen.
  bool is_pure = false;
};

}  // namespace gradlab::check
