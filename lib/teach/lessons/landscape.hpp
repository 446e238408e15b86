// The cost over the plane of two parameters, and the paths that optimizers take on it.
#pragma once

#include "gradlab/train/gradient_descent.hpp"
#include "gradlab/train/minimize.hpp"
#include "terminal/canvas.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::teach {

struct Range {
  std::string name;
  double low, high;
};

struct NamedOptimizer {
  std::string name;
  train::Minimize* minimize;
};

struct Landscape {
  train::CostAndGradientFunction cost;  ///< above 0
  Range x, y;                           ///< of the first and the second parameter
  arma::vec start;
  double alpha;  ///< of gradient descent
  arma::uword steps;
  std::vector<NamedOptimizer> optimizers = {{"gradient descent", train::minimize_by_gradient_descent}};
};

struct Path {
  std::string name;
  arma::mat points;             ///< (k, 3): both parameters and their cost, first at the start, then after each step
  arma::uword evaluations = 0;  ///< of cost and gradient
};

/// One path an optimizer.
std::vector<Path> find_paths(const Landscape& landscape);

/// The cost on a grid of points in the middle of as many cells; the first row is the highest y.
arma::mat costs_on(const Landscape& landscape, arma::uword rows, arma::uword columns);

/// 1, 2 and 5 times each power of ten between the least and the largest of the costs; of more than `most` the largest.
std::vector<double> round_heights(const arma::mat& costs, std::size_t most);

/// The denser the character, the higher the ground; its heights stand below. S is the start, E the end of a path.
std::string draw_landscape(const Landscape& landscape, const terminal::Canvas& canvas);

}  // namespace gradlab::teach
