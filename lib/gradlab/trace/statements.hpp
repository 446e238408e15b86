// The 30 statements of the network's source as one table: number, name, shape, what it is, the maths, a NumPy and an
// Octave line; and the lines of loop.cpp and vectorized.cpp that go with them, taken from those very files.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace gradlab::trace {

inline constexpr int statement_count = 30;

struct Statement {
  int number;              ///< 1..30
  std::string_view name;   ///< what it gives a value to, by the source's name; "return" for S30
  std::string_view shape;  ///< "(h, n+1)"; a number's is "scalar"
  std::string_view what;   ///< in a few words
  std::string_view maths;  ///< one line of plain Unicode, each sign one column wide
  std::string_view numpy;  ///< indices from 0, @ the matrix product, * entry by entry
  std::string_view octave;   ///< indices from 1; theta unrolled by columns, as the Octave course has it
  std::string_view instead;  ///< what the vectorized version does where it has no such line; else empty

  std::string id() const { return std::string("S").append(std::to_string(number)); }
};

const std::array<Statement, statement_count>& statements();

/// By its number. throws std::invalid_argument if there is no such statement.
const Statement& find_statement(int number);

/// "S23", "s23" or "23". throws std::invalid_argument, saying what is expected, for anything else.
const Statement& find_statement(std::string_view text);

/// How a line is written: in C++ it is that of loop.cpp.
enum class Writing { numpy, octave, cpp };

std::string_view to_string(Writing writing);  ///< "NumPy", "Octave", "C++"

std::string line_in(Writing writing, const Statement& statement);

/// The statement's line of loop.cpp, without its mark; a line that was broken is joined.
std::string loop_line(int number);

/// The line of vectorized.cpp that does the statement's work; empty where none does.
std::string vectorized_line(int number);

}  // namespace gradlab::trace
