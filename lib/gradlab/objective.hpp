// A model as the numerical methods and the checker see it: a cost of one vector of parameters. A model may also offer a
// complex cost and fast differences of its own. See models/ for how a model computes them.
#pragma once

#include "gradlab/in_parallel.hpp"

#include <armadillo>

#include <complex>
#include <functional>
#include <string>
#include <vector>

namespace gradlab {

static_assert(sizeof(arma::uword) == 8,
              "gradlab needs Armadillo's 64-bit sizes: do not define ARMA_32BIT_WORD, and define ARMA_64BIT_WORD "
              "where the default is 32 bits");

/// A cost together with its gradient at one point.
struct Evaluation {
  double cost = arma::datum::nan;
  arma::vec gradient;  ///< same length and order as the parameters
};

/// f(theta + step e_k) - f(theta), and how far rounding may have moved it.
struct Difference {
  double value = arma::datum::nan;
  double rounding = arma::datum::nan;  ///< bound on the rounding error of `value`, in units of the cost
};

/// One entry of the parameters (from 0), and how far it is moved.
struct Move {
  arma::uword k = 0;
  double step = 0;
};

/// Differences around one fixed point: the entry k is moved by `step`, all others stay.
struct DifferenceFunction : std::function<Difference(arma::uword k, double step)> {
  using function::function;

  /// One difference for each move, all in one call: where a model computes many together faster than one by one. They
  /// agree with single ones within their roundings. Those that Options::keep_going leaves out are NaN.
  /// Moves of one entry stand together. Empty: there is no such way.
  std::function<std::vector<Difference>(const std::vector<Move>& moves, const in_parallel::Options& options)> many;
};

/// The same differences, each changed by `change`.
DifferenceFunction change_each(const DifferenceFunction& differences,
                               const std::function<Difference(const Move& move, Difference difference)>& change);

/// A stretch of the parameter vector that people know by a name and as a matrix.
struct Block {
  std::string name;  ///< "Theta1"
  arma::uword rows = 0;
  arma::uword columns = 0;
  bool by_rows = true;         ///< how the matrix lies in the vector: row by row, or column by column
  bool first_is_bias = false;  ///< column 0 belongs to the bias: a sample of entries then covers it on purpose
  /// What entry (row, column), counted from 0, stands for: "hidden unit 3, input 17". May be empty.
  std::function<std::string(arma::uword row, arma::uword column)> meaning;

  arma::uword size() const { return rows * columns; }
};

/// A function of one parameter vector. Only `cost` must be there.
struct Objective {
  std::function<double(const arma::vec& theta)> cost;

  /// The same cost for complex parameters; it must be analytic (no abs, no max, no conjugate). Enables complex step.
  std::function<std::complex<double>(const arma::cx_vec& theta)> complex_cost;

  /// The model's own differences around theta, cheaper or more exact than two calls of `cost`.
  std::function<DifferenceFunction(const arma::vec& theta)> differences;

  /// Names for the stretches of theta, in order; empty means one block called "theta".
  std::vector<Block> blocks;

  /// The functions above may be called from several threads at once.
  bool concurrent = false;
};

/// The differences around theta: the model's own where it has them, else by two calls of the cost.
DifferenceFunction differences_around(const Objective& objective, const arma::vec& theta);

}  // namespace gradlab
