#include "gradlab/models/network/block_kernels.hpp"

#include <cblas.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradlab::neural_network::blocked {

namespace {

using arma::uword;

// ---- Products ----

// Weights as a matrix product reads them: of unit u and input c, first[c * stride + u].
using Matrix = Columns;

// z(:, u) += the sum over c of x(:, c) * w(u, c), for some registers of examples and some units. The next examples are
// as many registers away: this tile fetches the one numbered `fetched`, if there is one.
template <int width, int registers, int units>
GRADLAB_INLINED void multiply_tile(Columns x, Matrix w, uword inputs, double* z, uword stride, uword fetched) {
  using V = Vector<width>;
  V sum[units][registers];
  for (int u = 0; u < units; ++u) {
    for (int r = 0; r < registers; ++r) sum[u][r] = at<width>(z + static_cast<uword>(u) * stride + r * width).lanes;
  }
  for (uword c = 0; c < inputs; ++c) {
    const double* const column = x.first + c * x.stride;
    V xs[registers];
    for (int r = 0; r < registers; ++r) xs[r] = at<width>(column + r * width).lanes;
    if (fetched < registers) __builtin_prefetch(column + (registers + fetched) * width);
    for (int u = 0; u < units; ++u) {
      for (int r = 0; r < registers; ++r) sum[u][r] += xs[r] * w.first[c * w.stride + static_cast<uword>(u)];
    }
  }
  for (int u = 0; u < units; ++u) {
    for (int r = 0; r < registers; ++r) at<width>(z + static_cast<uword>(u) * stride + r * width).lanes = sum[u][r];
  }
}

constexpr int units_of_tile = 5;  // with the registers below, the sums fill the processor's registers

template <int width, int registers>
GRADLAB_INLINED void multiply_units(Columns x, Matrix w, uword inputs, uword units, double* z, uword stride) {
  uword u = 0;
  for (; u + units_of_tile <= units; u += units_of_tile) {
    multiply_tile<width, registers, units_of_tile>(x, {w.first + u, w.stride}, inputs, z + u * stride, stride,
                                                   u / units_of_tile);
  }
  for (; u < units; ++u) {
    multiply_tile<width, registers, 1>(x, {w.first + u, w.stride}, inputs, z + u * stride, stride, registers);
  }
}

// A tile of so many inputs stays in the first-level cache beside their weights, and the pages of their columns in the
// processor's table.
constexpr uword inputs_multiplied_together = 64;

// z = x * w' + bias, which may be null. Registers of two doubles are left to BLAS, which has kernels for each processor.
template <int width>
GRADLAB_INLINED void multiply(Columns x, uword rows, Matrix w, uword inputs, const double* bias, uword units,
                              arma::mat& z) {
  for (uword u = 0; u < units; ++u) std::fill_n(z.colptr(u), rows, bias ? bias[u] : 0);
  if constexpr (width == 2) {
    const auto size = [](uword count) { return static_cast<int>(count); };
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, size(rows), size(units), size(inputs), 1, x.first,
                size(x.stride), w.first, size(w.stride), 1, z.memptr(), size(z.n_rows));
    return;
  }
  constexpr int registers = width == 8 ? 4 : 2;
  for (uword c = 0; c < inputs; c += inputs_multiplied_together) {
    const uword some = std::min(inputs_multiplied_together, inputs - c);
    const double* const first = x.first + c * x.stride;
    const Matrix weights = {w.first + c * w.stride, w.stride};
    uword i = 0;
    for (; i + registers * width <= rows; i += registers * width) {
      multiply_units<width, registers>({first + i, x.stride}, weights, some, units, z.memptr() + i, z.n_rows);
    }
    for (; i < rows; i += width) {
      multiply_units<width, 1>({first + i, x.stride}, weights, some, units, z.memptr() + i, z.n_rows);
    }
  }
}

// Adds lanes that are `apart` places from each other. Lane l of the sums is of the second vector where l has the bit
// `apart`, and of the first elsewhere.
template <int width, int apart, int... l>
GRADLAB_INLINED void add_neighbors(const Vector<width>& first, const Vector<width>& second, Vector<width>& sums,
                                   std::integer_sequence<int, l...>) {
  sums = __builtin_shufflevector(first, second, (l & apart ? width + l - apart : l)...) +
         __builtin_shufflevector(first, second, (l & apart ? width + l : l + apart)...);
}

// Lane l: the sum of all lanes of vectors[l].
template <int width, int count = width>
GRADLAB_INLINED void sums_of(const Vector<width>* vectors, Vector<width>& sums) {
  if constexpr (count == 1) {
    sums = *vectors;
  } else {
    Vector<width> first, second;
    sums_of<width, count / 2>(vectors, first);
    sums_of<width, count / 2>(vectors + count / 2, second);
    add_neighbors<width, count / 2>(first, second, sums, std::make_integer_sequence<int, width>());
  }
}

template <int width>
GRADLAB_INLINED double sum_of(const Vector<width>& lanes) {
  const Vector<width> vectors[width] = {lanes};
  Vector<width> sums;
  sums_of<width>(vectors, sums);
  return sums[0];
}

// sum(u, c) += the sum over the rows of delta(:, u) * x(:, c), for some inputs and some units.
template <int width, int inputs, int units>
GRADLAB_INLINED void add_products_tile(Columns x, Columns delta, uword rows, double* sum, uword stride,
                                       bool fetch_ahead) {
  using V = Vector<width>;
  constexpr int entries = inputs * units, vectors = (entries + width - 1) / width * width;
  V sums[vectors] = {};
  for (uword i = 0; i < rows; i += width) {
    V deltas[units];
    for (int u = 0; u < units; ++u) deltas[u] = at<width>(delta.first + static_cast<uword>(u) * delta.stride + i).lanes;
    for (int c = 0; c < inputs; ++c) {
      const double* const place = x.first + static_cast<uword>(c) * x.stride + i;
      const V xs = at<width>(place).lanes;
      if (fetch_ahead) __builtin_prefetch(place + inputs * x.stride);  // the next inputs
      for (int u = 0; u < units; ++u) sums[c * units + u] += xs * deltas[u];
    }
  }
  double totals[vectors];
  for (int k = 0; k < vectors; k += width) {
    V some;
    sums_of<width>(sums + k, some);
    at<width>(totals + k).lanes = some;
  }
  for (int c = 0; c < inputs; ++c) {
    double* const column = sum + static_cast<uword>(c) * stride;
    for (int u = 0; u < units; ++u) column[u] += totals[c * units + u];
  }
}

template <int width, int units>
GRADLAB_INLINED void add_products_inputs(Columns x, uword inputs, Columns delta, uword rows, double* sum, uword stride,
                                         bool fetch_ahead) {
  constexpr uword inputs_of_tile = width == 8 ? 5 : 2;
  uword c = 0;
  for (; c + inputs_of_tile <= inputs; c += inputs_of_tile) {
    add_products_tile<width, inputs_of_tile, units>({x.first + c * x.stride, x.stride}, delta, rows, sum + c * stride,
                                                    stride, fetch_ahead);
  }
  for (; c < inputs; ++c) {
    add_products_tile<width, 1, units>({x.first + c * x.stride, x.stride}, delta, rows, sum + c * stride, stride, false);
  }
}

// The columns of so many inputs stay in the first-level cache, beside the errors of a tile's units.
constexpr uword inputs_added_together = 10;

// sum += [sum of delta, delta' * x]: column 0 of `sum` belongs to the bias.
template <int width>
GRADLAB_INLINED void add_products(Columns x, uword inputs, const arma::mat& delta, uword rows, arma::mat& sum) {
  const uword units = sum.n_rows;
  for (uword u = 0; u < units; ++u) {
    Vector<width> total = {};
    for (uword i = 0; i < rows; i += width) total += at<width>(delta.colptr(u) + i).lanes;
    sum(u, 0) += sum_of<width>(total);
  }
  if constexpr (width == 2) {
    const auto size = [](uword count) { return static_cast<int>(count); };
    cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, size(units), size(inputs), size(rows), 1, delta.memptr(),
                size(delta.n_rows), x.first, size(x.stride), 1, sum.colptr(1), size(units));
    return;
  }
  for (uword c = 0; c < inputs; c += inputs_added_together) {
    const uword some = std::min(inputs_added_together, inputs - c);
    const Columns columns = {x.first + c * x.stride, x.stride};
    uword u = 0;
    for (; u + units_of_tile <= units; u += units_of_tile) {
      add_products_inputs<width, units_of_tile>(columns, some, {delta.colptr(u), delta.n_rows}, rows,
                                                sum.colptr(c + 1) + u, units, u == 0);
    }
    for (; u < units; ++u) {
      add_products_inputs<width, 1>(columns, some, {delta.colptr(u), delta.n_rows}, rows, sum.colptr(c + 1) + u, units, false);
    }
  }
}

// ---- Entry by entry ----

// e = exp(x) for x <= 0, to a unit in the last place: x = k*log(2) + r, and the series of exp(r) up to r^13.
// Below -708 it is exp(-708).
template <int width>
GRADLAB_INLINED void exp_of(const Vector<width>& x, Vector<width>& e) {
  using V = Vector<width>;
  using Bits = typename Register<width>::bits;
  const V least = V{} - 708;
  const V bounded = x < least ? least : x;
  const V shifted = bounded * 1.4426950408889634 + 0x1.8p52;  // the last bits are k
  const V k = shifted - 0x1.8p52;
  const V r = (bounded - k * 0x1.62e42fefa38p-1) - k * 0x1.ef35793c7673p-45;  // log(2) in two parts
  V p = V{} + 1 / 6227020800.;
  for (const double c : {1 / 479001600., 1 / 39916800., 1 / 3628800., 1 / 362880., 1 / 40320., 1 / 5040., 1 / 720.,
                         1 / 120., 1 / 24., 1 / 6., 1 / 2.}) {
    p = p * r + c;
  }
  p = p * r * r + r + 1;
  e = (V)((Bits)p + ((Bits)shifted << 52));
}

// sigmoid(z) without cancellation on either side, and e = exp(-|z|).
template <int width>
GRADLAB_INLINED void sigmoid_of(const Vector<width>& z, Vector<width>& sigmoid, Vector<width>& e) {
  using V = Vector<width>;
  const V negative = z < 0 ? z : -z;
  exp_of<width>(negative, e);
  const V r = 1 / (1 + e);
  sigmoid = z < 0 ? e * r : r;
}

// Of one label: z becomes sigmoid(z). Returns the sum of softplus(z) = max(z, 0) + log(1 + exp(-|z|)). The factors
// 1 + exp(-|z|) are multiplied up, less 1, and the logarithm is taken once a lane.
template <int width>
GRADLAB_INLINED double activate_output(double* z, uword rows) {
  using V = Vector<width>;
  V growth = {}, linear = {};
  for (uword i = 0; i < rows; i += width) {
    const V here = at<width>(z + i).lanes;
    V activation, e;
    sigmoid_of<width>(here, activation, e);
    at<width>(z + i).lanes = activation;
    linear += here < 0 ? V{} : here;
    growth += e + growth * e;
  }
  double sum = sum_of<width>(linear);
  for (int l = 0; l < width; ++l) sum += std::log1p(growth[l]);
  return sum;
}

// ---- The two passes ----

template <int width>
GRADLAB_INLINED double forward(const BlockNetwork& network, const Block& b, BlockRoom& room) {
  using V = Vector<width>;
  const auto& [Theta1, Theta2] = network.weights;
  const uword n = Theta1.n_cols - 1, h = Theta1.n_rows, K = Theta2.n_rows;
  multiply<width>(b.x, b.rows, {Theta1.colptr(1), h}, n, Theta1.memptr(), h, room.a1);
  for (uword j = 0; j < h; ++j) {
    for (uword i = 0; i < b.rows; i += width) {
      const V z = at<width>(room.a1.colptr(j) + i).lanes;
      V activation, e;
      sigmoid_of<width>(z, activation, e);
      at<width>(room.a1.colptr(j) + i).lanes = activation;
    }
  }
  multiply<width>({room.a1.memptr(), room.a1.n_rows}, b.rows, {Theta2.colptr(1), K}, h, Theta2.memptr(), K,
                  room.delta2);
  double J = 0;
  for (uword i = 0; i < b.count; ++i) J -= room.delta2(i, b.y[i] - 1);
  for (uword k = 0; k < K; ++k) {
    double* const z = room.delta2.colptr(k);
    constexpr double no_term = -1e300;
    std::fill(z + b.count, z + b.rows, no_term);
    J += activate_output<width>(z, b.rows);
    std::fill(z + b.count, z + b.rows, 0.0);
  }
  for (uword i = 0; i < b.count; ++i) room.delta2(i, b.y[i] - 1) -= 1;
  return J;
}

template <int width>
GRADLAB_INLINED void backward(const BlockNetwork& network, const Block& b, BlockRoom& room, arma::mat& sum1,
                              arma::mat& sum2) {
  using V = Vector<width>;
  const uword n = sum1.n_cols - 1, h = sum1.n_rows, K = sum2.n_rows;
  multiply<width>({room.delta2.memptr(), room.delta2.n_rows}, b.rows, {network.W2t.memptr(), h}, K, nullptr, h,
                  room.delta1);
  for (uword j = 0; j < h; ++j) {
    for (uword i = 0; i < b.rows; i += width) {
      const V a = at<width>(room.a1.colptr(j) + i).lanes;
      at<width>(room.delta1.colptr(j) + i).lanes *= a * (1 - a);
    }
  }
  add_products<width>({room.a1.memptr(), room.a1.n_rows}, h, room.delta2, b.rows, sum2);
  add_products<width>(b.x, n, room.delta1, b.rows, sum1);
}

GRADLAB_WIDTH_8 double forward_8(const BlockNetwork& network, const Block& b, BlockRoom& room) {
  return forward<8>(network, b, room);
}
GRADLAB_WIDTH_4 double forward_4(const BlockNetwork& network, const Block& b, BlockRoom& room) {
  return forward<4>(network, b, room);
}
GRADLAB_WIDTH_8 void backward_8(const BlockNetwork& network, const Block& b, BlockRoom& room, arma::mat& sum1,
                                arma::mat& sum2) {
  backward<8>(network, b, room, sum1, sum2);
}
GRADLAB_WIDTH_4 void backward_4(const BlockNetwork& network, const Block& b, BlockRoom& room, arma::mat& sum1,
                                arma::mat& sum2) {
  backward<4>(network, b, room, sum1, sum2);
}

}  // namespace

BlockNetwork::BlockNetwork(const Weights& w) : weights(w), W2t(w.Theta2.tail_cols(w.Theta2.n_cols - 1).t()) {}

// Columns 8 doubles longer than the examples: lengths of whole kilobytes would share few places of the cache.
BlockRoom::BlockRoom(uword rows, uword hidden, uword labels)
    : a1(rows + widest, hidden), delta2(rows + widest, labels), delta1(rows + widest, hidden) {}

double go_forward(const BlockNetwork& network, const Block& block, BlockRoom& room, int width) {
  if (width == 8) return forward_8(network, block, room);
  return width == 4 ? forward_4(network, block, room) : forward<2>(network, block, room);
}

void go_backward(const BlockNetwork& network, const Block& block, BlockRoom& room, int width, arma::mat& sum1,
                 arma::mat& sum2) {
  if (width == 8) backward_8(network, block, room, sum1, sum2);
  else if (width == 4) backward_4(network, block, room, sum1, sum2);
  else backward<2>(network, block, room, sum1, sum2);
}

}  // namespace gradlab::neural_network::blocked
