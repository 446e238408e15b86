// The network once more, compiled with a wrong sigmoidGradient. What uses it gives other numbers than the right one.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <vector>

namespace wrong_sigmoid_gradient {

struct Numbers {
  double cost = 0;  // reg_J
  std::vector<gradlab::Difference> one_by_one, together;
  arma::mat loop_grad1;
};

/// `sizes`: inputs, hidden units, labels. The other arguments are those of a Problem.
Numbers run(const arma::uvec& sizes, const arma::vec& theta, const arma::mat& X, const arma::uvec& y, double lambda,
            const std::vector<gradlab::Move>& moves);

}  // namespace wrong_sigmoid_gradient
