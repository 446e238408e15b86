// What became of an attempt: passed, or what is wrong with it, where and why. Printing it is the business of show.hpp.
#pragma once

#include <string>
#include <vector>

namespace gradlab::program::exercise {

/// How an attempt ended. All but `passed` say in their reasons why.
enum class Ending { passed, wrong, unwritten, compile_error, raised, crashed, timeout };

struct Reason {
  std::string mistake;      ///< its name; empty where the cause is unknown
  std::string explanation;  ///< one sentence: what is wrong
  std::string where;        ///< the place in the numbers or in the file; may be empty
  std::string evidence;     ///< what in the numbers says so; may be empty
  std::string statement;    ///< of the source; may be empty
  std::string remedy;       ///< may be empty
};

struct Outcome {
  Ending ending = Ending::wrong;
  std::vector<Reason> reasons;
  std::string confirmed;  ///< what was found to be right, where it passed
  std::string printed;    ///< what the learner's code printed, in one line; empty: nothing

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

}  // namespace gradlab::program::exercise
