// An answer of the engine: words as JSON, and the numbers of its matrices as bytes. The page reads both from memory.
#pragma once

#include "terminal/json.hpp"

#include <armadillo>

#include <vector>

namespace gradlab::engine {

using terminal::Json;

/// The numbers of all matrices of one answer, each matrix row by row.
class Numbers {
 public:
  /// Returns what stands for the matrix in the JSON: {"at": 12, "rows": 5, "columns": 4}.
  Json add(const arma::mat& matrix);

  const std::vector<double>& all() const { return all_; }

 private:
  std::vector<double> all_;
};

/// Answers one request of the page.
using Verb = Json(const Json& request, Numbers& numbers);

}  // namespace gradlab::engine
