// What a verdict hangs on: the point, and there the entry. See report.hpp for the words.
#pragma once

#include "gradlab/check/result.hpp"

#include <armadillo>

#include <string>

namespace gradlab::check {

/// The worst verdict at theta itself, whatever further points say.
Verdict verdict_at_theta(const CheckResult& result);

/// The first further point that is worse than theta, where the verdict is that point's; else the result itself.
const CheckResult& telling_point(const CheckResult& result);

/// Counted from 1: theta is point 1. `point` is one of the result's, or the result itself.
std::size_t number_of(const CheckResult& point, const CheckResult& result);

struct WorstEntry {
  const ImplementationResult* implementation = nullptr;
  const BlockResult* block = nullptr;  ///< null: no entry was checked

  arma::uword index() const;  ///< in theta
  std::string name() const;   ///< "Theta1(0,0): hidden unit 0, bias"
};

/// The first implementation with the worst verdict, and its worst block.
WorstEntry find_worst_entry(const CheckResult& result);

}  // namespace gradlab::check
