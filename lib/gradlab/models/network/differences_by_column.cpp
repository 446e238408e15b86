#include "gradlab/models/network/differences_by_column.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gradlab::neural_network {

namespace {

using arma::uword;

constexpr uword tile = 128;  // examples handled together: their numbers stay in the first-level cache
constexpr uword lanes = 8;   // sums run in so many lanes, whatever the width of the registers
constexpr std::size_t together = 4;  // steps that share what is read

// Up to this size of an exponent d, four terms of the series of e^d - 1 are exact: the next one is d^4/120 of d, 2e-18.
constexpr double exponent_limit = 1.0 / 8192;

// The factors of a tile's terms share this exponent at most: their product then rounds as the bound says.
constexpr double shared_exponent = 4;

// The sizes of a move's terms are summed at the longest step alone. Those of shorter steps are smaller in proportion,
// but for 3/8192.
constexpr double allowance = 1.001;

// Up to four moves of one weight; the last of them is the longest.
struct Steps4 {
  uword row = 0, column = 0;  // of the weight
  bool in_Theta1 = true;
  std::size_t count = 0;
  std::array<std::size_t, together> move{};  // its index, of each step
  std::array<double, together> step{};       // 0 beyond count
};

// What the cost's terms change by, from a table: of label k the columns 4k to 4k+3 are the coefficients of the series
//   distance * (e^(sign*v) - 1) = v * (C1 + v * (C2 + v * (C3 + v * C4)))
// Rows are padded to whole lanes. The padding is 0: nothing moves there.
struct Tables {
  arma::mat terms;   // (m, 4K)
  arma::mat a1;      // (m, h+1) with the ones
  arma::mat slope1;  // (m, h)
};

Tables make_tables(const ForwardPass& pass) {
  const uword m = pass.examples(), padded = (m + lanes - 1) / lanes * lanes, K = pass.labels();
  Tables tables;
  tables.terms.zeros(padded, 4 * K);
  for (uword k = 0; k < K; ++k) {
    for (uword i = 0; i < m; ++i) {
      const double distance = pass.distance(i, k), sign = pass.sign(i, k);
      tables.terms(i, 4 * k) = sign * distance;
      tables.terms(i, 4 * k + 1) = distance / 2;
      tables.terms(i, 4 * k + 2) = sign * distance / 6;
      tables.terms(i, 4 * k + 3) = distance / 24;
    }
  }
  const auto pad = [&](const arma::mat& matrix) {
    arma::mat rows(padded, matrix.n_cols, arma::fill::zeros);
    rows.head_rows(m) = matrix;
    return rows;
  };
  tables.a1 = pad(pass.a1);
  tables.slope1 = pad(pass.slope1);
  return tables;
}

// Columns of equal length, `stride` apart.
struct Columns {
  const double* first;
  uword stride;
};

// The examples of a tile, as a kernel reads them. `count` is a multiple of `lanes`.
struct Tile {
  uword count;
  Columns terms;
  const double* input;   // of the weight that moves: a column of X, or of a1
  const double* a1;      // of the hidden unit that moves, for Theta1 only
  const double* slope1;  // the same
};

// Products of the logarithms' arguments less 1, one for each step and lane, and the sizes of the last step's terms.
struct Growth {
  double product[together][lanes];
  double size[lanes];
};

// Multiplies the factors of one label's terms into `product`.
template <int width>
GRADLAB_INLINED void multiply_factors(const Columns& terms, uword i, const Vector<width>* moved, double weight,
                                      Vector<width>* product, Vector<width>& size) {
  using V = Vector<width>;
  using Bits = typename Register<width>::bits;
  constexpr long long all_but_sign = 0x7fffffffffffffff;
  const double* const place = terms.first + i;
  const V C1 = at<width>(place).lanes, C2 = at<width>(place + terms.stride).lanes,
          C3 = at<width>(place + 2 * terms.stride).lanes, C4 = at<width>(place + 3 * terms.stride).lanes;
  for (std::size_t q = 0; q < together; ++q) {
    const V v = moved[q] * weight;
    const V factor = v * (C1 + v * (C2 + v * (C3 + v * C4)));
    product[q] += factor + product[q] * factor;
    if (q == together - 1) size += (V)((Bits)factor & all_but_sign);
  }
}

// Each width goes through the same lanes: a narrow one several times.
template <int width, class MoveOne>
GRADLAB_INLINED void fill(Growth& growth, uword count, const MoveOne& multiply_one) {
  using V = Vector<width>;
  for (uword lane = 0; lane < lanes; lane += width) {
    V product[together] = {}, size = {};
    for (uword i = lane; i < count; i += lanes) {
      V one[together] = {};  // of these examples alone: short products round less
      multiply_one(i, one, size);
      for (std::size_t q = 0; q < together; ++q) product[q] += one[q] + product[q] * one[q];
    }
    for (std::size_t q = 0; q < together; ++q) at<width>(growth.product[q] + lane).lanes = product[q];
    at<width>(growth.size + lane).lanes = size;
  }
}

// A weight of Theta1 moves one hidden unit, whose weights into the labels are `weights`:
// sigmoid(z + d) - sigmoid(z) = s(1-s)E/(1+sE) with E = e^d - 1 and d = step * input.
template <int width>
GRADLAB_INLINED void move_hidden(const Tile& t, const double* step, const double* weights, uword labels,
                                 Growth& growth) {
  using V = Vector<width>;
  fill<width>(growth, t.count, [&](uword i, V* product, V& size) __attribute__((always_inline)) {
    const V input = at<width>(t.input + i).lanes, a1 = at<width>(t.a1 + i).lanes, slope = at<width>(t.slope1 + i).lanes;
    V moved[together];
    for (std::size_t q = 0; q < together; ++q) {
      const V d = step[q] * input;
      const V E = d * (1 + d * (1 / 2. + d * (1 / 6. + d * (1 / 24.))));
      moved[q] = slope * E / (1 + a1 * E);
    }
    for (uword k = 0; k < labels; ++k) {
      const Columns terms = {t.terms.first + 4 * k * t.terms.stride, t.terms.stride};
      multiply_factors<width>(terms, i, moved, weights[k], product, size);
    }
  });
}

// A weight of Theta2 moves one label, whose terms are t.terms.
template <int width>
GRADLAB_INLINED void move_label(const Tile& t, const double* step, Growth& growth) {
  using V = Vector<width>;
  fill<width>(growth, t.count, [&](uword i, V* product, V& size) __attribute__((always_inline)) {
    const V input = at<width>(t.input + i).lanes;
    V moved[together];
    for (std::size_t q = 0; q < together; ++q) moved[q] = step[q] * input;
    multiply_factors<width>(t.terms, i, moved, 1, product, size);
  });
}

struct Kernels {
  void (*move_hidden)(const Tile& t, const double* step, const double* weights, uword labels, Growth& growth);
  void (*move_label)(const Tile& t, const double* step, Growth& growth);
};

GRADLAB_WIDTH_8 void move_hidden_8(const Tile& t, const double* step, const double* w, uword labels, Growth& growth) {
  move_hidden<8>(t, step, w, labels, growth);
}
GRADLAB_WIDTH_4 void move_hidden_4(const Tile& t, const double* step, const double* w, uword labels, Growth& growth) {
  move_hidden<4>(t, step, w, labels, growth);
}
void move_hidden_2(const Tile& t, const double* step, const double* w, uword labels, Growth& growth) {
  move_hidden<2>(t, step, w, labels, growth);
}
GRADLAB_WIDTH_8 void move_label_8(const Tile& t, const double* step, Growth& growth) { move_label<8>(t, step, growth); }
GRADLAB_WIDTH_4 void move_label_4(const Tile& t, const double* step, Growth& growth) { move_label<4>(t, step, growth); }
void move_label_2(const Tile& t, const double* step, Growth& growth) { move_label<2>(t, step, growth); }

Kernels kernels_of(int width) {
  if (width == 8) return {move_hidden_8, move_label_8};
  if (width == 4) return {move_hidden_4, move_label_4};
  return {move_hidden_2, move_label_2};
}

// Sums of logarithms over the tiles, and of the last step's sizes. Equal logarithms all round to the same side; the
// longer type keeps that from adding up.
struct Sums {
  std::array<long double, together> value{};
  double size = 0;

  void add(const Growth& growth) {
    for (std::size_t q = 0; q < together; ++q) {
      std::array<double, lanes> all;
      std::copy_n(growth.product[q], lanes, all.begin());
      for (uword half = lanes / 2; half > 0; half /= 2) {
        for (uword l = 0; l < half; ++l) all[l] += all[l + half] + all[l] * all[l + half];
      }
      value[q] += std::log1p(all[0]);
    }
    for (const double each : growth.size) size += each;
  }
};

struct Work {
  const ForwardPass& pass;
  const Tables& tables;
  Kernels kernels;
  std::vector<Difference>& differences;
};

const arma::mat& matrix_of(const ForwardPass& pass, const Steps4& steps) {
  return steps.in_Theta1 ? pass.weights.Theta1 : pass.weights.Theta2;
}

void finish(const Work& work, const Steps4& steps, const Sums& sums) {
  const double m = static_cast<double>(work.pass.examples()), longest = std::abs(steps.step.back());
  const double weight = matrix_of(work.pass, steps)(steps.row, steps.column);
  for (std::size_t q = 0; q < together; ++q) {
    if (q < together - steps.count) continue;
    const double penalty = move_penalty(work.pass, weight, steps.column, steps.step[q]);
    const double share = longest > 0 ? std::abs(steps.step[q]) / longest : 0;
    const double size = sums.size * share * allowance / m + std::abs(penalty);
    work.differences[steps.move[q]] = {static_cast<double>(sums.value[q] / m) + penalty, work.pass.rounding * size};
  }
}

// ---- A column of Theta1 ----

// Where few inputs are 0, gathering the others takes longer than moving all. The data alone decide, and not which
// weights move together: a part of the weights gives the same bits.
constexpr double most_gathered = 0.9;

std::vector<uword> find_nonzero(const double* input, uword count) {
  std::vector<uword> found;
  for (uword i = 0; i < count; ++i) {
    if (input[i] != 0) found.push_back(i);
  }
  return found;
}

// A tile's numbers, copied from the examples where something comes in; zeros fill up the last lanes.
class Gathered {
 public:
  explicit Gathered(uword labels) : room_(tile, 4 * labels + 3) {}

  void choose(const uword* examples, uword count) {
    examples_ = examples;
    count_ = count;
    padded_ = (count + lanes - 1) / lanes * lanes;
  }

  const double* gather(uword column, const double* from) {
    double* const to = room_.colptr(column);
    for (uword i = 0; i < count_; ++i) to[i] = from[examples_[i]];
    std::fill(to + count_, to + padded_, 0.0);
    return to;
  }

  // The tables' terms; beside them input, a1 and slope1 of one unit after the other.
  Tile tile_of(const Tables& tables, const double* input) {
    for (uword t = 0; t < tables.terms.n_cols; ++t) gather(t, tables.terms.colptr(t));
    const uword last = tables.terms.n_cols;
    return {padded_, {room_.memptr(), tile}, gather(last, input), room_.colptr(last + 1), room_.colptr(last + 2)};
  }

  void set_unit(const Tables& tables, uword unit) {
    const uword last = tables.terms.n_cols;
    gather(last + 1, tables.a1.colptr(unit + 1));
    gather(last + 2, tables.slope1.colptr(unit));
  }

 private:
  arma::mat room_;
  const uword* examples_ = nullptr;
  uword count_ = 0, padded_ = 0;
};

void move_gathered(const Work& work, const std::vector<Steps4>& all, const std::vector<uword>& examples,
                   const double* input, std::vector<Sums>& sums) {
  const arma::mat& Theta2 = work.pass.weights.Theta2;
  Gathered room(work.pass.labels());
  for (uword first = 0; first < examples.size(); first += tile) {
    room.choose(&examples[first], std::min(tile, examples.size() - first));
    const Tile t = room.tile_of(work.tables, input);
    for (std::size_t s = 0; s < all.size(); ++s) {
      room.set_unit(work.tables, all[s].row);
      Growth growth;
      work.kernels.move_hidden(t, all[s].step.data(), Theta2.colptr(all[s].row + 1), work.pass.labels(), growth);
      sums[s].add(growth);
    }
  }
}

void move_all(const Work& work, const std::vector<Steps4>& all, const double* input, std::vector<Sums>& sums) {
  const arma::mat& Theta2 = work.pass.weights.Theta2;
  const Tables& tables = work.tables;
  std::array<double, tile> padded{};
  for (uword first = 0; first < tables.terms.n_rows; first += tile) {
    const uword count = std::min(tile, tables.terms.n_rows - first);
    const uword here = std::min(count, work.pass.examples() - first);
    std::copy_n(input + first, here, padded.begin());
    std::fill(padded.begin() + here, padded.end(), 0.0);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const Tile t = {count,
                      {tables.terms.memptr() + first, tables.terms.n_rows},
                      padded.data(),
                      tables.a1.colptr(all[s].row + 1) + first,
                      tables.slope1.colptr(all[s].row) + first};
      Growth growth;
      work.kernels.move_hidden(t, all[s].step.data(), Theta2.colptr(all[s].row + 1), work.pass.labels(), growth);
      sums[s].add(growth);
    }
  }
}

void move_column_of_Theta1(const Work& work, const std::vector<Steps4>& all) {
  const double* const input = work.pass.input(all.front().column);
  std::vector<Sums> sums(all.size());
  const std::vector<uword> examples = find_nonzero(input, work.pass.examples());
  const double m = static_cast<double>(work.pass.examples());
  if (static_cast<double>(examples.size()) < most_gathered * m) {
    move_gathered(work, all, examples, input, sums);
  } else {
    move_all(work, all, input, sums);
  }
  for (std::size_t s = 0; s < all.size(); ++s) finish(work, all[s], sums[s]);
}

// ---- A column of Theta2 ----

void move_column_of_Theta2(const Work& work, const std::vector<Steps4>& all) {
  const Tables& tables = work.tables;
  for (const Steps4& steps : all) {
    Sums sums;
    for (uword first = 0; first < tables.terms.n_rows; first += tile) {
      const Tile t = {std::min(tile, tables.terms.n_rows - first),
                      {tables.terms.colptr(4 * steps.row) + first, tables.terms.n_rows},
                      tables.a1.colptr(steps.column) + first,
                      nullptr,
                      nullptr};
      Growth growth;
      work.kernels.move_label(t, steps.step.data(), growth);
      sums.add(growth);
    }
    finish(work, steps, sums);
  }
}

// ---- All columns ----

bool is_small(const ForwardPass& pass, const Steps4& steps, double step) {
  const double into = std::abs(step) * (steps.in_Theta1 ? pass.largest_inputs(steps.column) : 1);
  const double largest = steps.in_Theta1 ? into * pass.largest_exponent(steps.row) : into;
  const double sum = steps.in_Theta1 ? into * pass.sum_of_exponents(steps.row) : into;
  return largest <= exponent_limit && sum <= shared_exponent / static_cast<double>(tile);
}

// The weight that an index of theta means, without steps.
Steps4 find_weight(const ForwardPass& pass, uword k) {
  const auto& [Theta1, Theta2] = pass.weights;
  Steps4 found;
  found.in_Theta1 = k < Theta1.n_elem;
  const uword place = found.in_Theta1 ? k : k - Theta1.n_elem;
  const uword columns = found.in_Theta1 ? Theta1.n_cols : Theta2.n_cols;
  found.row = place / columns;  // unrolled row by row
  found.column = place % columns;
  return found;
}

// The steps stand at the end, the longest one last.
void add_step(Steps4& steps, std::size_t move, double step) {
  ++steps.count;
  const std::size_t first = together - steps.count;
  steps.step[first] = step;
  steps.move[first] = move;
  if (std::abs(step) > std::abs(steps.step.back())) {
    std::swap(steps.step[first], steps.step.back());
    std::swap(steps.move[first], steps.move.back());
  }
}

struct Sorted {
  std::vector<std::vector<Steps4>> columns;  // those of Theta1, then those of Theta2
  std::vector<std::size_t> far;              // moves of long steps
};

Sorted sort(const ForwardPass& pass, const std::vector<Move>& moves) {
  const uword columns1 = pass.weights.Theta1.n_cols;
  Sorted sorted;
  sorted.columns.resize(columns1 + pass.weights.Theta2.n_cols);
  Steps4 weight;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const bool is_next = i == 0 || moves[i].k != moves[i - 1].k;
    if (is_next) weight = find_weight(pass, moves[i].k);
    if (!is_small(pass, weight, moves[i].step)) {
      sorted.far.push_back(i);
      continue;
    }
    std::vector<Steps4>& column = sorted.columns[weight.in_Theta1 ? weight.column : columns1 + weight.column];
    const bool continues = !column.empty() && column.back().row == weight.row && column.back().count < together &&
                           moves[column.back().move.back()].k == moves[i].k;
    if (!continues) column.push_back(weight);
    add_step(column.back(), i, moves[i].step);
  }
  std::erase_if(sorted.columns, [](const std::vector<Steps4>& column) { return column.empty(); });
  return sorted;
}

std::vector<Difference> one_by_one(const std::vector<Move>& moves, const DifferenceFunction& one,
                                   const in_parallel::Options& options) {
  std::vector<Difference> differences(moves.size());
  in_parallel::for_each(moves.size(), options, [&](std::size_t i) {
    differences[i] = one(moves[i].k, moves[i].step);
  });
  return differences;
}

}  // namespace

std::vector<Difference> differences_by_column(const ForwardPass& pass, const std::vector<Move>& moves,
                                              const DifferenceFunction& one, const in_parallel::Options& options,
                                              int width) {
  constexpr uword most_numbers = uword{1} << 27;  // of a table; a larger one would fill the memory
  if (4 * pass.labels() * pass.examples() > most_numbers) return one_by_one(moves, one, options);
  const Sorted sorted = sort(pass, moves);
  const Tables tables = sorted.columns.empty() ? Tables{} : make_tables(pass);
  std::vector<Difference> differences(moves.size());
  const Work work = {pass, tables, kernels_of(width), differences};
  const std::size_t columns = sorted.columns.size();
  in_parallel::for_each(columns + sorted.far.size(), options, [&](std::size_t i) {
    if (i >= columns) {
      const std::size_t far = sorted.far[i - columns];
      differences[far] = one(moves[far].k, moves[far].step);
    } else if (sorted.columns[i].front().in_Theta1) {
      move_column_of_Theta1(work, sorted.columns[i]);
    } else {
      move_column_of_Theta2(work, sorted.columns[i]);
    }
  });
  return differences;
}

}  // namespace gradlab::neural_network
