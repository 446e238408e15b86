// The numbers that an explanation by structure looks at: one block of a wrong gradient, or some of its entries, beside
// what is right there. It holds and names them; what they look like is for likeness.hpp and its neighbors to find.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::diagnosis {

// One block's numbers, or some of its entries.
struct BlockPart {
  const Block* block = nullptr;
  arma::uvec entries;       // in the block
  arma::vec C, G, D, P, T;  // claimed, right, its data part and its penalty, the weights
  arma::vec allowed;
  std::string statement;  // where the block's gradient comes from

  arma::vec difference() const { return C - G; }
};

// What was found about an area.
struct Pattern {
  std::string mistake, explanation, evidence, statement, remedy;
};

/// The entries `which` of the area.
BlockPart cut(const BlockPart& area, const arma::uvec& which);

BlockPart whole_block(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const Parts& right, const Facts& facts,
                 std::size_t b);

/// Indices within the area of those entries that lie in the block's bias column, or of the others.
arma::uvec bias_of(const BlockPart& a, bool bias);

/// The weights of the area, zero where they are not of the bias column (or where they are).
arma::vec weights_of(const BlockPart& a, bool bias);

/// "Theta1(:,0)", "Theta2(1:,:)", "Theta1".
std::string name_area(const BlockPart& area);

/// The columns and rows of entries of a block.
Where place_of(const Block& block, const arma::uvec& entries);

/// As name_area(); "J" for the cost.
std::string name_place(const Where& where, const std::vector<Block>& blocks);

/// The block's entries as the matrix that they are.
arma::mat to_matrix(const Block& block, const arma::vec& entries);

/// "0, 3, 4", and at length "0, 1, 2, 3, 4 and 12 more".
std::string list(const std::vector<arma::uword>& numbers);

std::string plural(const std::string& noun, std::size_t count);

}  // namespace gradlab::diagnosis
