// L-BFGS is libLBFGS's, which Debian has for this machine alone. A lesson that runs it shows what its text holds.
#include "gradlab/train/lbfgs.hpp"

#include <stdexcept>

namespace gradlab::train {

Minimum minimize_by_lbfgs(const CostAndGradientFunction&, const arma::vec&, const MinimizeOptions&) {
  throw std::invalid_argument("L-BFGS does not run in the page");
}

}  // namespace gradlab::train
