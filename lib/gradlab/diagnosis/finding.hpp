// What the diagnosis finds: one mistake at one place. The headers above this one find it.
#pragma once

#include <armadillo>

#include <string>
#include <vector>

namespace gradlab::diagnosis {

/// A place in a block; the cost where `block` is empty.
struct Where {
  std::string block;
  std::vector<arma::uword> columns, rows;  ///< counted from 0, ascending
};

struct Finding {
  std::string mistake;  ///< the name of a known mistake or of a pattern ("constant-ratio"); empty: the cause is unknown
  std::vector<std::string> alternatives;  ///< other sets of mistakes that give the same numbers on this input
  Where where;
  std::string explanation;  ///< one sentence: what is wrong
  std::string evidence;     ///< what the numbers of this place look like; may be empty
  std::string match;        ///< which mistakes give the same numbers, and how nearly; empty where none do
  std::string statement;    ///< where to look; may be empty
  std::string remedy;       ///< may be empty
};

}  // namespace gradlab::diagnosis
