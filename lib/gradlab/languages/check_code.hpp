// Checks foreign code: finds out how the code is called, checks it on several networks (or at one theta, where it takes
// theta alone), and merges what the networks say. See adapters.hpp for the commands that start code.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/languages/checked_code.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/models/regression/problem.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace gradlab::languages {

struct CodeCheckOptions : check::CheckOptions {
  /// Points with a network where the code takes one, else without. Empty: chosen here.
  /// A function of theta is checked at the first point that it takes.
  std::vector<TestPoint> points;
  std::optional<regression::Kind> regression = {};  ///< the code is such a regression, no network
  bool needs_lambda = false;  ///< refuse code that takes no lambda; else such code is checked with lambda 0
  std::function<void(double fraction)> searching = {};  ///< called now and then while ways of calling are tried
  neural_network::Order usual_order = neural_network::Order::by_rows;  ///< the order of theta that is tried first
};

/// throws std::invalid_argument, with the code's own words, if the code cannot be checked; process::Gone if it dies.
CheckedCode check_code(const Code& code, const CodeCheckOptions& options = {});

/// The same; code that cannot be checked, or whose figures do not say that it was called as it is meant, is checked as
/// its own program calls it, where that can be told: then its description is another one.
CheckedCode check_code_or_usage(Code& code, const CodeCheckOptions& options = {});

}  // namespace gradlab::languages
