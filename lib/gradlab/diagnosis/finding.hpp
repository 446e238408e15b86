// What the diagnosis finds: one mistake at one place. The headers above this one find it.
#pragma once

#include "gradlab/diagnosis/advice.hpp"
#include "gradlab/mistake.hpp"

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// A place in a block; the cost where `block` is empty.
struct Where {
  std::string block;
  std::vector<arma::uword> columns, rows;  ///< counted from 0, ascending
};

/// One mistake at one place.
struct Finding {
  std::string mistake;  ///< the name of a known mistake or of a pattern ("constant-ratio"); empty: cause unknown
  Advice advice;
  std::string evidence;  ///< what the numbers of this place look like; may be empty
  Where where;
  std::string match;                      ///< which mistakes give the same numbers, and how nearly; may be empty
  std::vector<std::string> alternatives;  ///< other sets of mistakes that give the same numbers on this input
};

/// A finding with the sentences of `pattern`, at no place yet. `noun` replaces each "{}" in them.
Finding found(const Pattern& pattern, const std::string& evidence, const std::string& statement,
              const std::string& noun = "");

/// Findings of one mistake, or of one unknown cause, stand together in the order of the first of each.
std::vector<std::vector<Finding>> group_by_mistake(const std::vector<Finding>& findings);

}  // namespace gradlab::diagnosis
