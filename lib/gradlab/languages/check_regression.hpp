// Checks a regression's own cost function, with our regression as a further witness.
#pragma once

#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/models/regression/problem.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace gradlab::languages {

/// What must be ours for a function to be taken for a regression's. Nothing: the caller says that it is one.
enum class MustMatch { nothing, cost_or_gradient, both };

/// Tries the kinds in turn, X with its column of ones first. Nothing where no function is such a regression.
/// throws CodeError with the code's own words where nothing must match and nothing runs; and process::Gone.
std::optional<CheckedCode> check_regression(const Code& code, const std::vector<regression::Kind>& kinds,
                                            MustMatch must, std::uint64_t seed, const check::CheckOptions& options);

/// It takes theta, X and y, and no sizes.
bool may_be_regression(const Choice& choice);

}  // namespace gradlab::languages
