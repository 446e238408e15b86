// Lesson 10: a matrix as a ribbon, by rows and by columns.
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/loop.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace gradlab::tutorials::lesson_10 {

namespace {

namespace nn = neural_network;
using nn::Order;

// Every entry is its own place: 10 * row + column.
arma::mat named_places(arma::uword rows, arma::uword columns) {
  arma::mat places(rows, columns);
  for (arma::uword r = 0; r < rows; ++r) {
    for (arma::uword c = 0; c < columns; ++c) places(r, c) = static_cast<double>(10 * r + c);
  }
  return places;
}

std::string ribbon(const arma::vec& entries) {
  std::string text;
  for (const double entry : entries) text += fmt::format("{:02.0f} ", entry);
  text.pop_back();
  return text;
}

std::string draw_ribbons(const Canvas&) {
  const arma::mat places = named_places(2, 4);
  std::string text = "  the matrix: each cell its row, column\n";
  for (arma::uword r = 0; r < places.n_rows; ++r) text += "      " + ribbon(places.row(r).t()) + "\n";
  return text + "  by rows (NumPy)\n      " + ribbon(nn::unroll(places, Order::by_rows)) +
         "\n  by columns (Octave, Armadillo)\n      " + ribbon(nn::unroll(places, Order::by_columns)) + "\n";
}

std::string wrong_way_back() {
  const arma::mat places = named_places(2, 4);
  const arma::mat back = nn::reshape<double>(nn::unroll(places, Order::by_rows), 2, 4, Order::by_columns);
  std::string text = "before         after\n";
  for (arma::uword r = 0; r < 2; ++r) text += ribbon(places.row(r).t()) + "    " + ribbon(back.row(r).t()) + "\n";
  return text;
}

arma::vec gradient(Order order) {
  const auto run = nn::loop::nn_cost_function(nn::debug_network());
  return nn::unroll(nn::Weights{run.grad1, run.grad2}, order);
}

// What stands at the first places, and to which place it belongs.
std::string moved(const arma::vec& expected, const arma::vec& found) {
  std::string text = "at  expected     found        home\n";
  for (arma::uword k = 0; k < 6; ++k) {
    text += fmt::format("{:2}  {:11.8f}  {:11.8f}  {:4}\n", k, expected(k), found(k),
                        arma::abs(expected - found(k)).index_min());
  }
  return text;
}

double position_of(double place, Order order) {
  const arma::vec ribbon_entries = nn::unroll(named_places(2, 4), order);
  return static_cast<double>(std::find(ribbon_entries.begin(), ribbon_entries.end(), place) - ribbon_entries.begin());
}

}  // namespace

Live live() {
  const arma::vec rows = gradient(Order::by_rows), columns = gradient(Order::by_columns);
  const nn::Weights weights = weights_of(nn::debug_network());
  const nn::Weights back = nn::reshape(nn::unroll(weights), nn::sizes_of(weights));
  const double lost = arma::abs(back.Theta1 - weights.Theta1).max() + arma::abs(back.Theta2 - weights.Theta2).max();
  Live live;
  live.values["round_trip"] = fmt::format("largest difference between Theta and its copy: {}", lost);
  live.values["wrong_way"] = wrong_way_back();
  live.values["norms"] = fmt::format("norm, by rows          {:.8f}\nnorm, by columns       {:.8f}\n"
                                     "cosine of the angle    {:.2f}",
                                     arma::norm(rows), arma::norm(columns), arma::norm_dot(rows, columns));
  live.values["moved"] = moved(rows, columns);
  live.pictures["ribbons"] = [] { return Diagram{draw_ribbons}; };
  live.answers["by_rows"] = {position_of(10, Order::by_rows)};
  live.answers["by_columns"] = {position_of(10, Order::by_columns)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_10
