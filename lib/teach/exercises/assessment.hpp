// The assessment of an attempt: passed; or the mistakes, each with its place and cause. See show.hpp for printing it.
#pragma once

#include <string>
#include <vector>

namespace gradlab::teach {

/// How an attempt ended. For each but `passed` the assessment has a reason.
enum class Ending { passed, wrong, unwritten, compile_error, raised, crashed, timeout };

struct Reason {
  std::string mistake;      ///< its name; empty where the cause is unknown
  std::string explanation;  ///< one sentence: what is wrong
  std::string where;        ///< the place in the numbers or in the file; may be empty
  std::string evidence;     ///< what in the numbers says so; may be empty
  std::string statement;    ///< of the source; may be empty
  std::string remedy;       ///< may be empty
};

struct Assessment {
  Ending ending = Ending::wrong;
  std::vector<Reason> reasons;
  std::string confirmed;  ///< the facts found to be right, where the attempt passed
  std::string printed;    ///< the learner's printed text in one line; empty: nothing was printed

  bool passed() const { return ending == Ending::passed; }
};

/// The name in JSON: "passed", "wrong", "unwritten", "compile_error", "raised", "crashed", "timeout".
constexpr const char* to_string(Ending ending) {
  switch (ending) {
    case Ending::passed: return "passed";
    case Ending::wrong: return "wrong";
    case Ending::unwritten: return "unwritten";
    case Ending::compile_error: return "compile_error";
    case Ending::raised: return "raised";
    case Ending::crashed: return "crashed";
    case Ending::timeout: return "timeout";
  }
  return "";
}

}  // namespace gradlab::teach
