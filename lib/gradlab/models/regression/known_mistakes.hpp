// The mistakes that people make in linear and logistic regression, ready to run on one configuration: what the
// diagnosis asks for. Concluding from them is the business of check/. Adding one: a row in regression_suspects.cpp.
#pragma once

#include "gradlab/mistake.hpp"

#include <armadillo>

namespace gradlab {

enum class RegressionKind { linear, logistic };

struct RegressionConfiguration {
  RegressionKind kind = RegressionKind::linear;
  arma::vec theta;  ///< (n+1), the bias first
  arma::mat X;      ///< (m, n)
  arma::vec y;      ///< (m); 0 or 1 for logistic regression
  double Lambda = 0;
};

/// Claims to hold against it: reg_J and its gradient.
/// throws std::invalid_argument if the configuration's parts do not belong together.
KnownMistakes make_known_mistakes(const RegressionConfiguration& configuration);

}  // namespace gradlab
