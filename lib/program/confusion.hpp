// Which labels a model confuses, as train shows it.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::program {

/// A table, or with many labels the ten most frequent confusions. confusion: (K, K), a row for each right label, a
/// column for each answer; labels: their names, in this order.
std::string describe_confusion(const arma::umat& confusion, const std::vector<std::string>& labels, bool color);

}  // namespace gradlab::program
