// The work whose instructions are counted, each in a function of its own: one thread, and figures that never change.
#include "gradlab/models/network/blocked.hpp"
#include "gradlab/models/network/loop.hpp"
#include "gradlab/models/network/objective.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/random.hpp"

#include <cblas.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

namespace nn = gradlab::neural_network;

nn::Problem make_problem() {
  const nn::LayerSizes sizes{64, 25, 10};
  gradlab::Random random(1);
  nn::Problem p{sizes, nn::unroll(nn::random_weights(sizes, 1)), arma::mat(500, 64), arma::uvec(500), 1};
  p.X.imbue([&] { return random.below(2) == 0 ? 0 : random.uniform(0, 1); });
  p.y.imbue([&] { return 1 + random.below(10); });
  return p;
}

}  // namespace

extern "C" {

[[gnu::noinline]] double count_blocked(const nn::Problem& p) { return nn::blocked::nn_cost_function(p, {1, 0}).reg_J; }

[[gnu::noinline]] double count_loop(const nn::Problem& p) { return nn::loop::nn_cost_function(p).grad1_reg(0); }

[[gnu::noinline]] double count_differences(const gradlab::DifferenceFunction& differences,
                                           const std::vector<gradlab::Move>& moves) {
  return differences.many(moves, {1, {}, {}}).back().value;
}

}  // extern "C"

int main(int argc, char** argv) {
  openblas_set_num_threads(1);
  const nn::Problem p = make_problem();
  const char* what = argc > 1 ? argv[1] : "";
  double result = 0;
  if (std::strcmp(what, "differences") == 0) {
    std::vector<gradlab::Move> moves;
    for (arma::uword k = 0; k < p.theta.n_elem; ++k) {
      for (const double step : {1e-5, -1e-5, 2e-5, -2e-5}) moves.push_back({k, step});
    }
    result = count_differences(nn::make_objective(p).differences(p.theta), moves);
  } else if (std::strcmp(what, "blocked") == 0) {
    result = count_blocked(p);
  } else if (std::strcmp(what, "loop") == 0) {
    result = count_loop(p);
  } else {
    return 2;
  }
  return std::isfinite(result) ? 0 : 1;
}
