// Tells a function that keeps state from one of chance, by its answers to repeated calls at one theta.
#pragma once

#include <vector>

namespace gradlab::check {

/// Answers to calls of one function at one theta, in a row.
enum class Order {
  steady,     ///< they are the same
  ordered,    ///< they go on in one direction, settle, or come again in turn: they depend on the calls before
  scattered,  ///< they have no order: chance
};

/// `allowed`: answers nearer to each other are the same. Six answers by chance look ordered once in 200 times at most.
Order find_order(const std::vector<double>& answers, double allowed);

/// Whether answers depend on the calls before: each call elsewhere has the same effect. `answers`: at one theta, before
/// a call elsewhere, after it, once more, after a call elsewhere, once more.
bool follows_calls(const std::vector<double>& answers, double allowed);

/// The factor by which each answer comes nearer to where the answers settle; 0 where nothing is left to go.
double rate_of_settling(const std::vector<double>& answers, double allowed);

}  // namespace gradlab::check
