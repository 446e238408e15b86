// A check in at most ten lines, for a reader who wants to know what to do. See summarize.hpp for what stands in them.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "terminal/json.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gradlab::program {

/// Each text is one or two sentences on one line. An empty text is left out.
struct Summary {
  check::Verdict verdict = check::Verdict::undecided;
  std::string sentence;            ///< follows "DISAGREE: "
  std::vector<std::string> lines;  ///< of the code, to be looked at first: "line 48: a2 is used where z2 belongs"
  std::string where;               ///< the wrong entries, and one of them with its numbers
  std::string why;
  std::string remedy;
  std::string note;                ///< what else there is to know
  std::string unseen;              ///< what this check could not have noticed
  std::string replay;              ///< the line that repeats the check
};

/// At most nine lines, and a line for `more`, which says where the rest is told. Lines have at most 80 columns, but a
/// word of `replay` that is wider stays whole. Where nine lines are too few the less important texts end in "...".
std::string describe(const Summary& summary, const std::string& more, bool color);

/// The ten lines on standard output, and the rest with `explain`.
void print_report(const Summary& summary, bool explain, const std::function<std::string(bool color)>& explained);

/// `report` of JSON.md.
terminal::Json to_json(const Summary& summary, const std::string& explained);

}  // namespace gradlab::program
