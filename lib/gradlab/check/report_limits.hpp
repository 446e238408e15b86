// Lines of the report on what was found at single entries, and on what the Taylor test's slope means. See report.hpp.
#pragma once

#include "gradlab/check/result.hpp"

#include <string>

namespace gradlab::check {

/// Under the worst entry: the kink, edge or jump at which it stands, and the length over which the cost changes along
/// it, where that was looked for.
std::string describe_estimate(const numeric::Estimate& estimate);

/// Entries at jumps and edges, by name; a line for each kind.
std::string describe_features(const CheckResult& result);

/// The slopes, each with what it means where it is no 2.
std::string describe_slopes(const CheckResult& result);

/// Where all entries are off by about the same small share: what may be the cause, and what tolerance accepts them.
std::string describe_nearly_right(const CheckResult& result);

/// "W1(0,2), W1(1,2) and 7 more" for these indices into theta.
std::string name_entries(const CheckResult& result, const std::vector<arma::uword>& entries);

}  // namespace gradlab::check
