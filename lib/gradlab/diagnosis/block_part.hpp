// Holds and names the numbers of one block of a wrong gradient, or of some of its entries, beside the right ones.
// See pattern.hpp, disorder.hpp, errors.hpp and summands.hpp for the patterns in these numbers.
#pragma once

#include "gradlab/diagnosis/diagnosis_input.hpp"
#include "gradlab/diagnosis/finding.hpp"
#include "gradlab/mistake.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// Some entries of a block: all, the wrong ones, or those of the bias column.
struct BlockPart {
  const Block* block = nullptr;
  arma::uvec entries;       ///< counted within the block
  arma::vec C, G, D, P, T;  ///< claimed; right; the data's part and the penalty's part of the right one; the weights
  arma::vec allowed;
  std::string statement;  ///< computes the block's gradient in the source

  arma::vec difference() const { return C - G; }
};

/// The entries `which` of the area.
BlockPart cut(const BlockPart& area, const arma::uvec& which);

BlockPart whole_block(const DiagnosisInput& input, const MatchTolerance& tolerance, const Parts& right,
                      const Facts& facts, std::size_t b);

/// Indices within the area of those entries that lie in the block's bias column, or of the others.
arma::uvec bias_of(const BlockPart& a, bool bias);

/// The weights of the area. Zero outside of the bias column, or with `bias` false: within it.
arma::vec weights_of(const BlockPart& a, bool bias);

/// "Theta1(:,0)", "Theta2(1:,:)", "Theta1".
std::string name_area(const BlockPart& area);

/// The columns and rows of entries of a block.
Where place_of(const Block& block, const arma::uvec& entries);

/// As name_area(); "J" for the cost.
std::string name_place(const Where& where, const std::vector<Block>& blocks);

/// found() at the place of `area`.
Finding found_in(const BlockPart& area, const Pattern& pattern, const std::string& evidence,
                 const std::string& statement, const std::string& noun = "");

/// The block's entries as the matrix that they are.
arma::mat to_matrix(const Block& block, const arma::vec& entries);

/// "0, 3, 4", and at length "0, 1, 2, 3, 4 and 12 more".
std::string list(const std::vector<arma::uword>& numbers);

std::string plural(const std::string& noun, std::size_t count);

}  // namespace gradlab::diagnosis
