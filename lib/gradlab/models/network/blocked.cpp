#include "gradlab/models/network/blocked.hpp"

#include "gradlab/borrow.hpp"
#include "gradlab/in_parallel.hpp"
#include "gradlab/models/network/block_kernels.hpp"

#include <algorithm>
#include <vector>

namespace gradlab::neural_network::blocked {

namespace {

using arma::mat, arma::uword;

// A part of the examples that one thread goes through, block by block. Strips depend on the problem alone, and so do the
// sums: threads change no bit.
struct Strips {
  uword block_size;  // examples whose numbers stay in the second-level cache: 256 of a usual network, fewer of a wide one
  uword blocks, count;

  explicit Strips(const Problem& problem) {
    constexpr uword most_examples = 256, numbers = 1 << 18, blocks_a_strip = 2, most_strips = 64;
    constexpr uword gradients = 1 << 24;  // numbers that all strips' gradients hold together
    const auto [n, h, K] = problem.sizes;
    block_size = std::clamp<uword>(numbers / (h + K) / widest * widest, widest, most_examples);
    blocks = (problem.X.n_rows + block_size - 1) / block_size;
    const uword most = std::clamp<uword>(gradients / problem.theta.n_elem, 1, most_strips);
    count = std::clamp<uword>(blocks / blocks_a_strip, 1, most);
  }

  uword first_block(uword strip) const { return blocks * strip / count; }
};

// A block of examples as the kernels read it: their number is a multiple of the widest register. The last block of all
// is copied and filled up with zeros.
class PaddedBlock {
 public:
  Block of(const Problem& problem, uword first, uword block_size) {
    const uword count = std::min(block_size, problem.X.n_rows - first);
    const uword rows = (count + widest - 1) / widest * widest;
    Columns x = {problem.X.memptr() + first, problem.X.n_rows};
    if (rows != count) {
      copy_.zeros(rows, problem.X.n_cols);
      copy_.head_rows(count) = problem.X.rows(first, first + count - 1);
      x = {copy_.memptr(), rows};
    }
    return {x, problem.y.memptr() + first, count, rows};
  }

 private:
  mat copy_;
};

struct Strip {
  double J = 0;
  mat sum1, sum2;
};

Strip go_through(const Problem& problem, const BlockNetwork& network, const Strips& strips, uword s, bool forward_only,
                 int width) {
  const auto [n, h, K] = problem.sizes;
  Strip strip;
  if (!forward_only) {
    strip.sum1.zeros(h, n + 1);
    strip.sum2.zeros(K, h + 1);
  }
  BlockRoom room(strips.block_size, h, K);
  PaddedBlock padded;
  for (uword b = strips.first_block(s); b < strips.first_block(s + 1); ++b) {
    const Block block = padded.of(problem, b * strips.block_size, strips.block_size);
    strip.J += go_forward(network, block, room, width);
    if (!forward_only) go_backward(network, block, room, width, strip.sum1, strip.sum2);
  }
  return strip;
}

// Adds strips in pairs, pairs of pairs, and so on: the order is the same for any number of threads.
Strip add_up(std::vector<Strip> strips) {
  for (std::size_t apart = 1; apart < strips.size(); apart *= 2) {
    for (std::size_t s = 0; s + apart < strips.size(); s += 2 * apart) {
      strips[s].J += strips[s + apart].J;
      strips[s].sum1 += strips[s + apart].sum1;
      strips[s].sum2 += strips[s + apart].sum2;
    }
  }
  return std::move(strips.front());
}

Strip run(const Problem& problem, const Options& options, bool forward_only) {
  require_inputs(problem);
  const Weights weights = weights_of(problem);
  const BlockNetwork network(weights);
  const Strips parts(problem);
  const int width = options.width == 0 ? widest_register() : options.width;
  std::vector<Strip> strips(parts.count);
  in_parallel::for_each(parts.count, options.threads, [&](std::size_t s) {
    strips[s] = go_through(problem, network, parts, s, forward_only, width);
  });
  return add_up(std::move(strips));
}

mat without_bias(mat Theta) {
  Theta.col(0).zeros();
  return Theta;
}

double penalty(const Problem& problem, const mat& W1, const mat& W2, double m) {
  return problem.lambda / (2 * m) * (arma::accu(arma::square(W1)) + arma::accu(arma::square(W2)));
}

}  // namespace

CostAndGradients nn_cost_function(const Problem& problem, const Options& options) {
  const Strip all = run(problem, options, false);
  const auto [Theta1, Theta2] = weights_of(problem);
  const mat W1 = without_bias(Theta1), W2 = without_bias(Theta2);
  const double m = static_cast<double>(problem.X.n_rows), cost = all.J / m;
  CostAndGradients r{cost, all.sum1 / m, all.sum2 / m, cost + penalty(problem, W1, W2, m), {}, {}};
  r.grad1_reg = r.grad1 + problem.lambda / m * W1;
  r.grad2_reg = r.grad2 + problem.lambda / m * W2;
  return r;
}

CostAndGradients nn_cost_function(const Problem& problem) { return nn_cost_function(problem, Options{}); }

CostAndGradients nn_cost_function(const arma::vec& nn_params, uword input_layer_size, uword hidden_layer_size,
                                  uword num_labels, const mat& X, const arma::uvec& y, double Lambda) {
  return nn_cost_function(Problem{{input_layer_size, hidden_layer_size, num_labels}, nn_params, borrow(X), y, Lambda});
}

double cost(const Problem& problem, const Options& options) {
  const double m = static_cast<double>(problem.X.n_rows), J = run(problem, options, true).J;
  const auto [Theta1, Theta2] = weights_of(problem);
  return J / m + penalty(problem, without_bias(Theta1), without_bias(Theta2), m);
}

}  // namespace gradlab::neural_network::blocked
