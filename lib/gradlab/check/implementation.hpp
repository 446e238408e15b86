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
};

}  // namespace gradlab::check
