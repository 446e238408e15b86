// Tells a function that keeps state from one of chance, by what it answers when it is asked for one theta again and again.
#pragma once

#include <vector>

namespace gradlab::check {

/// Answers to calls of one function at one theta, in a row.
enum class Order {
  steady,     ///< they are the same
  ordered,    ///< they go on in one direction, settle, or come again in turn: they depend on the calls before
  scattered,  ///< they have no order: chance
};

/// `allowed`: answers nearer to each other are the same. Six answers by chance look ordered less than once in 200 times.
Order find_order(const std::vector<double>& answers, double allowed);

/// Answers to calls at one theta: before a call at another theta, after it, once more, after a call elsewhere, once more.
/// Whether they depend on the calls before: each call elsewhere has the same effect.
bool follows_calls(const std::vector<double>& answers, double allowed);

/// The factor by which each answer comes nearer to where the answers settle; 0 where nothing is left to go.
double rate_of_settling(const std::vector<double>& answers, double allowed);

}  // namespace gradlab::check
