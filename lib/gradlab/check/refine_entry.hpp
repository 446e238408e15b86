// One entry's numerical derivative, improved until a verdict stands: which estimate is believed when several methods
// contradict each other, and when the function's own length has to be looked for. The methods are numeric/'s.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "gradlab/numeric/along_one_parameter.hpp"
#include "gradlab/numeric/estimate.hpp"
#include "gradlab/numeric/methods.hpp"

#include <functional>
#include <set>
#include <string_view>
#include <vector>

namespace gradlab::check {

struct Refined {
  numeric::Estimate estimate;
  std::set<std::string_view> used;
};

/// Tries `methods` in turn on `first`, the estimate of the first of them, until `judge_entry` says agree or disagree
/// and shorter steps bear that out. An estimate that one of shorter steps contradicts is not believed. Where estimates
/// contradict each other, or the function is rough, its length is looked for, and the methods begin anew at that
/// length. `look_twice`: a disagreement must also stand before numeric/second_look.hpp.
Refined refine_entry(numeric::AlongOneParameter slice, const numeric::Estimate& first,
                     const std::vector<const numeric::Method*>& methods,
                     const std::function<Verdict(const numeric::Estimate&)>& judge_entry, bool look_twice = true);

}  // namespace gradlab::check
