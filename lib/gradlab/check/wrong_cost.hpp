// What a wrong cost looks like beside the right one: scaled, without its penalty, off by a known term.
#pragma once

#include "gradlab/check/case.hpp"
#include "gradlab/check/diagnosis.hpp"
#include "gradlab/lineup.hpp"

namespace gradlab::check {

/// The finding for a wrong cost. `right`: the reference taken apart.
Finding examine_cost(const Case& question, const Yardstick& yardstick, const Parts& right, const Facts& facts);

}  // namespace gradlab::check
