// Other checkers' verdicts on a gradient: the real ones of Boost and Ceres, and the rules of others as documented.
#pragma once

#include "point.hpp"

#include <armadillo>

#include <functional>
#include <string>
#include <vector>

namespace gradlab::calibration {

enum class Answer { right, wrong, undecided };

/// Answers for several gradients at one point.
struct Peer {
  std::string name;
  std::function<std::vector<Answer>(const Point& point, const std::vector<arma::vec>& gradients)> judge;
};

/// auto, as one check of one gradient; the course's rule; PyTorch's gradcheck (eps 1e-6, atol 1e-5, rtol 1e-3); SciPy's
/// check_grad (forward at 1.5e-8; right if the norm of the difference is below 1e-6 max(1, norm of the gradient));
/// Boost's finite_difference_derivative of order 6 (right within the error that it gives); Ceres' GradientChecker
/// (relative precision 1e-8).
const std::vector<Peer>& peers();

}  // namespace gradlab::calibration
