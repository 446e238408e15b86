// Which labels were answered as which others, in text.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::program {

/// A table, or with many labels the ten most frequent confusions. confusion: (K, K), row: the right label, column: the
/// answer.
std::string describe_confusion(const arma::umat& confusion, const std::vector<std::string>& labels, bool color);

}  // namespace gradlab::program
