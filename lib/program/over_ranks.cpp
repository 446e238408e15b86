#include "program/over_ranks.hpp"

#include "program/ranks.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace gradlab::program {

namespace {

// The sums of differences, and the sums of their bounds: with what the additions themselves may round.
void add_up_differences(std::vector<Difference>& differences, double weight) {
  constexpr std::size_t numbers = 3;
  std::vector<double> sums;
  for (const Difference& one : differences) {
    for (const double number : {one.value, one.rounding, std::abs(one.value)}) sums.push_back(weight * number);
  }
  add_up(sums);
  const double rounding_of_sum = static_cast<double>(ranks()) * std::numeric_limits<double>::epsilon();
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const double* const sum = sums.data() + numbers * i;
    differences[i] = {sum[0], sum[1] + rounding_of_sum * sum[2]};
  }
}

DifferenceFunction add_up_over_ranks(const DifferenceFunction& mine, double weight) {
  DifferenceFunction all = [mine, weight](arma::uword k, double step) {
    std::vector<Difference> one = {mine(k, step)};
    add_up_differences(one, weight);
    return one.front();
  };
  if (!mine.many) return all;
  all.many = [many = mine.many, weight](const std::vector<Move>& moves, const in_parallel::Options& options) {
    // The sums take one thread, and what is summed all of them.
    std::vector<Difference> differences = many(moves, {0, options.progress, {}});
    add_up_differences(differences, weight);
    return differences;
  };
  return all;
}

}  // namespace

Objective add_up_over_ranks(const Objective& mine, double weight) {
  Objective all;
  all.blocks = mine.blocks;
  all.cost = [cost = mine.cost, weight](const arma::vec& theta) {
    double sum = weight * cost(theta);
    add_up({&sum, 1});
    return sum;
  };
  if (mine.complex_cost) {
    all.complex_cost = [cost = mine.complex_cost, weight](const arma::cx_vec& theta) {
      const std::complex<double> own = weight * cost(theta);
      std::array<double, 2> sums = {own.real(), own.imag()};
      add_up(sums);
      return std::complex<double>(sums[0], sums[1]);
    };
  }
  if (mine.differences) {
    all.differences = [differences = mine.differences, weight](const arma::vec& theta) {
      return add_up_over_ranks(differences(theta), weight);
    };
  }
  return all;
}

train::CostAndGradientFunction add_up_over_ranks(const train::CostAndGradientFunction& mine, double weight) {
  return [mine, weight](const arma::vec& theta) {
    const Evaluation own = mine(theta);
    arma::vec sums(own.gradient.n_elem + 1);
    sums(0) = weight * own.cost;
    sums.tail(own.gradient.n_elem) = weight * own.gradient;
    add_up(sums);
    return Evaluation{sums(0), sums.tail(own.gradient.n_elem)};
  };
}

Score add_up_over_ranks(const Score& mine) {
  const auto m = static_cast<double>(mine.examples);
  arma::vec sums(3 + mine.confusion.n_elem);
  sums.head(3) = arma::vec{m, mine.examples > 0 ? m * mine.cost : 0, static_cast<double>(mine.right)};
  sums.tail(mine.confusion.n_elem) = arma::conv_to<arma::vec>::from(arma::vectorise(mine.confusion));
  add_up(sums);
  Score all = mine;
  all.examples = static_cast<arma::uword>(sums(0));
  all.cost = sums(1) / sums(0);
  all.right = static_cast<arma::uword>(sums(2));
  for (arma::uword i = 0; i < all.confusion.n_elem; ++i) all.confusion(i) = static_cast<arma::uword>(sums(3 + i));
  return all;
}

}  // namespace gradlab::program
