// How near two numbers must be for the diagnosis to call them the same: constants, each a share of the numbers.
// Greater: more noise is allowed, and more coincidences pass for explanations. Smaller: the other way round.
#pragma once

namespace gradlab::diagnosis {

// ---- A claim beside what is right, or beside an explanation ----

/// Of the largest entry in a column. Right code agrees to 1e-13 or so; chance adds a digit once in ten times.
inline constexpr double rounding = 1e-9;
/// The same for numbers of 24 bits, each of which is off by 6e-8 of itself before anything is summed up.
inline constexpr double rounding_of_single_precision = 3e-5;
/// Of the largest entry in the block: what a column of small entries has lost beside columns of large ones.
inline constexpr double rounding_of_block = 1e-13;
/// Of the largest entry in the block: what a sum of large terms that cancel has lost. For explanations.
inline constexpr double rounding_of_terms = 1e-14;
/// A cost is one number, so an explanation of it must meet more digits.
inline constexpr double rounding_of_cost = 1e-11;
/// Of the allowed difference: an entry that was set to a constant, as 0, is that constant to the last digit.
inline constexpr double share_for_constants = 1e-3;

// ---- Factors and counts that are computed from a claim ----

/// A factor has the digits of the entries that gave it; it has a name if it meets 7 of them.
inline constexpr double named_factor = 1e-7;
/// A factor of a cost rests on one number instead of a block of them.
inline constexpr double named_factor_of_cost = 1e-9;
/// Counts of examples and errors of outputs come out of a system of equations, which costs digits.
inline constexpr double solved_number = 1e-6;
/// The same sums divided by another number.
inline constexpr double scaled_sum = 1e-12;

// ---- Columns of a matrix ----

/// A column that others give to seven digits has no coefficient of its own.
inline constexpr double least_independence = 1e-7;
/// Of a difference's norm: smaller parts of it are rounding error.
inline constexpr double weak_direction = 1e-9;

// ---- The terms of a cost ----

/// A term is known well enough to name its factor where the cost is known to this share of the term.
inline constexpr double known_term = 1e-8;
/// The difference of two costs must be this many times its uncertainty before a term is named for it.
inline constexpr double known_difference = 1e6;

}  // namespace gradlab::diagnosis
